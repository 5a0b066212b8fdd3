import { element } from "../checklist/element.js";
import { make } from "../ask/code.js";
import { sum } from "./compare.js";

/** @typedef {import("../ask/items.js").Choice} Choice */

/**
 * Answers in words, numbers and bars: a line for each choice.
 * @param {number[]} counts
 * @param {Choice[]} choices
 */
export function bars(counts, choices) {
  const all = Math.max(1, sum(counts));
  return element("ul", { class: "bars", role: "list" }, ...choices.map(({ label }, i) => element("li", { role: "listitem" },
    element("span", { class: "bar-label" }, label), bar(counts[i] / all), element("span", { class: "bar-count" }, String(counts[i])))));
}

/** @param {number} share 0 to 1 */
export function bar(share) {
  const picture = make("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
  picture.append(make("rect", { class: "bar-all", width: "100", height: "10" }),
    make("rect", { class: "bar-share", width: String(Math.round(share * 1000) / 10), height: "10" }));
  return picture;
}

/** Yes 4, No 2, N/A 0
 * @param {number[]} counts @param {Choice[]} choices */
export const inWords = (counts, choices) => choices.map(({ label }, i) => `${label} ${counts[i]}`).join(", ");
