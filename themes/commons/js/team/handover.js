import { fields } from "./outcome.js";
import { itemAsList, roundAsList, roundOf } from "./rounds.js";
import { isCount, isList, isText } from "../ask/check.js";
import { fingerprint } from "../ask/items.js";
import { pack } from "../ask/pack.js";
import { roundLink } from "../ask/link.js";

/** @typedef {import("./rounds.js").Round} Round */
/** @typedef {[at: number, answer: string, action: string, who: string, when: string]} Agreed */
/** @typedef {{ round: Round, agreed: Agreed[] }} Handed */

/** The most letters of a link: what messages take without cutting it. */
const longestLink = 8000;
const longestText = 5000;

/**
 * A whole round for another device: what was asked, who answered what, and what
 * was agreed. A link leaves out the wordings, which the page has.
 * @param {Round} round @param {(id: string, part: string) => string} get what was agreed @param {boolean} wordings
 */
export function asValue(round, get, wordings) {
  const [question, items, people] = roundAsList(round);
  const agreed = round.items.map(({ id }, at) => [at, ...fields.map((part) => get(id, part))]).filter(([, ...texts]) => texts.some(Boolean));
  return [question, wordings ? items : 0, people, agreed];
}

/** @param {Round} round @param {(id: string, part: string) => string} get @returns {import("../ask/link.js").Link | null} null if it is too long */
export function asLink(round, get) {
  const value = asValue(round, get, false);
  return pack(value).length > longestLink ? null : roundLink(value);
}

/**
 * @param {any} found anything
 * @param {import("../ask/items.js").Item[]} items of the page, to which a link refers
 * @returns {Handed | null}
 */
export function handedOf(found, items) {
  if (!isList(found, 4) || found.length !== 4) return null;
  const [question, own, people, agreed] = found;
  const prints = typeof question?.[4] === "string" ? question[4].match(/.{4}/g) ?? [] : [];
  const taken = new Set(); // a statement may stand on a page twice
  const asked = own !== 0 ? own : prints.map((/** @type {string} */ print) => {
    const item = items.find((one) => fingerprint(one.text) === print && !taken.has(one));
    if (item) taken.add(item);
    return item ? itemAsList(item) : [`gone.${print}`, "", "…", []];
  });
  const round = roundOf([question, asked, people]);
  if (!round || !isList(agreed, round.items.length)) return null;
  const isAgreed = (/** @type {unknown} */ one) => isList(one, 5) && isCount(one[0], round.items.length - 1)
    && one.slice(1).every((text) => isText(text, longestText));
  if (!agreed.every(isAgreed)) return null;
  return { round, agreed };
}
