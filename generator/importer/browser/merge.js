// Brings what was changed in a Word document back into the Markdown it was made
// from: what was not changed keeps every byte.
import { scalar } from "./page.js";
import { changed, common, likeness } from "./compare.js";
import { written } from "./units.js";
import { wordsOf } from "./words.js";

/** @typedef {import("./units.js").Unit} Unit */

/** A run of lines of a page that a unit came from. @typedef {{from: number, to: number, plain: string}} Piece */

/** @param {string} source the page
 * @param {{title: string, description: string, units: Unit[]}} was the document as it was made of the page
 * @param {{title: string, description: string, units: Unit[]}} is the document as it is
 * @returns {{text: string, lost: string[]}} lost: what was changed where no page can take it */
export function merge(source, was, is) {
  const before = was.units.flatMap(rows), after = is.units.flatMap(rows);
  const steps = pairs(before.map(key), after.map(key), sameKind);
  const same = steps.every(([a, b]) => a >= 0 && b >= 0 && key(before[a]) === key(after[b]));
  if (same && was.title === is.title && was.description === is.description) return { text: source, lost: [] };
  const lines = source.split("\n"); // each keeps the \r that it may end with
  const pieces = cut(lines);
  const place = homes(before, pieces);
  /** @type {string[]} */
  const lost = [];
  /** Lines to put in the place of pieces, by the line they begin at. */
  const edits = /** @type {{from: number, to: number, lines: string[]}[]} */ ([]);
  let last = pieces.length && pieces[0].from > 0 ? pieces[0].from : bodyStart(lines), gone = -1, known = true;
  /** @type {Unit | undefined} */
  let beside;
  for (const [a, b] of steps) {
    const home = a < 0 ? undefined : place[a];
    if (a >= 0 && b >= 0 && key(before[a]) !== key(after[b])) {
      if (home && home.plain === wordsIn(after[b])) continue; // the page has it already
      if (home) edits.push({ from: home.from, to: home.to, lines: carried(lines.slice(home.from, home.to), before[a], after[b]) });
      else lost.push(shown(after[b]));
    } else if (b < 0 && !home) {
      lost.push(`taken out: ${shown(before[a])}`);
    } else if (b < 0 && home) {
      edits.push({ from: home.from, to: home.to + (blankAround(lines, home) ? 1 : 0), lines: [] });
    } else if (a < 0) {
      const next = pieces.find((piece) => piece.from >= last);
      if (next && next.plain === wordsIn(after[b])) [last, beside] = [next.to, after[b]]; // the page has it already
      else if (known) edits.push({ from: last, to: last, lines: inserted(after[b], beside, lines, last) });
      else lost.push(shown(after[b]));
    }
    if (home) {
      last = home.to;
      gone = a;
      beside = before[a];
      known = true;
    } else if (a >= 0) known = gone >= 0 && place.slice(a).some(Boolean);
    else if (b >= 0) beside = after[b];
  }
  const text = applied(lines, edits).join("\n");
  return { text: titled(titled(text, "title", was.title, is.title, lost), "description", was.description, is.description, lost), lost };
}

/** A table's rows, each a unit of its own. @param {Unit} unit @returns {Unit[]} */
function rows(unit) {
  if (unit.kind !== "table") return [unit];
  return [unit.head, ...unit.rows].filter((row, i) => i || row.some(Boolean)).map((row) => ({ kind: "table", head: [], rows: [row] }));
}

/** What two units must share to be the same: numbers of lists count by themselves.
 * @param {Unit} unit */
function key(unit) {
  if (unit.kind === "table") return `|${unit.rows[0].join("|")}`;
  if (unit.kind === "item") return `${/^\d/.test(unit.mark) ? "1." : unit.mark} ${unit.text}`;
  if (unit.kind === "heading") return `# ${unit.text}`;
  return `${unit.kind === "more" ? "text" : unit.kind} ${unit.text}`;
}

/** @param {string} a @param {string} b keys of units */
const sameKind = (a, b) => a[0] === "|" ? b[0] === "|" : a.split(" ", 1)[0] === b.split(" ", 1)[0];

