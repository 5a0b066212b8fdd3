// Takes a query apart, as search/parse.go does.
import { tokens } from "./analyse.js";
import { PREFIX_LETTERS } from "./weights.js";

/**
 * @typedef {{text: string, term: string, common: boolean, start: number, end: number, times: number, texts: string[], required: boolean, prefix: boolean}} Slot
 * @typedef {{term: string, place: number}[]} QuotedPhrase
 * @typedef {{slots: Slot[], phrases: QuotedPhrase[], exclude: string[], excluded: QuotedPhrase[]}} Request
 */

/** @param {string} text @returns {Request} */
export function parse(text) {
  /** @type {Request} */
  const request = { slots: [], phrases: [], exclude: [], excluded: [] };
  let last;
  for (let at = 0; at < text.length;) {
    const { from, minus, quoted, end } = clause(text, at);
    const words = tokens(text.slice(from, end)).map(t => ({ ...t, start: t.start + from, end: t.end + from }));
    if (minus && quoted && words.length > 1) request.excluded.push(phrase(words));
    else if (minus) request.exclude.push(...words.map(w => w.term));
    else {
      if (quoted) request.phrases.push(phrase(words));
      for (const word of words) add(request.slots, word, quoted);
      last = words.at(-1) ?? last;
    }
    at = quoted ? end + 1 : end;
  }
  const kept = request.slots.filter(s => !s.common);
  if (kept.length) request.slots = kept;
  for (const s of request.slots) {
    s.prefix = s.start === last?.start && last.end === text.length && !s.required &&
      (request.slots.length === 1 || [...s.text].length >= PREFIX_LETTERS);
  }
  return request;
}

/**
 * What begins at or after a place: a phrase, a word with a minus before it, or all up to the next of these.
 * @param {string} text @param {number} at
 */
function clause(text, at) {
  for (let i = at; i < text.length; i++) {
    let open = i;
    if ((!i || /[ \t\n"]/.test(text[i - 1])) && text[i] === "-" && i + 1 < text.length && text[i + 1] !== " " && text[i + 1] !== "-") open++;
    const close = text[open] === '"' ? text.indexOf('"', open + 1) : -1;
    if (close >= 0 || open > i) {
      if (i > at) return { from: at, minus: false, quoted: false, end: i };
      if (close >= 0) return { from: open + 1, minus: open > i, quoted: true, end: close };
      const space = text.slice(open).search(/[ \t\n]/);
      return { from: open, minus: true, quoted: false, end: space < 0 ? text.length : open + space };
    }
  }
  return { from: at, minus: false, quoted: false, end: text.length };
}

/** @param {import("./analyse.js").Token[]} words @returns {QuotedPhrase} */
const phrase = words => words.map((w, place) => ({ ...w, place })).filter(w => !w.common);

/** @param {Slot[]} slots @param {import("./analyse.js").Token} word @param {boolean} quoted */
function add(slots, word, quoted) {
  const required = quoted && !word.common, same = slots.find(s => s.term === word.term);
  if (same) {
    Object.assign(same, word, { times: same.times + 1, required: same.required || required });
    same.texts.push(word.text);
  } else slots.push({ ...word, times: 1, texts: [word.text], required, prefix: false });
}
