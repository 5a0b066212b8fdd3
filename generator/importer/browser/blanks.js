// Finds the places to fill in that people draw with what a keyboard has.
import { plain } from "./text.js";
import { hasLetter, isCapitalised, wordsOf } from "./words.js";

/** @typedef {import("./word.js").Item} Item */

const drawn = [
  /[_\u2017]{1,4} ?[\/.-] ?[_\u2017]{1,4} ?[\/.-] ?[_\u2017]{2,6}/, // __/__/____
  /(?:[_\u2017]{3,}|[._\u2017]{6,}|[\u2026]{2,})(?:[\s_.\u2017\u2026]*(?:[_\u2017]{2,}|[.]{6,}|[\u2026]{2,}))*/,
  /\b[Xx]{3,}\b/,
];
const bracketed = [
  /\{\{\s*([^{}|<>\n]{1,80}?)\s*\}\}/, // one already
  /\[([^[\]\n]{1,80})\]/, /<<?([A-Za-z][^<>\n@/]{1,60})>>?/, /\u00ab([^\u00bb\n]{1,60})\u00bb/, /\{([A-Za-z][^{}\n]{1,60})\}/,
];
const day = /\b(?:dd|DD)[\/. -](?:mm|MM)[\/. -](?:yyyy|YYYY|yy|YY)\b/;

/** Names of elements of HTML, which are no names of places to fill in. */
const elements = /^(a|abbr|b|blockquote|body|br|code|div|em|font|form|h[1-6]|head|hr|html|i|iframe|img|input|label|li|link|meta|object|ol|option|p|pre|s|script|select|small|span|strong|style|sub|sup|svg|table|tbody|td|textarea|th|thead|title|tr|u|ul|video)\b/i;

/** Every kind of place to fill in, its name if it has one in the last groups. */
const all = new RegExp([...bracketed, day, ...drawn].map((one) => one.source).join("|"), "g");

/** Puts blanks in the places that people drew to be filled in.
 * @param {Item[]} items @param {(name: string, whole: boolean) => string} named gives each its name; whole: its author wrote it
 * @returns {Item[]} */
export function findBlanks(items, named) {
  /** @type {Item[]} */
  const found = [];
  for (const one of items) {
    if (!("text" in one)) {
      found.push(one);
      continue;
    }
    let from = 0;
    for (const match of one.text.matchAll(all)) {
      const name = match.slice(1).find((group) => group !== undefined);
      if (name !== undefined && (one.href || !isName(name, match[0]))) continue;
      if (match.index > from) found.push({ ...one, text: one.text.slice(from, match.index) });
      found.push({ blank: name === undefined ? (day.test(match[0]) || /\//.test(match[0]) ? "date" : "") : cleaned(name) });
      from = match.index + match[0].length;
    }
    if (from < one.text.length) found.push({ ...one, text: one.text.slice(from) });
  }
  return name(joined(found), named);
}

/** Whether the words in brackets are those of a place to fill in, and not a
 * note, a number, a box or a tag of HTML. @param {string} words @param {string} whole with its brackets */
function isName(words, whole) {
  const text = words.trim();
  if (whole[0] === "<" && elements.test(text)) return false;
  return wordsOf(text).some((word) => hasLetter(word) && word.length > 1) && !/^(sic|see|ibid|citation|emphasis|note|e\.g\.|i\.e\.|\^)/i.test(text)
    && !/^[\d\s,–-]+$/.test(text) && !/https?:|@/.test(text);
}

/** A name as it stands in a blank. @param {string} words */
function cleaned(words) {
  const text = words.replace(/[{}|<>]/g, " ").replace(/\s+/g, " ").trim()
    .replace(/^(please )?(insert|enter|add|type|input|write|state|fill in|put|complete)( here)?:? (?:in )?(?:(?:the|your|a|an) )?/i, "")
    .replace(/[\s:.,;]+$/, "");
  return lower(text.length > 78 ? text.slice(0, 78).replace(/\s+\S*$/, "") : text);
}

/** With a small first letter, unless it begins a name or an abbreviation. @param {string} text */
function lower(text) {
  const [first = ""] = text.split(/[\s/]/);
  if (/^[A-Z ]{6,}$/.test(text)) return text.toLowerCase();
  return isCapitalised(first) && first !== "I" ? text[0].toLowerCase() + text.slice(1) : text;
}

/** Blanks with nothing but white space in between are one. @param {Item[]} items */
function joined(items) {
  /** @type {Item[]} */
  const out = [];
  for (let i = 0; i < items.length; i++) {
    const one = items[i], last = out[out.length - 1], before = out[out.length - 2];
    const gap = last && "text" in last && !last.text.trim() && !last.text.includes("\n");
    if ("blank" in one && !one.blank && last && "blank" in last && !last.blank) continue;
    if ("blank" in one && !one.blank && gap && before && "blank" in before && !before.blank) {
      out.pop();
      continue;
    }
    out.push(one);
  }
  return out;
}

/** Names blanks after the words they stand behind, or in front of.
 * @param {Item[]} items @param {(name: string, whole: boolean) => string} named @returns {Item[]} */
function name(items, named) {
  let last = ""; // name in this line: "by ____ and ____"
  return items.map((one, i) => {
    if ("text" in one && one.text.includes("\n")) last = "";
    if (!("blank" in one)) return one;
    if (one.blank && one.blank !== "date") return { blank: named(cleaned(one.blank) || "to fill in", true) };
    const before = [];
    for (let j = i - 1; j >= 0 && !("blank" in items[j]); j--) {
      const words = items[j];
      if ("text" in words) before.unshift(words.text);
      if ("text" in words && words.text.includes("\n")) break;
    }
    const after = items[i + 1];
    const caption = after && "text" in after ? /^\s*\(([^()\n]{2,50})\)/.exec(after.text)?.[1] : undefined;
    const label = one.blank === "" || plain(before.map((text) => ({ text, look: {} }))) ? labelOf(before.join("").split("\n").pop() ?? "") : "";
    last = caption ? cleaned(caption) : label || one.blank || last;
    return { blank: named(last, false) };
  });
}

/** The name in the words that lead to a blank: those behind the last stop, the
 * last few of them. @param {string} text */
function labelOf(text) {
  const [phrase = ""] = text.replace(/[\s:=£$€(*–-]+$/, "").split(/[.;?!,:)]\s+|\t| {3,}/).reverse()
    .map((one) => one.replace(/^[\s\d.)(–-]+/, "").trim()).filter(hasLetter);
  const words = phrase.split(/\s+/).filter(Boolean);
  const name = cleaned(words.slice(words.length > 7 ? -4 : 0).join(" ")).replace(/ (is|are|was|will be)$/, "");
  if (name === "at") return "time";
  return /^(and|or|on|by|the|of|to|from|for|in|with|until|a|an|is|are)$/.test(name) ? "" : name;
}
