// What is a letter. The engine in the terminal knows no \p{L}, so that the
// modules do without it: one class of letters, the same on both sides.

/** Letters and the marks upon them, for a class of a regular expression: all
 * above the signs of Latin-1 but punctuation, arrows, shapes and the like. */
export const letter = "A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u1fff\\u2c00-\\u2dff\\u3040-\\ud7ff\\uf900-\\ufdff\\uff21-\\uffdc";

/** Letters and digits. */
export const alphanumeric = `${letter}0-9`;

const anyLetter = new RegExp(`[${letter}]`), anyAlphanumeric = new RegExp(`[${alphanumeric}]`), run = new RegExp(`[${alphanumeric}]+`, "g");

/** @param {string} text */
export const hasLetter = (text) => anyLetter.test(text);

/** @param {string} text */
export const hasWord = (text) => anyAlphanumeric.test(text);

/** The words of a text. @param {string} text @returns {string[]} */
export const wordsOf = (text) => text.match(run) ?? [];

/** Whether a text has so many capitals in a row and no small letter.
 * @param {string} text @param {number} capitals */
export function isCapitals(text, capitals) {
  if (text !== text.toUpperCase()) return false;
  return wordsOf(text).some((word) => word.replace(/[0-9]/g, "").length >= capitals && word !== word.toLowerCase());
}

/** Whether a word begins with a capital and goes on in small letters.
 * @param {string} word */
export function isCapitalised(word) {
  const rest = word.slice(1);
  return hasLetter(word[0] ?? "") && word[0] !== word[0].toLowerCase() && rest === rest.toLowerCase();
}
