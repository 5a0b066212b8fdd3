import { isDay } from "../parts/day.js";
import { clean, isName, isText, randomName } from "./check.js";
import { fingerprint } from "./items.js";

/**
 * What a team is asked: nothing in it tells of anybody.
 *
 * @typedef {object} Question
 * @property {string} address of the page below the site's home
 * @property {string} round name of the round, unlike that of any other
 * @property {string} day as 2026-11-27
 * @property {string} ask a question on top, or ""
 * @property {string[]} prints fingerprints of the statements, in order
 */

export const longest = { address: 300, ask: 200, items: 300 };

/** @param {string} address @param {string} day @param {string} ask @param {import("./items.js").Item[]} items @returns {Question} */
export const newQuestion = (address, day, ask, items) => ({
  address, round: randomName(8), day, ask: clean(ask).slice(0, longest.ask), prints: items.map(({ text }) => fingerprint(text)),
});

/** @param {Question} question */
export const questionAsList = ({ address, round, day, ask, prints }) => [address, round, day, ask, prints.join("")];

/** @param {any} found anything @returns {Question | null} */
export function questionOf(found) {
  if (!Array.isArray(found) || found.length !== 5) return null;
  const [address, round, day, ask, prints] = found;
  if (!isText(address, longest.address) || !isName(round) || !isDay(day) || !isText(ask, longest.ask)) return null;
  if (!isText(prints, 4 * longest.items) || prints.length % 4 || !/^[0-9a-z]*$/.test(prints)) return null;
  return { address, round, day, ask: clean(ask), prints: prints.match(/.{4}/g) ?? [] };
}
