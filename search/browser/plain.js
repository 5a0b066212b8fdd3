// A language without stemming or common words: the word is the term.
import { lower } from "./words.js";

/** The word of a token. @param {string} raw */
export const wordOf = lower;

/** @param {string} _word */
export const isCommon = _word => false;

/** The term of a word. @param {string} word */
export const stem = word => word;
