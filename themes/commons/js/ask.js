// Where one person answers what a team is asked, alone.
import { plain } from "./checklist/address.js";
import { part, pressed } from "./checklist/element.js";
import { download } from "./checklist/file.js";
import { say } from "./checklist/notice.js";
import { fetchPage, pagesToAsk } from "./ask/choice.js";
import { chosen, statement } from "./ask/form.js";
import { markOf } from "./ask/handin.js";
import { fingerprint } from "./ask/items.js";
import { keepOwn, keepQuestion, nobody, readOwn, readQuestion } from "./ask/kept.js";
import { readLink, takeFragment } from "./ask/read-link.js";
import { words } from "./ask/words.js";
import { gathersHere } from "./ask/gathers.js";

/** @typedef {import("./ask/question.js").Question} Question */
/** @typedef {import("./ask/items.js").Item} Item */

const home = document.documentElement.dataset.base ?? "/";
const pages = pagesToAsk(home);
const form = /** @type {HTMLFormElement} */ (part("ask-form"));
const list = /** @type {HTMLElement} */ (part("ask-items"));
const fields = /** @type {Record<"name" | "role" | "rest", HTMLInputElement>} */ (
  Object.fromEntries(["name", "role", "rest"].map((name) => [name, part(`ask-${name}`)])));

const ownTitle = document.title;

/** @type {Question | null} */
let question = null;
/** @type {Item[]} */
let items = [];
let title = "";
let own = nobody();
/** What was handed in last, as text. */
let handed = "";
/** The statement that is shown, one more than the last for the end. */
let at = 0;
let oneByOne = true;

for (const one of document.querySelectorAll("[data-without]")) one.remove();

/** Takes the question from the address, or the one that this tab had. */
async function begin() {
  const found = readLink(takeFragment());
  question = "question" in found ? found.question : "trouble" in found && found.trouble === "none" ? readQuestion(home) : null;
  if ("trouble" in found && found.trouble !== "none") return trouble(words.trouble[found.trouble]);
  if ("handIn" in found || "round" in found) return trouble(words.notQuestion);
  if (!question) return;
  const address = plain(question.address);
  const entry = pages.get(address);
  if (!entry) return trouble(words.unknownPage(address));
  keepQuestion(home, question);
  const page = await fetchPage(entry, address);
  if (!page) return trouble(words.noFetch);
  ({ items, title } = page);
  own = readOwn(home, question);
  loadHanding().catch(() => {});
  part("ask-trouble")?.setAttribute("hidden", "");
  open();
}

/** @param {string} text */
function trouble(text) {
  const line = part("ask-trouble");
  if (!line) return;
  line.textContent = text;
  line.hidden = false;
}

/** Shows the question and what has been answered. */
function open() {
  for (const one of document.querySelectorAll("[data-ask-none]")) one.setAttribute("hidden", "");
  for (const [name, text] of [["ask-title", title], ["ask-lead", question?.ask || part("ask-lead")?.textContent || ""]]) {
    const line = part(name);
    if (line) line.textContent = text;
  }
  document.title = `${title} – ${ownTitle}`;
  part("ask-eyebrow")?.removeAttribute("hidden");
  list.replaceChildren(...items.map(statement));
  for (const control of list.querySelectorAll("input")) {
    if (control.type === "radio") control.checked = own.answers[control.name] === control.value;
    else control.value = own.words[control.name.replace(/ words$/, "")] ?? "";
  }
  for (const name of /** @type {const} */ (["name", "role", "rest"])) fields[name].value = own[name];
  at = Math.max(0, items.findIndex(({ id }) => !own.answers[id]));
  form.hidden = false;
  part("ask-done")?.setAttribute("hidden", "");
  show();
}

/** Shows one statement or all, and how far the person has come. */
function show() {
  const end = at >= items.length;
  form.dataset.view = oneByOne ? "one" : "all";
  for (const [i, one] of [...list.children].entries()) {
    one.toggleAttribute("hidden", oneByOne && i !== at);
    one.querySelector(".clear")?.toggleAttribute("hidden", !chosen(one));
  }
  part("ask-you")?.toggleAttribute("hidden", oneByOne && !end);
  part("ask-turn")?.toggleAttribute("hidden", !oneByOne || end);
  part("ask-promise")?.toggleAttribute("hidden", oneByOne && at > 0 && !end);
  part("ask-back")?.toggleAttribute("hidden", !oneByOne);
  part("ask-before")?.toggleAttribute("disabled", at === 0);
  const view = part("ask-view");
  if (view) view.textContent = oneByOne ? words.asList : words.oneByOne;
  const progress = part("ask-progress");
  const answered = items.filter(({ id }) => own.answers[id]).length;
  const text = oneByOne && !end ? words.of(at + 1, items.length) : words.answered(answered, items.length);
  if (progress && progress.textContent !== text) progress.textContent = text;
}

