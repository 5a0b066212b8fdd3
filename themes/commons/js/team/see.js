import { inWords as dayInWords } from "../parts/day.js";
import { element, part } from "../checklist/element.js";
import { agreed, words as answerWords } from "../checklist/statements.js";
import { day, value } from "../checklist/records.js";
import { choiceOf } from "../ask/handin.js";
import { isScale } from "../ask/items.js";
import { words } from "./words.js";
import { bars, inWords } from "./bars.js";
import { countsOf, middle, sum } from "./compare.js";
import { spreadOf } from "./outcome.js";

/** @typedef {import("./compare.js").Voice} Voice */
/** @typedef {import("./compare.js").Compared} Compared */
/** @typedef {import("../checklist/records.js").Round} Kept */
/**
 * @typedef {object} Seen all that is shown of a round
 * @property {Compared[]} compared where people differ most first
 * @property {Voice[]} all
 * @property {{ role: string, some: Voice[] }[]} roles
 * @property {Kept | undefined} last the round before
 */

/** How many answers are shown before the browser gets its turn. */
const atOnce = 200;

const alphabet = new Intl.Collator(document.documentElement.lang || undefined);

/** Below so many, people can guess who said what. */
const small = 5;

/** The number and words of a statement.
 * @param {import("./rounds.js").Asked} item */
export const numbered = ({ number, text }) => [
  element("span", { class: "number" }, number, element("span", { class: "unseen" }, ". ")), element("span", { class: "says" }, text)];

/**
 * Answers to a statement: bars, roles apart, last time, and what people said.
 * @param {Compared} one @param {Seen} seen
 * @returns {HTMLElement[]}
 */
export function answersTo({ item, at, counts, none }, { all, roles, last }) {
  const parts = [bars(counts, item.choices)];
  /** @type {HTMLElement[]} */
  const more = [];
  const line = (/** @type {string} */ text, name = "small") => more.push(element("p", { class: name }, text));
  if (!sum(counts)) line(words.nobody);
  else if (isScale(item.choices)) {
    const { middle: mid, low, high } = middle(counts, item.choices);
    line([words.middle(mid, low, high), none && words.none(none)].filter(Boolean).join(" "));
  } else if (none) line(words.none(none));
  for (const { role, some } of roles) line(`${role || words.others}: ${inWords(countsOf(item, at, some), item.choices)}`, "role");
  const before = lastTime(last, item);
  if (before) line(before);
  return [...parts, ...more, ...voicesOn(item, at, all)];
}

/** @param {Kept | undefined} last @param {import("./rounds.js").Asked} item */
function lastTime(last, item) {
  if (!last) return "";
  const on = dayInWords(day(last));
  const spread = spreadOf(last, item.id, item.choices.length);
  const said = [answerWords[value(last, item.id)] ?? "", agreed(last, item.id).replace(/^\. /, "")].filter(Boolean).join(". ");
  return [spread && words.lastSpread(on, inWords(spread, item.choices)), said && words.lastAgreed(on, said)].filter(Boolean).join(" ");
}

/** What people said in their own words, and who gave which answer if they
 * gave their names. Words without a name come in the order of the alphabet.
 * @param {import("./rounds.js").Asked} item @param {number} at @param {Voice[]} all */
function voicesOn(item, at, all) {
  const label = (/** @type {Voice} */ voice) => item.choices[voice.choices[at]]?.label ?? "";
  const said = all.filter((voice) => voice.said[at] || voice.was[at]).map((voice) => ({ voice, text: voice.said[at] }))
    .sort((a, b) => alphabet.compare(a.text, b.text));
  const rows = said.map(({ voice, text }) => element("li", {}, ...text ? [element("q", {}, text)] : [], voice.name ? ` ${voice.name}` : "",
    ...voice.was[at] ? [element("span", { class: "beside was-time" }, `${words.olderWording} `, element("q", {}, voice.was[at]),
      voice.name ? "" : ` ${label(voice)}`)] : []));
  const out = rows.length ? [element("ul", { class: "said", "aria-label": words.said }, ...rows)] : [];
  const named = all.filter(({ name, choices }) => name && choices[at] >= 0);
  if (!named.length) return out;
  // Many names are written when somebody asks for them.
  const list = element("p", { class: "small" });
  const box = element("details", {}, element("summary", {}, words.who), list);
  box.addEventListener("toggle", () => {
    const byChoice = item.choices.map(({ label }, i) => ({ label, names: named.filter(({ choices }) => choices[at] === i).map(({ name }) => name) }));
    const given = byChoice.filter(({ names }) => names.length);
    list.textContent = given.map(({ label, names }) => `${label}: ${names.sort(alphabet.compare).join(", ")}.`).join(" ");
  });
  return [...out, box];
}

/**
 * Shows all statements, in the order of disagreement.
 * @param {Seen} seen @param {(i: number) => void} discuss
 */
export function showCompared(seen, discuss) {
  const { compared, all, roles } = seen;
  bit(/** @type {HTMLElement} */ (part("team-compared")), compared.map((one, i) => () => {
    const button = element("button", { type: "button", class: "plain" }, words.discussThis, element("span", { class: "unseen" }, `: ${one.item.text}`));
    button.addEventListener("click", () => discuss(i));
    return element("li", { class: "compared-one" },
      element("h3", {}, ...numbered(one.item)),
      element("div", { class: "compared-body" }, ...answersTo(one, seen), button));
  }), Math.max(1, Math.round(atOnce / (all.length + 1))));
  const note = part("team-small");
  if (note) {
    note.textContent = words.small;
    note.hidden = all.length === 0 || all.length >= small;
  }
  const roleNote = part("team-roles");
  if (roleNote) {
    roleNote.textContent = words.rolesHidden;
    roleNote.hidden = roles.length > 0 || !all.some(({ role }) => role);
  }
  list("team-rest", words.rest, all.filter(({ rest }) => rest).sort((a, b) => alphabet.compare(a.rest, b.rest)).map(({ rest, name }) => [rest, name]));
  list("team-elsewhere", words.elsewhere, all.flatMap(({ elsewhere, name }) => elsewhere.map(([text, mark, few]) =>
    /** @type {[string, string]} */ ([text, [compared[0]?.item.choices[choiceOf(mark)]?.label, few, name].filter(Boolean).join(", ")]))));
}

/** Fills a list bit by bit, so that many people's words do not hold up the page.
 * What is shown anew meanwhile takes its place.
 * @param {HTMLElement} list @param {(() => Node)[]} makers @param {number} size of a bit */
function bit(list, makers, size) {
  const first = element("li", { hidden: "" });
  list.replaceChildren(first);
  const next = () => {
    if (first.parentNode !== list) return;
    const made = list.children.length - 1;
    list.append(...makers.slice(made, made + size).map((make) => make()));
    if (made + size < makers.length) setTimeout(next);
    else first.remove();
  };
  next();
}

/** @param {string} name @param {string} title @param {[string, string][]} rows a text, and who or what belongs to it */
function list(name, title, rows) {
  part(name)?.toggleAttribute("hidden", rows.length === 0);
  const heading = document.getElementById(name.replace("-", "."));
  if (heading) heading.textContent = title;
  part(`${name}-rows`)?.replaceChildren(...rows.map(([text, more]) => element("li", {}, element("q", {}, text), more && ` ${more}`)));
}
