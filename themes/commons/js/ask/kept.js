import { isCount, isName, randomName } from "./check.js";
import { longest } from "./handin.js";
import { questionAsList, questionOf } from "./question.js";

/**
 * What this device keeps of the answers of the person in front of it, until
 * they clear it or hand the device on.
 *
 * @typedef {object} Own
 * @property {string} person
 * @property {number} edition of what was handed in last, 0 before that
 * @property {Record<string, string>} answers chosen value, by id of the statement
 * @property {Record<string, string>} words
 * @property {string} name
 * @property {string} role
 * @property {string} rest words on all of it
 */

/** @param {string} home */
const prefix = (home) => `ask ${home} `;

/** @returns {Own} */
export const nobody = () => ({ person: randomName(8), edition: 0, answers: Object.create(null), words: Object.create(null), name: "", role: "", rest: "" });

/** @param {string} home @param {import("./question.js").Question} question @returns {Own} */
export function readOwn(home, { address, round }) {
  try {
    return ownOf(JSON.parse(localStorage.getItem(`${prefix(home)}${address} ${round}`) ?? "null")) ?? nobody();
  } catch {
    return nobody();
  }
}

/** @param {string} home @param {import("./question.js").Question} question @param {Own | null} own null to forget it */
export function keepOwn(home, { address, round }, own) {
  try {
    const key = `${prefix(home)}${address} ${round}`;
    if (own) localStorage.setItem(key, JSON.stringify(own));
    else localStorage.removeItem(key);
  } catch {
    // Storage is refused in some private windows: the page holds it until it is closed.
  }
}

/** The question stays with the tab, so that it can be loaded again without
 * what stood in its address.
 * @param {string} home @param {import("./question.js").Question | null} question */
export function keepQuestion(home, question) {
  try {
    if (question) sessionStorage.setItem(prefix(home), JSON.stringify(questionAsList(question)));
    else sessionStorage.removeItem(prefix(home));
  } catch {
    // As above.
  }
}

/** @param {string} home */
export function readQuestion(home) {
  try {
    return questionOf(JSON.parse(sessionStorage.getItem(prefix(home)) ?? "null"));
  } catch {
    return null;
  }
}

/** @param {any} found @returns {Own | null} */
function ownOf(found) {
  if (!isName(found?.person) || !isCount(found.edition, 9999)) return null;
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value.slice(0, longest.text) : "");
  const texts = (/** @type {unknown} */ object) => Object.assign(Object.create(null),
    Object.fromEntries(Object.entries(object ?? {}).filter(([, value]) => typeof value === "string").map(([id, value]) => [id, text(value)])));
  return {
    person: found.person, edition: found.edition, answers: texts(found.answers), words: texts(found.words),
    name: text(found.name), role: text(found.role), rest: text(found.rest),
  };
}
