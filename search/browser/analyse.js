// Words and terms of a text, as the index has them.
import { wordPattern } from "./words.js";
import { isCommon, stem, wordOf } from "./language.js";

/**
 * @typedef {{text: string, term: string, common: boolean}} Word
 * @typedef {Word & {start: number, end: number}} Token
 */

/** @type {Map<string, Word>} */
const seen = new Map();

/** What the index makes of a token. @param {string} raw @returns {Word} */
export function word(raw) {
  let known = seen.get(raw);
  if (!known) {
    if (seen.size > 20_000) seen.clear();
    const text = wordOf(raw);
    seen.set(raw, known = { text, term: stem(text), common: isCommon(text) });
  }
  return known;
}

/** The words of a text and where they stand. @param {string} text @returns {Token[]} */
export function tokens(text) {
  const list = [];
  for (const match of text.matchAll(wordPattern)) {
    const found = word(match[0]);
    if (found.text) list.push({ ...found, start: match.index, end: match.index + match[0].length });
  }
  return list;
}
