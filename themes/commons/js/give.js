// The page that makes a page of a Word document. What is chosen, dropped or
// pasted is read here; nothing leaves the browser until somebody sends it.
import { element, part, pressed } from "./checklist/element.js";
import { download } from "./checklist/file.js";
import { say } from "./checklist/notice.js";
import { load } from "./give/importer.js";
import { preview } from "./give/preview.js";
import { copy, mail, newFile } from "./give/send.js";

/** @typedef {import("./give/importer.js").Imported} Imported */

const root = /** @type {HTMLElement} */ (part("give"));
const importer = load(root.dataset.give ?? "");
const title = /** @type {HTMLInputElement} */ (document.getElementById("give.title"));
const description = /** @type {HTMLInputElement} */ (document.getElementById("give.description"));
const kinds = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("[name='give.kind']")]);

/** What was read last. @type {Imported | undefined} */
let found;
let reading = 0;

const kind = () => kinds.find((one) => one.checked) ?? kinds[0];

/** @param {string} name @returns {string[]} */
const chosen = (name) => [...root.querySelectorAll(`[name=${name}]:checked`)].map((one) => /** @type {HTMLInputElement} */ (one).value);

/** Today where the reader is. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/** The file that the page will be: its path in the folder of the site, its text. */
async function result() {
  const { bodyText, pageText, slugOf } = await importer;
  if (found?.page) return { name: found.page.path, text: found.page.after };
  const front = { title: title.value, description: description.value, kind: "", topics: chosen("topics"), audiences: chosen("audiences"), date: today() };
  return { name: `${slugOf(title.value) || "page"}.md`, text: pageText(front, bodyText(found?.units ?? [], kind().dataset.form !== undefined)) };
}

/** Reads something and shows it. @param {() => Imported | Promise<Imported>} read @param {string} name of the file, "" for what was pasted */
async function take(read, name) {
  const mine = ++reading;
  wrong("");
  root.setAttribute("aria-busy", "true");
  try {
    const imported = await read();
    if (mine !== reading) return;
    const { titleOfFile } = await importer;
    if (!imported.body.trim()) throw new Error("empty");
    found = imported;
    title.value = imported.title || (name ? titleOfFile(name) : "");
    description.value = imported.description;
    const fitting = kinds.find((one) => (one.dataset.form !== undefined) === imported.form) ?? kinds[0];
    fitting.checked = true;
    for (const one of document.querySelectorAll("[data-give-result]")) one.removeAttribute("hidden");
    await show();
    tell(imported);
    part("give-heading")?.focus();
  } catch (error) {
    if (mine !== reading) return;
    const { Refused } = await importer;
    wrong(error instanceof Refused ? `This could not be read: ${error.message}.` : error instanceof Error && error.message === "empty"
      ? "There is no text in this. Is it the right document?"
        : "This could not be read. Open the document in Word, save it as .docx once more, and try that; or copy its text and paste it above.");
  } finally {
    if (mine === reading) root.removeAttribute("aria-busy");
  }
}

/** @param {string} text "" for nothing wrong */
function wrong(text) {
  const place = part("give-wrong");
  if (!place) return;
  place.textContent = text;
  place.toggleAttribute("hidden", !text);
}

/** Says what was found, and what was left out. @param {Imported} imported */
function tell({ units, left, notes, page, title: named }) {
  const state = part("give-state"), told = part("give-told");
  if (!state || !told) return;
  const text = JSON.stringify(units);
  const counts = [[text.match(/\{\{[^{}]+\}\}/g)?.length ?? 0, "field to fill in", "fields to fill in"],
    [units.filter((unit) => unit.kind === "item" && unit.mark === "- [ ]").length, "box to tick", "boxes to tick"],
    [units.filter((unit) => unit.kind === "table").length, "table", "tables"]].filter(([n]) => n);
  const changed = page && page.before !== page.after;
  state.textContent = page ? (changed ? `This document was made from the page ${page.path}. What was changed in it is shown here.`
    : `This document was made from the page ${page.path}, and nothing in it was changed.`)
    : `Found: ${counts.map(([n, one, many]) => `${n} ${n === 1 ? one : many}`).join(", ") || "text"}.${named ? "" : " It has no title of its own, so please write one."}`;
  const lists = page ? [["Left out, because it is no part of the page", page.lost]] : [["Left out", left], ["Not quite as it was", notes]];
  told.replaceChildren(...lists.flatMap(([name, all]) => (all.length
    ? [element("p", {}, `${name}:`), element("ul", { class: "give-told" }, ...[...all].map((one) => element("li", {}, one)))] : [])));
}

/** Shows the page as it is now. */
async function show() {
  if (!found) return;
  const imported = found;
  const { name, text } = await result();
  const { difference } = await importer;
  if (imported !== found) return;
  const page = imported.page, changed = page ? difference(page.before, page.after) : "";
  part("give-new")?.toggleAttribute("hidden", Boolean(page));
  const place = part("give-preview"), form = kind().dataset.form !== undefined;
  place?.replaceChildren(...(page ? (changed ? [compared(changed)] : [element("p", {}, "There is nothing to propose.")])
    : preview({ title: title.value, description: description.value, form }, imported.units)));
  const code = part("give-text"), where = part("give-place"), ask = part("give-ask");
  if (code) code.textContent = text;
  if (where) where.textContent = `It will stand among ${kind().dataset.section}, in the file ${kind().dataset.folder}/${name}.`;
  for (const list of ["topics", "audiences"]) {
    const count = root.querySelector(`[data-give-count=${list}]`), n = chosen(list).length;
    if (count) count.textContent = n ? `: ${n} chosen` : ": none chosen";
  }
  const github = page ? root.dataset.edit : kind().dataset.new;
  part("give-propose")?.toggleAttribute("hidden", !github || Boolean(page && !changed));
  part("give-mail")?.toggleAttribute("hidden", !root.dataset.email);
  if (ask) ask.textContent = github ? "With a free GitHub account you propose the page yourself: GitHub opens with everything filled in, and you press “Commit changes” there. Without an account, save the page as a file or send it." : "Save the page as a file, and give it to whoever looks after this site.";
}

