// Running text: its words, and the Markdown for it.
import { hasWord } from "./words.js";

/** @typedef {import("./word.js").Item} Item */
/** @typedef {import("./word.js").Words} Words */

/** Signs that people use as boxes to tick. */
export const boxSigns = "\u2610\u2611\u2612\u25a1\u25a2\u25fb\u2751\u2752\u274f\u2750\u25cb";

const boxes = new RegExp(`([${boxSigns}]|^\\s*\\[ ?[xX]?\\](?=\\s))`);

/** The words of running text, a blank as the line it is on paper.
 * @param {Item[]} items */
export function plain(items) {
  return items.map((one) => ("text" in one ? one.text : "blank" in one ? "____" : "box" in one ? "☐" : "")).join("").replace(/\s+/g, " ").trim();
}

/** Joins pieces that look the same, turns signs of boxes into boxes, and takes
 * away white space at both ends and doubled in between.
 * @param {Item[]} items @returns {Item[]} */
export function tidy(items) {
  /** @type {Item[]} */
  const cut = [];
  for (const one of items) {
    if (!("text" in one)) {
      cut.push(one);
      continue;
    }
    if (one.look.underline && /^\s*\t\s*$|^\s{3,}$/.test(one.text)) {
      cut.push({ blank: "" }); // a line drawn with tabs or spaces
      continue;
    }
    for (const [i, text] of one.text.split(boxes).entries()) {
      if (i % 2) cut.push({ box: /[\u2611\u2612xX]/.test(text) });
      else if (text) cut.push({ ...one, text });
    }
  }
  /** @type {Item[]} */
  const joined = [];
  for (const one of cut) {
    const last = joined[joined.length - 1];
    if ("text" in one && last && "text" in last && same(one, last)) last.text += one.text;
    else joined.push("text" in one ? { ...one } : one);
  }
  for (const one of joined) if ("text" in one) one.text = one.text.replace(/[ \t]+/g, " ").replace(/ ?\n ?/g, "\n");
  for (let i = 1; i < joined.length; i++) {
    const one = joined[i], last = joined[i - 1];
    if ("text" in one && "text" in last && /\s$/.test(last.text)) one.text = one.text.replace(/^ +/, "");
  }
  return ends(joined.filter((one) => !("text" in one) || one.text));
}

/** @param {Item[]} items @returns {Item[]} */
function ends(items) {
  while (items.length && "text" in items[0] && !(items[0].text = items[0].text.trimStart())) items.shift();
  for (let last = items[items.length - 1]; last && "text" in last && !(last.text = last.text.trimEnd()); last = items[items.length - 1]) items.pop();
  return items;
}

/** @param {Words} a @param {Words} b */
function same(a, b) {
  const blank = !a.text.trim() || !b.text.trim();
  return a.href === b.href && (blank && !a.look.underline && !b.look.underline
    || ["bold", "italic", "strike", "mono", "raise", "underline", "size"].every((key) => (a.look[/** @type {"bold"} */ (key)]
    || false) === (b.look[/** @type {"bold"} */ (key)] || false)));
}

/** Whether all that is written looks so. @param {Item[]} items @param {"bold" | "italic" | "underline"} how */
export function wholly(items, how) {
  const words = /** @type {Words[]} */ (items.filter((one) => "text" in one && one.text.trim()));
  return words.length > 0 && words.every((one) => one.look[how]);
}

/** The Markdown of running text as it stands at the start of a line.
 * @param {Item[]} items @param {{bold?: boolean}} [around] what is bold already @returns {string} */
export function markdown(items, around = {}) {
  return opening(inline(items, around));
}

/** The Markdown of running text. @param {Item[]} items @param {{bold?: boolean}} [around] @returns {string} */
export function inline(items, around = {}) {
  let text = "";
  for (let i = 0; i < items.length; i++) {
    const one = items[i];
    if ("blank" in one) text += `{{${one.blank || "to fill in"}}}`;
    else if ("note" in one) text += `[^${one.note}]`;
    else if ("box" in one) text += "";
    else if (one.href) {
      const group = [one];
      for (let next = items[i + 1]; next && "text" in next && next.href === one.href; next = items[++i + 1]) group.push(next);
      text += link(group, one.href, around);
    } else text += marked(one, around, items[i + 1]);
  }
  return text.replace(/\*\*\*\*/g, "").replace(/ +(\n|$)/g, "$1").replace(/\n+/g, "\\\n");
}

