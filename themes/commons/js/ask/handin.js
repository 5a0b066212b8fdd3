import { clean, isCount, isList, isName, isText } from "./check.js";
import { longest as ofQuestion } from "./question.js";

/**
 * What one person hands in. It holds no time, and nothing of the device.
 *
 * @typedef {object} HandIn
 * @property {string} address of the page below the site's home
 * @property {string} round
 * @property {string} person a random name, another one in each round
 * @property {number} edition one more each time the person hands in again
 * @property {string} name "" if they gave none
 * @property {string} role "" if they gave none
 * @property {string} marks a letter for each statement of the question: the
 *   number of the choice from 1, in base 36, or "." for no answer
 * @property {[at: number, text: string][]} words a few words on a statement; on
 *   all of it, if "at" is one more than the last
 * @property {[text: string, mark: string, words: string][]} others answers to
 *   statements of another wording, with that
 */

export const longest = { name: 60, role: 60, words: 120, rest: 300, text: 600, others: 60 };

/** @param {HandIn} handIn */
export const handInAsList = ({ address, round, person, edition, name, role, marks, words, others }) => [
  address, round, person, edition, name, role, marks, words, others];

/** @param {any} found anything @returns {HandIn | null} */
export function handInOf(found) {
  if (!Array.isArray(found) || found.length !== 9) return null;
  const [address, round, person, edition, name, role, marks, words, others] = found;
  if (!isText(address, ofQuestion.address) || !isName(round) || !isName(person) || !isCount(edition, 9999)) return null;
  if (!isText(name, longest.name) || !isText(role, longest.role)) return null;
  if (!isText(marks, ofQuestion.items) || !/^[.1-9a-z]*$/.test(marks)) return null;
  if (!isList(words, marks.length + 1) || !isList(others, longest.others)) return null;
  if (!words.every((one) => isList(one, 2) && isCount(one[0], marks.length) && isText(one[1], longest.rest))) return null;
  if (!others.every((one) => isList(one, 3) && isText(one[0], longest.text) && /^[.1-9a-z]$/.test(one[1]) && isText(one[2], longest.words))) return null;
  return {
    address, round, person, edition, name: clean(name), role: clean(role), marks,
    words: words.map(([at, text]) => [at, clean(text)]),
    others: others.map(([text, mark, said]) => [clean(text), mark, clean(said)]),
  };
}

/** The number of a choice from 0, or -1 for none.
 * @param {string | undefined} mark */
export const choiceOf = (mark) => (mark === undefined || mark === "." ? -1 : parseInt(mark, 36) - 1);

/** @param {number} choice from 0, or -1 */
export const markOf = (choice) => (choice < 0 ? "." : (choice + 1).toString(36));
