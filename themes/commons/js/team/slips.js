import { inWords } from "../parts/day.js";
import { element } from "../checklist/element.js";
import { drawCode } from "../ask/code.js";
import { questionLink } from "../ask/link.js";
import { words } from "./words.js";

/** @typedef {import("./rounds.js").Round} Round */

export const mostSlips = 200;

/**
 * Slips to hand round, several to a sheet: the code to answer on a phone, and
 * boxes for those who answer on paper.
 * @param {string} title @param {Round} round @param {number} n
 * @returns {Node[]}
 */
export function slips(title, { question, items }, n) {
  const code = drawCode(questionLink(question), words.questionCode);
  const most = Math.max(...items.map(({ choices }) => choices.length));
  const columns = Math.max(1, Math.min(most > 5 ? 1 : most > 3 ? 2 : 3, Math.ceil(items.length / 8)));
  const slip = element("section", { class: "slip" },
    element("div", { class: "slip-head" }, ...code ? [code] : [],
      element("div", {}, element("h2", {}, title), element("p", {}, inWords(question.day)),
        ...question.ask ? [element("p", { class: "slip-ask" }, question.ask)] : [], element("p", {}, words.slip))),
    element("ol", { class: `slip-rows columns-${columns}` }, ...items.map(({ number, choices }) => element("li", {}, element("b", {}, number),
      ...choices.map(({ label }) => element("span", {}, element("i", {}), label))))),
    element("p", { class: "slip-name" }, words.slipName));
  return Array.from({ length: Math.min(Math.max(n, 1), mostSlips) }, () => slip.cloneNode(true));
}
