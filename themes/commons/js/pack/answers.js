import { makeBlanks } from "../checklist/blanks.js";
import { findControls, findStatements, showAll } from "../checklist/fields.js";
import { followRewording, leftOver } from "../checklist/match.js";
import { dated, value } from "../checklist/records.js";
import { look, placeOf } from "../checklist/store.js";
import { showLeftOver } from "../checklist/views.js";

/** @typedef {import("../checklist/records.js").Round} Round */

/** The newest round of answers to a page that this device keeps; one that has
 * only been begun is not it, if there is another.
 * @param {string} home @param {HTMLElement} main of the page @returns {Round | undefined} */
export function newest(home, main) {
  const rounds = main.dataset.page ? dated(look(home, placeOf(main, home))) : [];
  return rounds.findLast(saysMore) ?? rounds.at(-1);
}

/** Whether a round holds more than what a new one begins with.
 * @param {Round} round */
const saysMore = (round) => Object.keys(round.fields).some((name) => value(round, name) && !/^(team$|date$|\{\{)/.test(name));

/** Fills a page in as its own script would, what no longer fits included.
 * @param {HTMLElement} main @param {Round} round */
export function fillIn(main, round) {
  makeBlanks(main);
  const controls = findControls(main);
  followRewording(round, findStatements(main));
  showAll(controls, round);
  showLeftOver(main, round, leftOver(round, new Set(controls.keys())));
}
