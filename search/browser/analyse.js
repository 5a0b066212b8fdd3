// Words and terms of a text, as the index has them.
import { wordsOf } from "./words.js";
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
  for (const match of wordsOf(text)) {
    const { text: small, term, common } = word(match[0]), start = match.index;
    if (small) list.push({ text: small, term, common, start, end: start + match[0].length });
  }
  return list;
}
