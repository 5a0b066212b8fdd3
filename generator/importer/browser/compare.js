// Compares texts: what two have in common, how alike they are, and how a change
// from one to another is carried over to a third.
import { alphanumeric, wordsOf } from "./words.js";

/** The longest run of pairs that two lists have in common, in order (Myers,
 * "An O(ND) Difference Algorithm", 1986). Lists too unlike to be compared in
 * good time have their ends in common alone.
 * @param {string[]} a @param {string[]} b @returns {[number, number][]} */
export function common(a, b) {
  let start = 0, end = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  /** @type {[number, number][]} */
  const found = [];
  for (let i = 0; i < start; i++) found.push([i, i]);
  for (const [i, j] of middle(a.slice(start, a.length - end), b.slice(start, b.length - end))) found.push([i + start, j + start]);
  for (let i = end; i > 0; i--) found.push([a.length - i, b.length - i]);
  return found;
}

/** How many differences are looked for. */
const most = 1200;

/** @param {string[]} a @param {string[]} b @returns {[number, number][]} */
function middle(a, b) {
  const n = a.length, m = b.length;
  if (!n || !m) return [];
  /** @type {Map<number, number>[]} */
  const trace = [];
  const reach = new Map([[1, 0]]);
  for (let d = 0; d <= Math.min(n + m, most); d++) {
    trace.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1);
      let x = down ? reach.get(k + 1) ?? 0 : (reach.get(k - 1) ?? 0) + 1;
      while (x < n && x - k < m && a[x] === b[x - k]) x++;
      reach.set(k, x);
      if (x >= n && x - k >= m) return back(trace, a, b);
    }
  }
  return [];
}

/** @param {Map<number, number>[]} trace @param {string[]} a @param {string[]} b @returns {[number, number][]} */
function back(trace, a, b) {
  /** @type {[number, number][]} */
  const found = [];
  let x = a.length, y = b.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d], k = x - y;
    const down = k === -d || k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1);
    const from = down ? k + 1 : k - 1, beforeX = reach.get(from) ?? 0, beforeY = beforeX - from;
    while (x > beforeX && y > beforeY) found.push([--x, --y]);
    [x, y] = [beforeX, beforeY];
  }
  return found.reverse();
}

/** How much two texts have in common, from 0 to 1: of their words, each as
 * often as it stands in both (Dice). @param {string} a @param {string} b */
export function likeness(a, b) {
  const left = wordsOf(a.toLowerCase()), right = wordsOf(b.toLowerCase());
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let both = 0;
  for (const word of right) {
    const n = counts.get(word) ?? 0;
    if (n > 0) both++;
    counts.set(word, n - 1);
  }
  return left.length + right.length ? 2 * both / (left.length + right.length) : a === b ? 1 : 0;
}

const token = new RegExp(`[${alphanumeric}]+|\\s+|[^${alphanumeric}\\s]`, "g");

/** Words, white space and each other sign. @param {string} text @returns {string[]} */
const tokens = (text) => text.match(token) ?? [];

/** A text with the change from was to is, which are other forms of it.
 * @param {string} text @param {string} was @param {string} is */
export function changed(text, was, is) {
  const third = tokens(text), a = tokens(was), b = tokens(is);
  const at = new Map(common(a, third));
  const kept = [...common(a, b), /** @type {[number, number]} */ ([a.length, b.length])];
  /** @type {{from: number, to: number, words: string}[]} */
  const edits = [];
  let i = 0, j = 0;
  for (const [x, y] of kept) {
    if (x > i || y > j) edits.push({ ...span(i, x), words: b.slice(j, y).join("") });
    i = x + 1;
    j = y + 1;
  }
  const out = [...third];
  for (const edit of edits.reverse()) out.splice(edit.from, edit.to - edit.from, ...(edit.words ? [edit.words] : []));
  return out.join("");

  /** The tokens of the text that stand for those from i to x. @param {number} i @param {number} x */
  function span(i, x) {
    let from = -1, to = -1;
    for (let n = i; n < x; n++) {
      const found = at.get(n);
      if (found === undefined) continue;
      if (from < 0) from = found;
      to = found + 1;
    }
    if (from >= 0) return { from, to };
    for (let n = i - 1; n >= 0; n--) {
      const found = at.get(n);
      if (found !== undefined) return { from: found + 1, to: found + 1 };
    }
    const next = a.length && at.get(x);
    return next !== undefined && next !== 0 ? { from: next, to: next } : { from: third.length, to: third.length };
  }
}

/** What changed from one text to another, as programs and people show it: lines
 * with - are gone, those with + are new, two of those around them stay.
 * @param {string} before @param {string} after @returns {string} "" for the same text */
export function difference(before, after) {
  const a = before.split("\n"), b = after.split("\n");
  /** @type {[string, string][]} */
  const lines = [];
  let i = 0, j = 0;
  for (const [x, y] of [...common(a, b), /** @type {[number, number]} */ ([a.length, b.length])]) {
    while (i < x) lines.push(["-", a[i++]]);
    while (j < y) lines.push(["+", b[j++]]);
    if (x < a.length) lines.push([" ", a[i++]]);
    j = y + 1;
  }
  const near = (/** @type {number} */ at) => lines.slice(Math.max(0, at - 2), at + 3).some(([sign]) => sign !== " ");
  return lines.flatMap(([sign, line], at) => (near(at) ? [sign + line] : at && near(at - 1) ? ["…"] : [])).join("\n").replace(/\n?…$/, "");
}
