// Picks the passage of a page that answers a query best, as search/excerpt.go does.
import { tokens } from "./analyse.js";
import { fold } from "./words.js";

const LENGTH = 220, LEAD = 60, REACH = 160;

/**
 * @typedef {[number, number]} Mark a matched place: start and end
 * @typedef {{start: number, end: number, key: string}} Matched
 * @typedef {{url: string, title: string, kind: string, section: string, score: number, excerpt: string, anchor?: string, heading?: string, title_marks?: Mark[], excerpt_marks?: Mark[]}} Hit
 */

/**
 * @param {string[]} fragment @param {number} score
 * @param {{terms: Set<string>, prefix: string}} marks
 * @returns {Hit}
 */
export function hit([url, title, kind, section, description, ...rest], score, marks) {
  const find = (/** @type {string} */ text) => {
    const list = [];
    for (const { term, text: word, start, end } of tokens(text)) {
      const key = marks.terms.has(term) ? term : marks.prefix && fold(word).startsWith(marks.prefix) ? marks.prefix + "*" : "";
      if (key) list.push({ start, end, key });
    }
    return list;
  };
  let best = 0, text = description, first = 0, anchor = "", heading = "";
  /** @type {Matched[]} */
  let list = [];
  for (let i = 0; i < rest.length; i += 3) {
    text ||= rest[i + 2];
    const found = find(rest[i + 2]);
    const { keys, from } = reach(found, new Set(find(rest[i + 1]).map(t => t.key)));
    if (keys > best && rest[i + 2]) {
      best = keys;
      first = from;
      list = found;
      [anchor, heading, text] = rest.slice(i, i + 3);
    }
  }
  if (!best) list = find(text);
  const { excerpt, marks: places } = cut(text, list, first);
  return {
    url, title, kind, section, score, excerpt,
    ...anchor && { anchor }, ...heading && { heading },
    title_marks: find(title).map(t => [t.start, t.end]), excerpt_marks: places,
  };
}

/** Where most different terms stand close together. @param {Matched[]} list @param {Set<string>} heading */
function reach(list, heading) {
  let keys = heading.size, from = 0;
  list.forEach((first, i) => {
    const near = new Set(heading);
    for (let k = i; k < list.length && list[k].end <= first.start + REACH; k++) near.add(list[k].key);
    if (near.size > keys) {
      keys = near.size;
      from = i;
    }
  });
  return { keys, from };
}

/** The part of a passage around a matched word. @param {string} text @param {Matched[]} list @param {number} first */
function cut(text, list, first) {
  let from = 0, to = text.length;
  if (list.length && list[first].start > LEAD) {
    const { start } = list[first];
    from = start - LEAD;
    const space = text.slice(from, start).indexOf(" ");
    if (space >= 0) from += space + 1;
    from = whole(text, from);
  }
  if (to > from + LENGTH) {
    to = from + LENGTH;
    while (to > from + REACH && text[to] !== " ") to--;
    if (text[to] !== " ") to = whole(text, from + LENGTH);
  }
  const shift = from ? 1 - from : 0;
  return {
    excerpt: (from ? "…" : "") + text.slice(from, to) + (to < text.length ? "…" : ""),
    marks: /** @type {Mark[]} */ (list.filter(t => t.start >= from && t.end <= to).map(t => [t.start + shift, t.end + shift])),
  };
}

/** Moves a place out of the middle of a surrogate pair. @param {string} text @param {number} at */
const whole = (text, at) => text[at] >= "\udc00" && text[at] <= "\udfff" ? at + 1 : at;