/** A difference as a list of lines. @param {string} text */
function compared(text) {
  return element("div", { class: "give-difference", tabindex: "0", role: "region", "aria-label": "What was changed" }, ...text.split("\n").map((line) => {
    const words = line.slice(1) || " ";
    return line[0] === "+" ? element("ins", {}, element("span", { class: "unseen" }, "New: "), words) : line[0] === "-"
      ? element("del", {}, element("span", { class: "unseen" }, "Gone: "), words) : element("div", {}, line === "…" ? line : words);
  }));
}

/** Whether the page has what it needs; says what is missing. */
function ready() {
  if (found?.page) return true;
  const missing = [title, description].find((field) => !field.value.trim());
  if (!missing) return true;
  missing.focus();
  say(missing === title ? "Write a title first: a short name for the page."
    : "Write a description first: one sentence on what the page is for.", { wrong: true });
  return false;
}

/** Copies a text, or shows it to be copied by hand. @param {string} text @param {string} done @param {string} failed */
async function copied(text, done, failed) {
  if (await copy(text)) return say(done);
  const details = root.querySelector(".give-text"), code = part("give-text");
  if (details instanceof HTMLDetailsElement && code) {
    details.open = true;
    getSelection()?.selectAllChildren(code);
  }
  say(failed, { wrong: true });
}

pressed("give-propose", async () => {
  if (!ready()) return;
  const { name, text } = await result();
  const byHand = "This browser does not let the site copy. The text is selected below: copy it and paste it on GitHub.";
  if (found?.page) {
    await copied(text, "The whole text of the page was copied. On GitHub, select all of the text there, paste this over it, and press “Commit changes”.", byHand);
    open(`${root.dataset.edit}/${name.split("/").map(encodeURIComponent).join("/")}`, "_blank", "noopener");
    return;
  }
  const { address, fits } = newFile(kind().dataset.new ?? "", name, text);
  if (!fits) await copied(text, "The text is too long to go along in an address, so it was copied. Paste it into the large field on GitHub.", byHand);
  open(address, "_blank", "noopener");
});
pressed("give-save", async () => {
  if (!ready()) return;
  const { name, text } = await result();
  download(name.split("/").pop() ?? name, "text/markdown", text);
  say(`The page was saved as ${name.split("/").pop()}. Nothing was sent.`);
});
pressed("give-mail", async () => {
  if (!ready()) return;
  const { name, text } = await result();
  const { address, fits } = mail(root.dataset.email ?? "", `A page for you: ${found?.page ? name : title.value}`, text,
    "Please paste the text of the page here: it was copied.\n\n");
  if (!fits) await copied(text, "The text is too long to go along, so it was copied. Paste it into the e-mail.",
    "This browser does not let the site copy. The text is selected below: copy it and paste it into the e-mail.");
  location.href = address;
});
pressed("give-copy", async () => {
  const { text } = await result();
  await copied(text, "The text of the page was copied.", "This browser does not let the site copy. The text is selected below: copy it from there.");
});

const file = /** @type {HTMLInputElement} */ (part("file")), paste = /** @type {HTMLTextAreaElement} */ (part("paste")), drop = part("drop");

/** @param {File | undefined} chosenFile */
function read(chosenFile) {
  if (chosenFile) take(async () => (await importer).importFile(chosenFile), chosenFile.name);
}
file.addEventListener("change", () => read(file.files?.[0]));
paste.addEventListener("paste", (event) => {
  const [dropped] = event.clipboardData?.files ?? [];
  const html = event.clipboardData?.getData("text/html") ?? "", text = event.clipboardData?.getData("text/plain") ?? "";
  if (!html && !text && dropped) return read(dropped);
  if (html || text) take(async () => (await importer).importPaste(html, text), "");
});
// Text that came in another way: typed, dictated, dropped.
paste.addEventListener("change", () => {
  if (paste.value.trim() && paste.value !== paste.dataset.taken) take(async () => (await importer).importPaste("", paste.value), "");
});
paste.addEventListener("input", (event) => {
  if (/** @type {InputEvent} */ (event).inputType === "insertFromPaste") paste.dataset.taken = paste.value;
});
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (!(/** @type {DragEvent} */ (event).dataTransfer?.types.includes("Files"))) return;
    event.preventDefault();
    drop?.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop?.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  drop?.classList.remove("over");
  const [dropped] = event.dataTransfer?.files ?? [];
  if (!dropped) return;
  event.preventDefault();
  read(dropped);
});
for (const field of [title, description, ...root.querySelectorAll("input[type=checkbox], input[type=radio]")]) field.addEventListener("input", show);

part("giving")?.removeAttribute("hidden");
importer.then(() => { document.documentElement.dataset.give = "ready"; },
  () => wrong("The part of this page that reads documents could not be fetched. Load the page again."));
