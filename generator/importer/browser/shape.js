// Makes the blocks of a page of what was read: finds the title, the headings
// that are only bold, lists that were typed, boxes to tick, places to fill in.
import { findBlanks } from "./blanks.js";
import { withoutLetters } from "./letters.js";
import { tableUnits } from "./table.js";
import { inline, markdown, plain, tidy, wholly } from "./text.js";
import { hasLetter, isCapitals } from "./words.js";

/** @typedef {import("./word.js").Block} Block */
/** @typedef {import("./word.js").Paragraph} Paragraph */
/** @typedef {import("./word.js").Item} Item */
/** @typedef {import("./units.js").Unit} Unit */
/** @typedef {import("./told.js").Told} Told */

/** Answers that a line with boxes offers. */
const answers = /^(yes|no|y|n|n\/?a|not applicable|don['’]t know|unsure|not sure|met|not met|partly|true|false)[.?]?$/i;

/** A page as it was found. @typedef {{title: string, description: string, units: Unit[]}} Shape */

/** @param {Block[]} blocks @param {Block[][]} notes @param {Told} told
 * @param {boolean} [own] the document is one that this site made @returns {Shape} */
export function shape(blocks, notes, told, own = false) {
  const letters = withoutLetters(blocks, told);
  const shaper = new Shaper(letters.blocks, told);
  const { title, description, rest } = shaper.opening(letters.blocks, own);
  const units = shaper.units(rest);
  for (const [i, note] of notes.entries()) {
    const text = shaper.units(note, { within: true }).map((unit) => ("text" in unit ? unit.text : "")).filter(Boolean).join(" ");
    units.push({ kind: "note", name: String(i + 1), text: text || "to be written" });
  }
  return { title: title || letters.subject, description, units: levelled(units) };
}

/** Turns blocks into units, and knows what stood before. */
export class Shaper {
  /** How often each name was given. @type {Map<string, number>} */ #names = new Map();
  #heading = "";
  #last = "";
  #ruled = false;

  /** @param {Block[]} blocks @param {Told} told */
  constructor(blocks, told) {
    this.told = told;
    this.size = usualSize(blocks);
    this.styled = blocks.some((block) => block.type === "paragraph" && /^heading/.test(block.role) && plain(block.items));
    const ranks = new Set(blocks.flatMap((block) => (block.type === "paragraph" ? [this.rank(block)] : [])).filter(Boolean));
    this.ranks = [...ranks].sort((a, b) => b - a);
  }

  /** How much a paragraph looks like a heading that has no style: 0 for not at all.
   * @param {Paragraph} block @returns {number} */
  rank(block) {
    const text = plain(block.items), words = text.split(" ").length;
    if (block.role || !hasLetter(text) || text.length > 90 || words > 14 || /[.;,:!–-]$/.test(text) || /____|☐/.test(text)) return 0;
    if (block.items.some((one) => !("text" in one) || one.href) || block.label && !["number", "label"].includes(block.label.kind)) return 0;
    if (/^[•·●▪■◦‣-]\s/.test(text)) return 0;
    const size = Math.max(...block.items.map((one) => ("text" in one ? one.look.size ?? this.size : 0)));
    const larger = size >= this.size + 4 && !/[.?]$/.test(text), bold = wholly(block.items, "bold"), caps = isCapitals(text, 3) && words < 9;
    if (larger) return 1000 + size;
    if (bold) return caps ? 30 : 20;
    return wholly(block.items, "underline") || caps && block.items.some((one) => "text" in one && one.look.caps) ? 10 : 0;
  }

  /** The title, and the sentence below it, if a document has them; and the rest.
   * @param {Block[]} blocks @param {boolean} own @returns {{title: string, description: string, rest: Block[]}} */
  opening(blocks, own) {
    const flat = blocks.flatMap((block) => (block.type === "table" && block.rows.length === 1
      && block.rows[0].cells.length === 1 ? block.rows[0].cells[0].blocks : [block]));
    const near = flat.slice(0, 6).filter((block) => block.type === "paragraph" && plain(block.items));
    const paragraphs = /** @type {Paragraph[]} */ (near);
    const firsts = blocks.filter((block) => block.type === "paragraph" && block.role === "heading1" && plain(block.items));
    const best = Math.max(0, ...paragraphs.slice(0, 3).map((block) => this.rank(block)));
    const title = paragraphs.find((block) => block.role === "title") ?? paragraphs.slice(0, 3).find((block) => block.role === "heading1"
      && (firsts.length === 1 || block === paragraphs[0] && firsts.length === 1))
      ?? (best > 0 ? paragraphs.find((block) => this.rank(block) === best && (best > 1000 || block === paragraphs[0]) && !block.label) : undefined)
      ?? paragraphs.slice(0, 1).find((block) => !block.role && !block.label && plain(block.items).length <= 70
        && !/[.:;,!]$|____|☐/.test(plain(block.items)) && flat.length > 1);
    if (!title) return { title: "", description: "", rest: flat };
    const at = flat.indexOf(title), next = flat[at + 1];
    const subtitle = next?.type === "paragraph" && next.role === "subtitle" && (own || plain(next.items).split(" ").length > 3) ? next : undefined;
    return { title: asTitle(this.#words(title.items)), description: subtitle ? this.#words(subtitle.items)
      : "", rest: flat.filter((block) => block !== title && block !== subtitle) };
  }

  /** Words in which a blank is its name. @param {Item[]} items */
  #words(items) {
    return plain(findBlanks(tidy(items.map((one) => ({ ...one }))), (name) => name).map((one) => ("blank" in one ? { text: one.blank, look: {} } : one)));
  }

  /** Puts blanks where something is to be filled in. @param {Item[]} items @returns {Item[]} */
  blanks(items) {
    return findBlanks(items, (name, whole) => {
      const wanted = (name || this.#over() || "to fill in").trim();
      const n = (this.#names.get(wanted) ?? 0) + 1;
      this.#names.set(wanted, n);
      return whole || n === 1 ? wanted : `${wanted} ${n}`;
    });
  }

  /** A name for a blank that stands alone: the question above it, or the heading. */
  #over() {
    const text = /[?:]$/.test(this.#last) && this.#last.length < 70 ? this.#last : this.#heading;
    const words = text.replace(/[{}|<>]/g, "").replace(/^[\d.)(\s]+/, "").replace(/[?:\s]+$/, "").slice(0, 60);
    return words && words[0].toLowerCase() + words.slice(1);
  }

  /** @param {Block[]} blocks @param {{within?: boolean, heading?: boolean}} [where] within a table or a box @returns {Unit[]} */
  units(blocks, where = {}) {
    /** @type {Unit[]} */
    const units = [];
    for (const [i, block] of blocks.entries()) {
      if (block.type === "table") units.push(...tableUnits(block, this));
      else this.#paragraph({ ...block, items: tidy(block.items.map((one) => ({ ...one }))) }, units, blocks.slice(i + 1, i + 3), where);
    }
    return units;
  }

  /** @param {Paragraph} block @param {Unit[]} units those before @param {Block[]} after @param {{within?: boolean, heading?: boolean}} where */
  #paragraph(block, units, after, where) {
    const text = plain(block.items);
    if (!text) return;
    if (/[^_\s]/.test(text.replace(/[.\u2026\u2017]/g, ""))) this.#ruled = false;
    const level = this.#level(block, after, where);
    if (level) {
      this.#heading = this.#last = this.#words(block.items);
      const label = block.label && ["number", "label"].includes(block.label.kind) ? `${block.label.text} ` : "";
      units.push({ kind: "heading", level, text: label + inline([{ text: asTitle(this.#heading), look: {} }]) });
      return;
    }
    if (block.role === "code") return void units.push({ kind: "code", text: block.items.map((one) => ("text" in one ? one.text : "")).join("") });
    if (block.items.some((one) => "box" in one)) return this.#boxes(block, units);
    const label = block.label ?? this.#typed(block, units, after);
    const drawn = findBlanks(block.items, (name) => name), ruled = drawn.length === 1 && "blank" in drawn[0] && !label;
    const last = units[units.length - 1];
    if (ruled && this.#ruled) return; // one more line to write on
    const items = this.blanks(block.items), made = markdown(items);
    this.#ruled = ruled && /^[_\u2017.\u2026\s]+$/.test(block.items.map((one) => ("text" in one ? one.text : "")).join(""));
    if (!ruled) this.#last = text;
    if (block.role === "quote") units.push({ kind: "quote", text: wholly(items, "italic") ? made.replace(/^_(.*)_$/s, "$1") : made });
    else if (!label) units.push({ kind: block.role === "inlist" && (last?.kind === "item" || last?.kind === "more") ? "more" : "text", text: made });
    else if (label.kind === "box") units.push({ kind: "item", level: label.level, mark: "- [ ]", text: made });
    else if (label.kind === "bullet") units.push({ kind: "item", level: label.level, mark: "-", text: made });
    else if (label.kind === "number") units.push({ kind: "item", level: label.level, mark: `${label.number}.`, text: made });
    else if (/^\d+(\.\d+)+\.?$/.test(label.text) && last?.kind !== "item") units.push({ kind: "text", text: `${label.text} ${made}` });
    else if (/^\d+(\.\d+)+\.?$/.test(label.text) && label.level === 1 && !units.some((unit) => unit.kind === "item" && unit.level === 0
      && unit.mark !== "-")) units.push({ kind: "text", text: `${label.text} ${made}` });
    else units.push({ kind: "item", level: label.level, mark: "-", text: `${label.text} ${made}` });
  }

  /** The level of a heading, 0 for a paragraph that is none.
   * @param {Paragraph} block @param {Block[]} after @param {{within?: boolean, heading?: boolean}} where */
  #level(block, after, where) {
    const styled = /^heading([1-9])$/.exec(block.role);
    if (styled && plain(block.items).length > 160) return 0; // a clause in the style of a heading
    if (styled) return Math.min(Number(styled[1]) + 1, 6);
    if (block.role === "title" || block.role === "subtitle") return plain(block.items).length < 90 ? 2 : 0;
    const rank = this.rank(block), next = after.find((one) => one.type === "table" || plain(one.items));
    if (where.within && !where.heading) return 0;
    if (where.heading && rank) return 3;
    if (rank && (next || rank > 1000)) return (this.styled ? 3 : 2) + Math.min(this.ranks.indexOf(rank), 2);
    const label = block.label, over = next?.type === "paragraph" ? next.label : undefined;
    const leads = label && label.level === 0 && over && over.list === label.list && over.level === 1 && /^\d+\.\d/.test(over.text);
    return leads && plain(block.items).length < 70 && !/[.;:]$/.test(plain(block.items)) ? 2 : 0;
  }

  /** The label of a list whose marks were typed; it is taken out of the text.
   * @param {Paragraph} block @param {Unit[]} units @param {Block[]} after @returns {import("./styles.js").Label | undefined} */
  #typed(block, units, after) {
    const [first] = block.items;
    if (!first || !("text" in first)) return undefined;
    const bullet = /^(?:[•·●▪■◦‣\uf0b7\uf0a7]\s*|[-–—*]\s+)(?=\S)/.exec(first.text), number = /^(\d{1,2})[.)]\s+(?=\S)/.exec(first.text);
    const last = units[units.length - 1], n = Number(number?.[1]);
    const next = after[0]?.type === "paragraph" ? plain(after[0].items) : "";
    const counts = number && (last?.kind === "item" && last.mark === `${n - 1}.` || new RegExp(`^${n + 1}[.)]\\s`).test(next));
    if (!bullet && !counts) return undefined;
    first.text = first.text.slice((bullet ?? number)?.[0].length ?? 0);
    return { kind: bullet ? "bullet" : "number", text: number?.[0].trim() ?? "", number: n, level: 0, list: "typed" };
  }

  /** A line with boxes: one statement, a statement with its answers, or a choice.
   * @param {Paragraph} block @param {Unit[]} units */
  #boxes(block, units) {
    const level = block.label?.level ?? 0;
    for (const one of block.items) if ("box" in one && one.box) this.told.count("tick");
    /** @type {Item[][]} */
    const parts = [[]];
    for (const one of block.items) {
      if ("box" in one) parts.push([]);
      else parts[parts.length - 1].push(one);
    }
    const behind = "box" in block.items[block.items.length - 1]; // Yes ☐ No ☐
    if (behind) parts.pop();
    let lead = behind ? [] : parts.shift() ?? [];
    if (behind && parts.length > 1) {
      const whole = plain(parts[0]), cut = /^(.*[?:])\s*(.+)$/.exec(whole);
      if (cut) {
        lead = [{ text: cut[1], look: {} }];
        parts[0] = [{ text: cut[2], look: {} }];
      }
    }
    const task = (/** @type {Item[]} */ items) => {
      const text = markdown(this.blanks(tidy(items))).replace(/^\\/, "");
      if (text) units.push({ kind: "item", level, mark: "- [ ]", text });
    };
    const answered = parts.every((part) => answers.test(plain(part)));
    if (answered && plain(lead)) return task(lead.map((one, i) => ("text" in one
      && i === lead.length - 1 ? { ...one, text: one.text.replace(/:?\s*$/, "") } : one)));
    const last = units[units.length - 1];
    if (answered && last?.kind === "text") return void units.splice(-1, 1, { kind: "item", level, mark: "- [ ]", text: last.text });
    if (answered && last?.kind === "item") return void (last.mark = "- [ ]");
    if (plain(lead)) units.push({ kind: "text", text: markdown(this.blanks(tidy(lead))) });
    for (const part of parts) task(part);
  }
}

/** The size of most of the text, in half points. @param {Block[]} blocks */
function usualSize(blocks) {
  /** @type {Map<number, number>} */
  const sizes = new Map();
  const visit = (/** @type {Block} */ block) => {
    if (block.type === "table") for (const row of block.rows) for (const cell of row.cells) cell.blocks.forEach(visit);
    else for (const one of block.items) if ("text" in one) sizes.set(one.look.size ?? 22, (sizes.get(one.look.size ?? 22) ?? 0) + one.text.length);
  };
  blocks.forEach(visit);
  return [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 22;
}

/** Words all in capitals as a sentence begins; abbreviations stay.
 * @param {string} text */
export function asTitle(text) {
  const plain = text.replace(/\s+/g, " ").trim();
  if (!isCapitals(plain, 4)) return plain;
  const words = plain.split(" ").map((word) => (/^(CQC|NHS|DBS|PPE|GDPR|HR|COSHH|RIDDOR|MAR|DOLS|ICO|GP|UK|AGM|OKR|CIC)S?$/.test(word.replace(/[^A-Z]/g, "")) || !/[AEIOUYÀ-Ü]/.test(word) ? word : word.toLowerCase())).join(" ");
  return words[0].toUpperCase() + words.slice(1);
}

/** Headings without a gap between their levels, from 2 on.
 * @param {Unit[]} units @returns {Unit[]} */
function levelled(units) {
  const least = Math.min(...units.map((unit) => (unit.kind === "heading" ? unit.level : 9)));
  let last = 1;
  return units.map((unit) => {
    if (unit.kind !== "heading") return unit;
    last = Math.max(2, Math.min(unit.level - (least - 2), last + 1));
    return { ...unit, level: last };
  });
}