/** Which became which: pairs of places, -1 for one that is new or gone. Where as
 * many are gone as are new, those that fit have become one another.
 * @param {string[]} a @param {string[]} b @param {(a: string, b: string) => boolean} [fit] @returns {[number, number][]} */
function pairs(a, b, fit) {
  /** @type {[number, number][]} */
  const out = [];
  let i = 0, j = 0;
  for (const [x, y] of [...common(a, b), [a.length, b.length]]) {
    const one = fit && x - i === y - j && a.slice(i, x).every((key, n) => fit(key, b[j + n]));
    out.push(...(one ? a.slice(i, x).map((_, n) => /** @type {[number, number]} */ ([i + n, j + n])) : alike(a, b, i, x, j, y)));
    if (x < a.length) out.push([x, y]);
    i = x + 1;
    j = y + 1;
  }
  return out;
}

/** Pairs within a gap, in order, those that are most alike.
 * @param {string[]} a @param {string[]} b @param {number} i @param {number} x @param {number} j @param {number} y @returns {[number, number][]} */
function alike(a, b, i, x, j, y) {
  /** @type {[number, number][]} */
  const out = [];
  for (; i < x; i++) {
    let best = -1, most = 0.4;
    for (let k = j; k < y && k < j + 20; k++) {
      const like = likeness(a[i], b[k]);
      if (like > most) [best, most] = [k, like];
    }
    if (best >= 0) {
      while (j < best) out.push([-1, j++]);
      out.push([i, j++]);
    } else out.push([i, -1]);
  }
  while (j < y) out.push([-1, j++]);
  return out;
}

/** Where the text of a page begins. @param {string[]} lines */
function bodyStart(lines) {
  if (!/^\ufeff?---\s*$/.test(lines[0] ?? "")) return 0;
  const end = lines.findIndex((line, i) => i > 0 && /^---\s*$/.test(line));
  return end < 0 ? 0 : end + 1;
}

/** The pieces of a page: items, paragraphs, headings, rows of tables.
 * @param {string[]} lines @returns {Piece[]} */
