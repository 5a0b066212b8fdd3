// Tables: those to read and fill in stay tables, those that ask for an answer
// become statements, those that only hold a place on the paper are taken apart.
import { inline, markdown, plain, tidy, wholly } from "./text.js";
import { wordsOf } from "./words.js";

/** @typedef {import("./word.js").Table} Table */
/** @typedef {import("./word.js").Cell} Cell */
/** @typedef {import("./word.js").Block} Block */
/** @typedef {import("./word.js").Item} Item */
/** @typedef {import("./units.js").Unit} Unit */
/** @typedef {import("./shape.js").Shaper} Shaper */

/** Headings of columns that are there to be ticked or written in, which a
 * checklist here has by itself. */
const answer = /^(yes|no|y|n|n\/?a|not applicable|met|not met|part(ly|ially)?( met)?|✓|✔|tick|tick( when)? done|done|completed?|checked|ok|not ok|score|in place|☐|yes ?\/ ?no( ?\/ ?n\/?a)?|y\/n|agree|disagree|don['’]t know|not sure|not yet)\??$/i;
const follow = /^(actions?( needed| required| to take)?|comments?|notes?|evidence|who|by who(m)?|person responsible|responsible|lead|owner|by when|when|date|due( date)?|deadline|target date|initials?|signed?|signature)$/i;
const counter = /^(no\.?|number|#|ref\.?|item( no\.?)?)$/i;

/** @param {Table} table @param {Shaper} shaper @returns {Unit[]} */
export function tableUnits(table, shaper) {
  const cells = table.rows.flatMap((row) => row.cells);
  const columns = Math.max(0, ...table.rows.map((row) => row.cells.reduce((sum, cell) => sum + cell.span, 0)));
  if (cells.some((cell) => cell.blocks.length) && cells.every(isLabelled)) return []; // fields that every form of this site has
  if (cells.length === 1) return boxed(cells[0].blocks, shaper);
  if (columns > 63 || table.rows.every((row) => row.cells.length === 1) || isLayout(table)) return cells.flatMap((cell) => shaper.units(cell.blocks));
  const tasks = statements(table, shaper);
  if (tasks) return tasks;
  /** @type {Unit[]} */
  const units = [];
  /** @type {Unit & {kind: "table"} | undefined} */
  let open;
  const rows = grid(table, columns);
  const heads = headRows(table, rows);
  const head = heads ? headOf(rows.slice(0, heads).map((row) => row.map((cell) => cell.head(shaper)))) : [];
  for (const [i, row] of rows.entries()) {
    if (i < heads) continue;
    if (table.rows[i].cells.length === 1 && columns > 1) { // a line across the whole table
      const across = shaper.units(table.rows[i].cells[0].blocks, { within: true });
      if (across.length) units.push(...across);
      if (across.length) open = undefined;
      continue;
    }
    if (!open) {
      open = { kind: "table", head: heads ? head : row.map(() => ""), rows: [] };
      units.push(open);
    }
    open.rows.push(row.map((cell) => cell.text(shaper)));
  }
  if (heads && !units.some((unit) => unit.kind === "table")) units.unshift({ kind: "table", head, rows: [] });
  return units;
}

/** Whether a cell is a field of a form that this site made. @param {Cell} cell */
function isLabelled(cell) {
  return cell.blocks.length === 0 || cell.blocks[0].type === "paragraph" && cell.blocks[0].role === "fieldlabel";
}

/** Text with a border around it. @param {Block[]} blocks @param {Shaper} shaper @returns {Unit[]} */
function boxed(blocks, shaper) {
  const units = shaper.units(blocks, { within: true });
  return units.every((unit) => unit.kind === "text") ? units.map((unit) => ({ kind: "quote", text: /** @type {{text: string}} */ (unit).text })) : units;
}

/** Whether a table only holds a place on the paper. @param {Table} table */
function isLayout(table) {
  return table.rows.length <= 2 && table.rows.some((row) => row.cells.some((cell) => {
    const paragraphs = cell.blocks.filter((block) => block.type === "paragraph" && plain(block.items));
    return paragraphs.length > 6 || cell.blocks.some((block) => block.type === "table") && paragraphs.length > 1
      || paragraphs.some((block) => block.type === "paragraph" && /^heading[1-3]$/.test(block.role)) && paragraphs.length > 1;
  }));
}

/** A place in the grid of a table. */
class Place {
  /** @type {string | undefined} */ #text;

  /** @param {Cell} cell @param {boolean} first of those that the cell takes */
  constructor(cell, first) {
    this.cell = cell;
    this.first = first;
  }

  /** Its words without any marks. */
  plain() {
    return this.cell.blocks.map((block) => (block.type === "paragraph" ? plain(block.items) : "")).filter(Boolean).join(" ");
  }

  /** Whether all in it is bold. */
  bold() {
    return this.cell.blocks.every((block) => block.type === "paragraph" && (!plain(block.items) || wholly(block.items, "bold") || /^heading/.test(block.role)));
  }

  /** @param {Shaper} shaper */
  head(shaper) {
    return cellText(this.cell.blocks, shaper, true);
  }

  /** @param {Shaper} shaper */
  text(shaper) {
    this.#text ??= cellText(this.cell.blocks, shaper, false);
    return this.#text;
  }
}

/** A place for each column of each row. A cell that reaches over several has
 * its words in each of them: none would be empty on paper.
 * @param {Table} table @param {number} columns @returns {Place[][]} */
function grid(table, columns) {
  /** @type {Place[][]} */
  const rows = [];
  for (const row of table.rows) {
    /** @type {Place[]} */
    const places = [];
    for (const cell of row.cells) {
      const above = cell.below ? rows[rows.length - 1]?.[places.length] : undefined;
      for (let i = 0; i < cell.span && places.length < columns; i++) places.push(new Place(above?.cell ?? cell, i === 0));
    }
    while (places.length < columns) places.push(new Place({ span: 1, below: false, shaded: false, blocks: [] }, true));
    rows.push(places);
  }
  return rows;
}

/** How many rows at the top are headings. @param {Table} table @param {Place[][]} rows */
function headRows(table, rows) {
  let heads = 0;
  while (heads < 3 && table.rows[heads]?.head) heads++;
  if (!heads && rows.length > 1) {
    const first = rows[0], full = first.filter((place) => place.plain()).length;
    const written = full === first.length || full === first.length - 1 && !first[0].plain();
    const labels = first.every((place) => !/____|☐/.test(place.plain()) && place.plain().length < 80);
    const looks = first.every((place) => !place.plain() || place.bold()) || first.every((place) => place.cell.shaded);
    const toFill = rows.length > 2 && rows.slice(1).every((row) => row.slice(1).some((place) => !place.plain()));
    if (written && labels && (looks && !(first.length === 2 && rows.slice(1).every((row) => row[0].bold() && row[0].plain())) || toFill)) heads = 1;
  }
  if (heads === 1 && rows.length > 2 && table.rows[0].cells.some((cell) => cell.span > 1) && rows[1].every((place) => place.bold() || !place.plain())
    && rows[1].some((place) => place.plain())) heads = 2;
  return heads === rows.length && !table.rows[0].head ? 0 : heads;
}

/** One heading for each column, of all rows above it. @param {string[][]} rows */
function headOf(rows) {
  return rows[0].map((_, i) => [...new Set(rows.map((row) => row[i]).filter(Boolean))].join(" "));
}

/** The Markdown of a cell: all on one line.
 * @param {Block[]} blocks @param {Shaper} shaper @param {boolean} bold */
function cellText(blocks, shaper, bold) {
  /** @type {string[]} */
  const lines = [];
  for (const block of blocks) {
    if (block.type === "table") {
      shaper.told.count("nested");
      for (const row of block.rows) lines.push(row.cells.map((cell) => cellText(cell.blocks, shaper, bold)).filter(Boolean).join("; "));
      continue;
    }
    const items = unboxed(tidy(block.items), shaper);
    const room = !wordsOf(plain(items)).length && !items.some((one) => "blank" in one && one.blank);
    const text = room ? "" : inline(shaper.blanks(items), { bold: bold || /^heading/.test(block.role) });
    if (!text) continue;
    const label = block.label;
    lines.push(label && label.kind !== "box" ? `${label.kind === "bullet" ? "•" : label.text} ${text}` : text);
  }
  return lines.filter(Boolean).join("<br>").replace(/\\\n/g, "<br>").replace(/\n/g, " ").replace(/(?<!\\)\|/g, "\\|");
}

/** The words beside boxes in a cell: one box alone is room to write in.
 * @param {Item[]} items @param {Shaper} shaper @returns {Item[]} */
function unboxed(items, shaper) {
  const boxes = items.filter((one) => "box" in one);
  if (!boxes.length) return items;
  for (const one of boxes) if ("box" in one && one.box) shaper.told.count("tick");
  const words = plain(items.filter((one) => !("box" in one)));
  if (!words || words.split(/[\s/]+/).every((word) => answer.test(word))) return [];
  /** @type {Item[]} */
  const out = [];
  for (const one of items) {
    if (!("box" in one)) out.push(one);
    else if (out.some((before) => "text" in before && before.text.trim()) && one !== items[items.length - 1]) out.push({ text: " / ", look: {} });
  }
  return tidy(out);
}

/** The statements of a table whose columns are there to answer them, undefined
 * for one that is no such table.
 * @param {Table} table @param {Shaper} shaper @returns {Unit[] | undefined} */
function statements(table, shaper) {
  const columns = Math.max(...table.rows.map((row) => row.cells.reduce((sum, cell) => sum + cell.span, 0)));
  const rows = grid(table, columns);
  const first = rows.findIndex((row) => row.filter((place) => answer.test(place.plain())).length > 0 && new Set(row.map((place) => place.plain())).size > 1);
  if (first < 0 || first > 1 || rows.length < first + 2) return undefined;
  const names = rows[first].map((place) => place.plain());
  const answers = names.flatMap((name, i) => (answer.test(name) ? [i] : []));
  const empty = (/** @type {Place} */ place) => !place.plain().replace(/[☐_\s✓✔xX]|yes|no|n\/?a/gi, "");
  const body = rows.slice(first + 1);
  if (!body.every((row) => answers.every((i) => row[i].cell.span > 1 || empty(row[i]) || row[i].cell === row[0].cell
    || follow.test(shortest(row[i]))))) return undefined;
  const about = names.findIndex((name, i) => !answer.test(name) && !counter.test(name) && !follow.test(name)
    && body.some((row) => wordsOf(row[i].plain()).some((word) => word.length > 2)));
  if (about < 0) return undefined;
  /** @type {Unit[]} */
  const units = first > 0 ? shaper.units(table.rows[0].cells[0].blocks, { within: true }) : [];
  const isStatement = (/** @type {Place[]} */ row) => answers.some((i) => row[i].cell !== row[about].cell) && answers.every((i) => empty(row[i]))
    && row[about].plain();
  for (const [n, row] of body.entries()) {
    const cells = table.rows[first + 1 + n].cells;
    if (cells.length === 1) units.push(...shaper.units(cells[0].blocks, { within: true, heading: true }));
    else if (isStatement(row)) {
      units.push(...statement(row[about].cell.blocks, shaper));
      for (const [i, name] of names.entries()) {
        const text = !answers.includes(i) && i > about && row[i].first && row[i].cell !== row[about].cell ? row[i].text(shaper) : "";
        if (text && !/^\{\{[^{}]*\}\}$/.test(text)) units.push({ kind: "item", level: 1, mark: "-", text: `${name}: ${text}` });
      }
    }
  }
  if (names.some((name) => follow.test(name)) || answers.length > 1) shaper.told.count("columns");
  return units.some((unit) => unit.kind === "item") ? units : undefined;
}

/** @param {Place} place */
const shortest = (place) => place.plain().replace(/[_☐\s]+$/g, "").trim();

/** A statement, with what can be done about it. @param {Block[]} blocks @param {Shaper} shaper @returns {Unit[]} */
function statement(blocks, shaper) {
  /** @type {Unit[]} */
  const units = [];
  for (const block of blocks) {
    if (block.type === "table") continue;
    let items = tidy(block.items);
    if (!units.length) items = tidy(items.map((one, i) => (i === 0 && "text" in one ? { ...one, text: one.text.replace(/^\d{1,3}[.)]?\s+/, "") } : one)));
    const text = markdown(shaper.blanks(items.filter((one) => !("box" in one)))).replace(/\\\n/g, " ");
    if (!text || units.length && block.role === "statementsource") continue;
    if (!units.length) units.push({ kind: "item", level: 0, mark: "- [ ]", text: wholly(items, "bold") ? text.replace(/^\*\*(.*)\*\*$/, "$1") : text });
    else units.push({ kind: "item", level: 1 + (block.label?.level ?? 0), mark: block.label?.kind === "number" ? `${block.label.number}.` : "-", text });
  }
  return units;
}