/** @param {Words[]} group @param {string} href @param {{bold?: boolean}} around */
function link(group, href, around) {
  const words = group.map((one) => one.text).join("").trim();
  const before = /^\s/.test(group[0].text) ? " " : "", after = /\s$/.test(group[group.length - 1].text) ? " " : "";
  if (!words) return before;
  const bare = words.replace(/\/$/, "") === href.replace(/\/$/, "") || /^(https?:\/\/|www\.)\S+$/i.test(words);
  if (/^mailto:/i.test(href) && words.includes("@")) return before + escaped(words) + after;
  const inner = bare ? escaped(host(href)) : group.map((one) => marked({ ...one, text: one.text.trim() === "" ? one.text : one.text }, around)).join("").trim();
  return `${before}[${inner}](${/[()\s]/.test(href) ? `<${href.replace(/[<>]/g, encodeURIComponent)}>` : href})${after}`;
}

/** The name that people know a site by. @param {string} href */
function host(href) {
  return /^https?:\/\/(?:www\.)?([^/?#:]+)/i.exec(href)?.[1] ?? href;
}

/** Words with the marks of their look; white space stays outside of them.
 * @param {Words} one @param {{bold?: boolean}} around @param {Item} [next] */
function marked(one, around, next) {
  const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(one.text) ?? ["", "", "", ""];
  if (!words) return one.text;
  let text = one.look.mono && !words.includes("`") && !words.includes("\n") ? `\`${words}\`` : addresses(words);
  const letters = hasWord(words);
  if (one.look.raise && /^[\w ]{1,12}$/.test(words)) text = `<${one.look.raise}>${text}</${one.look.raise}>`;
  if (one.look.strike && letters) text = `~~${text}~~`;
  const glued = after === "" && next && "text" in next && hasWord(next.text[0] ?? "");
  for (const [on, mark] of /** @type {[boolean | undefined, string][]} */ ([[one.look.italic, glued ? "*" : "_"], [one.look.bold && !around.bold, "**"]])) {
    if (on && letters) text = text.split("\n").map((line) => around_(line, mark)).join("\n");
  }
  return before + text + after;
}

/** A line between marks, which may not stand beside white space nor, glued to
 * a word, beside punctuation. @param {string} line @param {string} mark */
function around_(line, mark) {
  const [, before, words, after] = /^(\s*)(.*?)(\s*)$/.exec(line) ?? ["", "", "", ""];
  return words ? before + mark + words + mark + after : line;
}

/** Text in which bare addresses are links with a name. @param {string} text */
function addresses(text) {
  return text.split(/(https?:\/\/[^\s<>"”’]+[^\s<>"”’.,;:!?)\]])/).map((part, i) => (i % 2 ? `[${escaped(host(part))}](${part})` : escaped(part))).join("");
}

/** Text in which nothing is taken for Markdown. @param {string} text */
export function escaped(text) {
  return text.replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
    .replace(/[*`]/g, "\\$&")
    .replace(/_/g, (sign, at, all) => (hasWord(all[at - 1] ?? "") && hasWord(all[at + 1] ?? "") ? sign : "\\_"))
    .replace(/~(?=~)/g, "\\~")
    .replace(/\[(?=\[|\^|[^\]]{0,300}\][([:])/g, "\\[").replace(/^\[(?=[ xX]?\])/, "\\[")
    .replace(/</g, (sign, at, all) => (/^<[a-zA-Z/!?]/.test(all.slice(at, at + 2)) ? "\\<" : sign))
    .replace(/&(?=#?\w+;)/g, "\\&")
    .replace(/\{\{|\}\}/g, (braces) => braces.replace(/./g, "\\$&"))
    .replace(/(^|\s):(?=[a-z0-9_+-]+:)/g, "$1\\:");
}

/** Text at the start of a line in which nothing is taken for the mark of a block.
 * @param {string} text */
function opening(text) {
  return text.split("\n").map((line) => line
    .replace(/^(#{1,6})(?=\s|$)/, "\\$1")
    .replace(/^([-+>])(?=\s|$)|^(>)/, "\\$&")
    .replace(/^(=+|-{2,})\s*$/, "\\$1")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2")
    .replace(/^(\|)/, "\\$1").replace(/^(:::|!!!|\?\?\?|~~~)/, "\\$1")).join("\n");
}
