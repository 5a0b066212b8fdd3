// The page on which a meeting pack is put together and printed.
import { element, part, pressed } from "./checklist/element.js";
import { say } from "./checklist/notice.js";
import { compose } from "./pack/compose.js";
import { below, fragment, fromFragment, keepPack, readPack } from "./pack/kept.js";
import { inWords } from "./parts/day.js";

const home = document.documentElement.dataset.base ?? "/";

/** The pages that can go into a pack: nothing else is ever fetched.
 * @type {Map<string, import("./pack/compose.js").Entry>} */
const choice = new Map();
for (const one of document.querySelectorAll("[data-choice] a")) {
  const link = /** @type {HTMLAnchorElement} */ (one);
  const address = below(home, link.href);
  choice.set(address, { address, title: link.textContent ?? "", url: link.href });
}

let pack = fromFragment(location.hash) ?? readPack(home);
let own = same();
const rows = /** @type {HTMLElement} */ (part("agenda"));
const fields = /** @type {Record<"title" | "team" | "date", HTMLInputElement>} */ (
  Object.fromEntries(["title", "team", "date"].map((name) => [name, document.getElementById(`pack.${name}`)])));

/** Whether the pack of the address is the one kept here. */
function same() {
  return fragment(pack) === fragment(readPack(home));
}

/** The address under which anybody finds this pack. */
const address = () => new URL(fragment(pack), location.href).href;

/** Keeps the pack, here or else in the address, and shows it. */
function change() {
  const kept = own && keepPack(home, pack);
  if (own && !kept) say("This browser is not keeping the pack. Its address holds it: save that as a bookmark.");
  history.replaceState(null, "", kept ? location.pathname : address());
  show();
}

function show() {
  for (const [name, field] of Object.entries(fields)) {
    const text = pack[/** @type {"title"} */ (name)];
    if (field.value !== text) field.value = text;
  }
  rows.replaceChildren(...pack.pages.map(row));
  part("pack-empty")?.toggleAttribute("hidden", pack.pages.length > 0);
  for (const one of document.querySelectorAll("[data-pack-some]")) one.toggleAttribute("hidden", pack.pages.length === 0);
  part("shared")?.toggleAttribute("hidden", own);
  for (const one of document.querySelectorAll("[data-add]")) one.toggleAttribute("hidden", pack.pages.includes(addressOf(one)));
  assemble();
}

/** @param {Element} button */
const addressOf = (button) => below(home, button.getAttribute("data-add") ?? "");

/** @param {string} page @param {number} i */
function row(page, i) {
  const entry = choice.get(page);
  const title = entry?.title ?? `The page ${page} is not here any more`;
  /** @param {string} word @param {number} to */
  const mover = (word, to) => {
    const button = element("button", { type: "button", class: "plain" }, word, element("span", { class: "unseen" }, ` ${title}`));
    button.disabled = to < 0 || to >= pack.pages.length;
    button.addEventListener("click", () => {
      pack.pages.splice(to, 0, ...pack.pages.splice(i, 1));
      change();
      const buttons = rows.children[to].querySelectorAll("button");
      (buttons[word === "Up" ? 0 : 1].disabled ? buttons[word === "Up" ? 1 : 0] : buttons[word === "Up" ? 0 : 1]).focus();
      tell(`${title} is now number ${to + 1} of ${pack.pages.length}.`);
    });
    return button;
  };
  const remove = element("button", { type: "button", class: "plain" }, "Remove", element("span", { class: "unseen" }, ` ${title}`));
  remove.addEventListener("click", () => {
    pack.pages.splice(i, 1);
    change();
    const next = rows.children[Math.min(i, pack.pages.length - 1)];
    (next?.querySelector("button:last-of-type") instanceof HTMLElement ? /** @type {HTMLElement} */ (next.querySelector("button:last-of-type")) : fields.title).focus();
    tell(`${title} was removed.`);
  });
  return element("li", entry ? {} : { class: "gone" }, element("span", {}, title), element("div", {}, mover("Up", i - 1), mover("Down", i + 1), remove));
}

