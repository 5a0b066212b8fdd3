import { inWords as dayInWords } from "../parts/day.js";
import { element } from "../checklist/element.js";
import { day } from "../checklist/records.js";
import { isScale } from "../ask/items.js";
import { words } from "./words.js";
import { bar } from "./bars.js";
import { mean, sum } from "./compare.js";
import { spreadOf } from "./outcome.js";

/** @typedef {import("./rounds.js").Asked} Asked */
/** @typedef {import("../checklist/records.js").Round} Kept */

/** So many rounds stand beside each other. */
const most = 6;

/**
 * How answers have moved from round to round: a chart of all statements
 * together, and a table of each. Nothing if there is but one round.
 * @param {Asked[]} items @param {Kept[]} rounds oldest first
 * @returns {{ chart: Node[], table: Node[] } | null}
 */
export function trend(items, rounds) {
  const counted = rounds.filter((round) => items.some(({ id, choices }) => spreadOf(round, id, choices.length))).slice(-most);
  if (counted.length < 2) return null;
  const scale = items.every(({ choices }) => isScale(choices));
  const hasNo = items.some(({ choices }) => choices.some(({ value }) => value === "no"));
  const measure = scale ? words.mean : hasNo ? words.shareYes : words.shareFirst(items[0].choices[0].label);
  const cells = items.map((item) => counted.map((round) => part(spreadOf(round, item.id, item.choices.length), item)));
  const all = counted.map((_, i) => {
    const [of, n] = cells.reduce(([of, n], row) => [of + row[i][0], n + row[i][1]], [0, 0]);
    return n ? of / n : null;
  });
  const say = (/** @type {number | null} */ one) => (one === null ? "–" : scale ? one.toFixed(1) : `${Math.round(one * 100)} %`);
  const top = scale ? Math.max(...items.flatMap(({ choices }) => choices.map(({ label }) => Number(label)))) : 1;
  const days = counted.map((round) => dayInWords(day(round)));
  const line = (/** @type {string} */ on, /** @type {number} */ i) => element("li", { role: "listitem" },
    element("span", { class: "bar-label" }, on), bar((all[i] ?? 0) / top), element("span", { class: "bar-count" }, say(all[i])));
  const chart = [element("figcaption", {}, `${words.inAll}: ${measure}`), element("ul", { class: "bars", role: "list" }, ...days.map(line))];
  const columns = days.map((on) => element("th", { scope: "col", class: "right" }, on));
  const head = element("thead", {}, element("tr", {}, element("th", { scope: "col" }, words.sheet), ...columns));
  const body = element("tbody", {}, ...items.map(({ text }, i) => element("tr", {}, element("th", { scope: "row" }, text),
    ...cells[i].map(([of, n]) => element("td", { class: "right" }, n ? say(of / n) : "–")))));
  return { chart, table: [element("caption", {}, measure), head, body] };
}

/** What a statement adds to the measure, and of how many answers.
 * @param {number[] | null} counts @param {Asked} item @returns {[number, number]} */
function part(counts, { choices }) {
  if (!counts) return [0, 0];
  if (isScale(choices)) return [(mean(counts, choices) ?? 0) * sum(counts), sum(counts)];
  const [yes, no] = ["yes", "no"].map((one) => choices.findIndex(({ value }) => value === one));
  if (yes < 0 || no < 0) return [counts[0], sum(counts)];
  return [counts[yes], counts[yes] + counts[no]];
}