function cut(lines) {
  /** @type {Piece[]} */
  const pieces = [];
  let open = -1, fence = "";
  const close = (/** @type {number} */ to) => {
    if (open >= 0) pieces.push({ from: open, to, plain: plainOf(lines.slice(open, to).join(" ")).replace(/^\d+ /, "") });
    open = -1;
  };
  for (let i = bodyStart(lines); i < lines.length; i++) {
    const line = lines[i], mark = /^[\s>]*(?:[-+*] +)?(```+|~~~+)/.exec(line)?.[1] ?? "";
    if (fence) {
      if (mark.startsWith(fence)) [fence] = [""];
      if (!fence) close(i + 1);
    } else if (mark) {
      close(i);
      [open, fence] = [i, mark];
    } else if (/^[\s>]*$/.test(line)) close(i);
    else if (/^[\s>]*(#{1,6}\s|\||[-+*]\s|:\s|\d+[.)]\s|\[\^[^\]]+\]:|\[![A-Z]+\])/.test(line)) {
      close(i);
      open = i;
      if (/^[\s>]*(#|\||\[![A-Za-z]+\]\s*$)/.test(line)) close(i + 1);
    } else if (open < 0) open = i;
    if (/\\$|<br>$| {2}$/.test(line)) continue;
  }
  close(lines.length);
  return pieces;
}

/** Words alone, as they read in any form. @param {string} text */
function plainOf(text) {
  return text.replace(/!?\[([^\]]{0,500})\]\(\s*<?[^)>]{0,2000}>?(?:\s+"[^"]*")?\)/g, "$1").replace(/\[\^[^\]]{0,200}\]/g,
    "").replace(/\[\[([^\]|]{0,200}\|)?([^\]]{0,200})\]\]/g, "$2")
    .replace(/<[^>]{0,500}>/g, " ").replace(/^[\s>]*(?:[-+*]|\d+[.)])\s+\[[ xX]\]/, "").replace(/\{#[^}]{0,200}\}/g, "")
    .split("\n").map((line) => wordsOf(line).join(" ")).join(" ").toLowerCase();
}

/** The words of a unit, as those of a piece. @param {Unit} unit */
const wordsIn = (unit) => plainOf(unit.kind === "table" ? unit.rows[0].join(" ") : "text" in unit ? unit.text : "").replace(/^\d+ /, "");

/** The piece that each unit came from. @param {Unit[]} units @param {Piece[]} pieces @returns {(Piece | undefined)[]} */
function homes(units, pieces) {
  const words = units.map(wordsIn), texts = pieces.map((piece) => piece.plain);
  /** @type {(Piece | undefined)[]} */
  const found = units.map(() => undefined);
  for (const [a, b] of pairs(words, texts)) if (a >= 0 && b >= 0 && words[a] && (words[a] === texts[b]
    || likeness(words[a], texts[b]) > 0.6)) found[a] = pieces[b];
  return found;
}

/** The lines of a page with the change from one unit to another carried over.
 * @param {string[]} lines @param {Unit} before @param {Unit} after @returns {string[]} */
function carried(lines, before, after) {
  const [was] = [flat(before)], is = flat(after);
  const text = changed(lines.join("\n"), was, is);
  return text.split("\n");
}

/** @param {Unit} unit */
function flat(unit) {
  if (unit.kind === "table") return unit.rows[0].join(" | ");
  return "text" in unit ? unit.text : "";
}

/** What a change reads like where it cannot be carried over. @param {Unit} unit */
function shown(unit) {
  const text = flat(unit).replace(/\s+/g, " ");
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** @param {string[]} lines @param {Piece} home */
function blankAround(lines, home) {
  return (home.from === 0 || !lines[home.from - 1].trim()) && home.to < lines.length && !lines[home.to].trim() && home.to + 1 < lines.length;
}

/** The lines of a new unit behind a line of the page.
 * @param {Unit} unit @param {Unit | undefined} beside @param {string[]} lines @param {number} at @returns {string[]} */
function inserted(unit, beside, lines, at) {
  const indent = /^[ \t]*/.exec(lines[at - 1] ?? "")?.[0] ?? "";
  const end = /\r$/.test(lines[at - 1] ?? "") ? "\r" : "";
  return newLines(unit, beside, indent).map((line) => line + end);
}

/** @param {Unit} unit @param {Unit | undefined} beside @param {string} indent @returns {string[]} */
function newLines(unit, beside, indent) {
  const isList = unit.kind === "item" && beside?.kind === "item";
  if (unit.kind === "table" && beside?.kind === "table") return [`| ${unit.rows[0].join(" | ")} |`];
  if (unit.kind === "table") return ["", ...written([{ kind: "table", head: unit.rows[0].map(() => ""), rows: unit.rows }]).trimEnd().split("\n")];
  const made = written([unit.kind === "item" && !isList ? { ...unit, level: 0 } : unit]).trimEnd().split("\n");
  if (!isList) return ["", ...made];
  const level = unit.level - /** @type {{level: number}} */ (beside).level;
  const pad = level > 0 ? `${indent}  ` : level < 0 ? indent.slice(0, Math.max(0, indent.length + 2 * level)) : indent;
  return made.map((line) => pad + line);
}

/** @param {string[]} lines @param {{from: number, to: number, lines: string[]}[]} edits */
function applied(lines, edits) {
  const out = [...lines];
  for (const [, edit] of [...edits.entries()].sort(([i, a], [j, b]) => b.from - a.from || j - i)) {
    out.splice(edit.from, edit.to - edit.from, ...edit.lines);
  }
  return out;
}

/** A field of the front matter with its new value.
 * @param {string} text @param {string} field @param {string} was @param {string} is @param {string[]} lost */
function titled(text, field, was, is, lost) {
  if (was === is || !is) return text;
  const line = new RegExp(`^${field}:.*$`, "m"), head = /^---[\s\S]*?\n---/.exec(text)?.[0] ?? "";
  const old = line.exec(head)?.[0];
  if (!old) {
    lost.push(is);
    return text;
  }
  const end = /\r$/.test(old) ? "\r" : "", quoted = /:\s*"/.test(old);
  return text.replace(old, () => `${field}: ${quoted ? JSON.stringify(is) : scalar(is)}${end}`);
}