/** @param {string} text */
function tell(text) {
  const state = part("pack-state");
  if (state) state.textContent = text;
}

let asked = 0;

/** Makes the document that is printed. Only the last one asked for is used.
 * @param {boolean} [filled] with the answers that this device keeps */
async function assemble(filled = false) {
  const mine = ++asked;
  const paper = part("pack-paper");
  const entries = pack.pages.flatMap((page) => choice.get(page) ?? []);
  const { parts, missing, answered } = await compose(home, entries, filled);
  if (mine !== asked || !paper) return;
  const agenda = parts.map((one) => element("li", {}, element("a", { href: `#${one.id}` }, one.querySelector(".part-title")?.textContent ?? "")));
  const about = [pack.team, pack.date && inWords(pack.date)].filter(Boolean).map((text) => element("p", { class: "cover-line" }, text));
  paper.replaceChildren(
    element("section", { class: "cover" }, element("p", { class: "cover-site" }, paper.dataset.site ?? ""),
      element("h2", { class: "cover-title" }, pack.title || "Meeting pack"), ...about,
      element("h3", {}, "Agenda"), element("ol", {}, ...agenda),
      ...missing.map((title) => element("p", {}, `Left out, because it could not be fetched: ${title}`)),
      element("p", { class: "cover-address" }, address()),
      element("p", { class: "cover-address" }, paper.dataset.licence ?? "")),
    ...parts);
  for (const one of document.querySelectorAll("[data-pack-answered]")) one.toggleAttribute("hidden", answered.length === 0);
  const of = part("pack-answers");
  if (of) of.textContent = answered.map(({ title, day }) => `${title} (${inWords(day)})`).join(", ");
  document.documentElement.dataset.parts = String(parts.length);
  if (missing.length) say(`Left out, because it could not be fetched: ${missing.join(", ")}.`, { wrong: true });
}

for (const [name, field] of Object.entries(fields)) {
  field.addEventListener("input", () => {
    pack[/** @type {"title"} */ (name)] = field.value;
    change();
  });
}
pressed("add", (event) => {
  const button = /** @type {HTMLElement} */ (event.currentTarget);
  const page = addressOf(button);
  pack.pages.push(page);
  change();
  tell(`${choice.get(page)?.title} was added: the pack has ${pack.pages.length} now.`);
  const next = /** @type {HTMLElement | null} */ (button.closest("li")?.nextElementSibling?.querySelector("[data-add]:not([hidden])"));
  (next ?? fields.title).focus();
});
pressed("pack-empty-it", () => {
  const before = pack;
  pack = { pages: [], title: "", team: "", date: "" };
  change();
  say("The pack is empty.", { undo: () => { pack = before; change(); } });
});
pressed("pack-keep", () => { own = true; change(); });
pressed("pack-mine", () => { own = true; pack = readPack(home); change(); });
pressed("pack-copy", async () => {
  try {
    await navigator.clipboard.writeText(address());
    say("The address of the pack was copied.");
  } catch {
    history.replaceState(null, "", address());
    say("This browser does not let the site copy. The address in the address bar is that of the pack.");
  }
});
pressed("pack-print", async (event) => {
  await assemble(/** @type {HTMLElement} */ (event.currentTarget).dataset.packPrint === "filled");
  print();
});
// Answers stand in the page no longer than it takes to print them.
addEventListener("afterprint", () => assemble());
addEventListener("hashchange", () => {
  const other = fromFragment(location.hash);
  if (!other) return; // a link within the page
  pack = other;
  own = same();
  show();
});
for (const event of ["storage", "pageshow"]) {
  addEventListener(event, (happened) => {
    if (happened instanceof PageTransitionEvent && !happened.persisted) return; // the page has just been loaded
    if (own && !same()) {
      pack = readPack(home); // another tab has changed it
      show();
    } else assemble(); // or what was filled in
  });
}

for (const one of document.querySelectorAll("[data-packing]")) one.removeAttribute("hidden");
show();
