// The blocks of a page, and the Markdown for them.

/** A block of Markdown. The level of a heading is that of its #; that of an item
 * says how far in it stands. A mark is "-", "- [ ]" or a number with its point.
 * @typedef {{kind: "heading", level: number, text: string}
 *   | {kind: "text", text: string} | {kind: "quote", text: string} | {kind: "code", text: string}
 *   | {kind: "item", level: number, mark: string, text: string}
 *   | {kind: "more", text: string}
 *   | {kind: "table", head: string[], rows: string[][]}
 *   | {kind: "note", name: string, text: string}} Unit */

/** The Markdown of blocks. @param {Unit[]} units */
export function written(units) {
  /** @type {string[]} */
  const out = [];
  /** The lists that are open: how far in their items stand, and their last mark.
   * @type {{level: number, width: number, mark: string}[]} */
  let lists = [];
  let last = "";
  for (const unit of units) {
    const other = unit.kind === "item" && lists.length > 0 && unit.level <= lists[0].level && sort(unit.mark) !== sort(lists[0].mark);
    const tight = unit.kind === "item" && last === "item" && !other || unit.kind === "quote" && last === "quote" || unit.kind === "note"
      && last === "note" || unit.kind === "code" && last === "code";
    if (out.length && !tight) out.push("");
    if (unit.kind === "quote" && last === "quote") out.push(">");
    if (unit.kind === "more" && lists.length) {
      const pad = " ".repeat(lists.reduce((sum, list) => sum + list.width, 0));
      out.push(...indented(unit.text, pad, pad));
      last = "item";
      continue;
    }
    if (unit.kind !== "item") lists = [];
    if (unit.kind === "code" && last === "code") out.splice(out.length - 1, 1, unit.text, "```");
    else out.push(...lines(unit, lists));
    last = unit.kind;
  }
  return out.length ? `${out.join("\n")}\n` : "";
}

/** The sort of list that an item with a mark is part of. @param {string} mark */
const sort = (mark) => (/^\d/.test(mark) ? "1" : mark);

/** @param {Unit} unit @param {{level: number, width: number, mark: string}[]} lists @returns {string[]} */
function lines(unit, lists) {
  switch (unit.kind) {
    case "heading": return [`${"#".repeat(unit.level)} ${unit.text}`];
    case "text": case "more": return [unit.text];
    case "quote": return unit.text.split("\n").map((line) => `> ${line}`);
    case "code": return ["```text", unit.text, "```"];
    case "note": return [`[^${unit.name}]: ${unit.text.replace(/\\\n/g, " ")}`];
    case "table": return [row(unit.head), `|${unit.head.map(() => "---|").join("")}`, ...unit.rows.map(row)];
    case "item": return item(unit, lists);
  }
}

/** @param {string[]} cells */
const row = (cells) => `| ${cells.join(" | ")} |`;

/** @param {Unit & {kind: "item"}} unit @param {{level: number, width: number, mark: string}[]} lists @returns {string[]} */
function item(unit, lists) {
  /** @type {string | undefined} */
  let before;
  while (lists.length && lists[lists.length - 1].level >= unit.level) {
    const closed = /** @type {{level: number, mark: string}} */ (lists.pop());
    before = closed.level === unit.level || !lists.length ? closed.mark : before;
  }
  const mark = before === undefined ? unit.mark : follows(before, unit.mark);
  const pad = " ".repeat(lists.reduce((sum, list) => sum + list.width, 0));
  const width = mark.startsWith("- [") ? 2 : mark.length + 1;
  lists.push({ level: unit.level, width, mark });
  return indented(unit.text, `${pad}${mark} `, pad + " ".repeat(width));
}

/** The mark of an item behind another: a list that counts afresh has another
 * sign behind its number, so that Markdown takes it for a list of its own.
 * @param {string} before @param {string} mark */
function follows(before, mark) {
  const a = /^(\d+)([.)])$/.exec(before), b = /^(\d+)([.)])$/.exec(mark);
  if (!a || !b) return mark;
  return b[1] + (Number(b[1]) === Number(a[1]) + 1 ? a[2] : a[2] === "." ? ")" : ".");
}

/** @param {string} text @param {string} first @param {string} others @returns {string[]} */
function indented(text, first, others) {
  return text.split("\n").map((line, i) => ((i ? others : first) + line).trimEnd());
}