/** @param {number} to */
function turn(to) {
  at = Math.min(Math.max(to, 0), items.length);
  show();
  if (at < items.length) {
    const answers = [...list.children[at].querySelectorAll("input")];
    (answers.find((one) => one.checked) ?? answers[0])?.focus();
  } else part("ask-you")?.focus();
  form.scrollIntoView({ block: "start" });
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  const { name, value, type } = /** @type {HTMLInputElement} */ (event.target);
  if (type === "radio") own.answers[name] = value;
  else if (name.endsWith(" words")) own.words[name.replace(/ words$/, "")] = value;
  else for (const field of /** @type {const} */ (["name", "role", "rest"])) own[field] = fields[field].value;
  keep();
});
list.addEventListener("click", (event) => {
  const clear = /** @type {Element} */ (event.target).closest(".clear");
  const one = clear?.closest(".statement");
  if (!one) return;
  for (const control of one.querySelectorAll("input")) {
    if (control.type !== "radio") continue;
    control.checked = false;
    delete own.answers[control.name];
  }
  one.querySelector("input")?.focus();
  keep();
});

function keep() {
  if (question) keepOwn(home, question, own);
  show();
}

pressed("ask-next", () => turn(at + 1));
pressed("ask-before", () => turn(at - 1));
pressed("ask-back", () => turn(items.length - 1));
pressed("ask-view", () => {
  oneByOne = !oneByOne;
  if (at >= items.length) at = items.length - 1;
  show();
});

/** What is handed in: answers by the place of their statement in the question,
 * those to another wording with that.
 * @param {Question} asked @returns {import("./ask/handin.js").HandIn} */
function handIn(asked) {
  const marks = asked.prints.map(() => ".");
  /** @type {[number, string][]} */
  const said = [];
  /** @type {[string, string, string][]} */
  const others = [];
  /** @type {Set<number>} */
  const taken = new Set(); // a statement may stand on a page twice
  for (const { id, text, choices } of items) {
    const mark = markOf(choices.findIndex(({ value }) => value === own.answers[id]));
    const few = own.words[id]?.trim() ?? "";
    const print = fingerprint(text);
    const place = asked.prints.findIndex((one, i) => one === print && !taken.has(i));
    if (place < 0) {
      if (mark !== "." || few) others.push([text, mark, few]);
      continue;
    }
    taken.add(place);
    marks[place] = mark;
    if (few) said.push([place, few]);
  }
  if (own.rest.trim()) said.push([marks.length, own.rest.trim()]);
  return {
    address: asked.address, round: asked.round, person: own.person, edition: own.edition, name: own.name.trim(), role: own.role.trim(),
    marks: marks.join(""), words: said, others,
  };
}

/** @type {Promise<typeof import("./hand-in.js")> | null} */
let handing = null;

/** Loads what handing in needs, before it is used: the network may be gone by then. */
function loadHanding() {
  handing ??= import(form.dataset.handIn ?? "").catch(() => {
    handing = null;
    throw new Error(words.noFetch);
  });
  return /** @type {Promise<typeof import("./hand-in.js")>} */ (handing);
}

pressed("ask-hand-in", async () => {
  const { drawCode, handInLink, whole } = await loadHanding().catch(() => /** @type {any} */ ({}));
  if (!question) return;
  if (!handInLink) return say(words.noFetch, { wrong: true });
  const content = JSON.stringify({ ...handIn(question), edition: 0 });
  if (content !== handed) own.edition++;
  handed = content;
  keepOwn(home, question, own);
  const link = handInLink(handIn(question));
  const code = drawCode(link, words.answersCode);
  part("ask-code")?.replaceChildren(code ?? words.tooLong);
  address().value = whole(link);
  form.hidden = true;
  part("ask-share")?.toggleAttribute("hidden", typeof navigator.share !== "function");
  const here = gathersHere(home, question);
  part("ask-here")?.toggleAttribute("hidden", !here);
  part("ask-add")?.setAttribute("href", here ? whole(link) : "");
  const done = part("ask-done");
  done?.removeAttribute("hidden");
  done?.scrollIntoView({ block: "start" });
  done?.focus();
  if (!Object.keys(own.answers).length) say(words.nothingAnswered);
});

const address = () => /** @type {HTMLInputElement} */ (part("ask-link"));
address().addEventListener("focus", () => address().select());

pressed("ask-share", async () => {
  try {
    await navigator.share({ title: words.shareTitle(title), url: address().value });
  } catch {
    // The person has closed the share sheet, or it is not allowed here: the link stands beside it.
  }
});
pressed("ask-copy", async () => {
  try {
    await navigator.clipboard.writeText(address().value);
    say(words.copied);
  } catch {
    address().focus();
    say(words.notCopied);
  }
});
pressed("ask-save", async () => {
  const { written } = await loadHanding();
  if (question) download("answers.json", "application/json", written(handIn(question)));
});
pressed("ask-change", () => {
  at = 0;
  open();
  say(words.again);
});

/** Nothing of this person stays: neither on the page nor on the device. */
function forget() {
  if (question) keepOwn(home, question, null);
  own = nobody();
  handed = "";
  address().value = "";
  part("ask-code")?.replaceChildren();
  part("ask-add")?.removeAttribute("href");
}
pressed("ask-person", () => {
  forget();
  open();
  say(words.nextPerson);
});
pressed("ask-clear", () => {
  forget();
  keepQuestion(home, null);
  part("ask-done")?.setAttribute("hidden", "");
  for (const one of document.querySelectorAll("[data-ask-none]")) one.removeAttribute("hidden");
  say(words.cleared);
});

addEventListener("hashchange", () => {
  if (/^#[qar]=/.test(location.hash)) begin();
});
begin();
