// Finds the words that a misspelt one may have meant, as search/spelling.go does.
import { word } from "./analyse.js";
import { fold } from "./words.js";
import { CORRECTIONS, CORRECT_TWICE } from "./weights.js";

/** @typedef {{text: string, found: number, term: string, edits: number}} Candidate */

/** @param {import("./decode.js").GroupWord[]} words all that begin with the same letter @param {string} folded @returns {Candidate[]} */
export function nearest(words, folded) {
  const wanted = [...folded], most = wanted.length >= CORRECT_TWICE ? 2 : 1;
  /** @type {Candidate[]} */
  const near = [];
  for (const { text, found } of words) {
    const letters = [...fold(text)];
    if (letters[0] !== wanted[0] || Math.abs(letters.length - wanted.length) > most) continue;
    const edits = distance(wanted, letters);
    if (edits <= most) near.push({ text, found, term: word(text).term, edits });
  }
  near.sort((a, b) => a.edits - b.edits || b.found - a.found || (a.text < b.text ? -1 : 1));
  return near.filter((c, i) => c.edits === near[0].edits && near.findIndex(o => o.term === c.term) === i).slice(0, CORRECTIONS);
}

/** Letters to insert, delete, change or swap with a neighbour. @param {string[]} a @param {string[]} b */
function distance(a, b) {
  let before = /** @type {number[]} */ ([]), last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[b.length];
}
