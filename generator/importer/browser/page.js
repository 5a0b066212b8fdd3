// A whole page: the front matter and the text below it.
import { written } from "./units.js";
import { alphanumeric, hasLetter, letter, wordsOf } from "./words.js";

/** @typedef {import("./units.js").Unit} Unit */

/** What stands at the head of a page. @typedef {{title: string, description: string, kind: string, topics?: string[], audiences?: string[], date: string}} Front
 * kind is "" where the folder says it, date is YYYY-MM-DD. */

/** The file of a page. @param {Front} front @param {string} body */
export function pageText(front, body) {
  const lines = ["---", `title: ${scalar(front.title)}`, `description: ${scalar(front.description)}`];
  if (front.kind) lines.push(`kind: ${front.kind}`);
  if (front.topics?.length) lines.push(`topics: [${front.topics.join(", ")}]`);
  if (front.audiences?.length) lines.push(`audiences: [${front.audiences.join(", ")}]`);
  if (front.date) lines.push(`date: ${front.date}`);
  return `${lines.join("\n")}\n---\n${body}`;
}

const unquoted = new RegExp(`^[${letter}][${alphanumeric} ,'’()./–-]*$`);

/** A text as YAML reads it back, on one line. @param {string} text */
export function scalar(text) {
  const line = text.replace(/\s+/g, " ").trim();
  const plain = unquoted.test(line) && !/^(true|false|yes|no|on|off|null|y|n|nan|inf)$/i.test(line);
  return plain ? line : JSON.stringify(line);
}

/** The last part of a page's address. @param {string} title */
export function slugOf(title) {
  const slug = wordsOf(title.normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase().replace(/&/g, " and ")).join("-");
  return slug.length > 60 ? slug.slice(0, 60).replace(/-[^-]*$/, "") : slug;
}

/** A title for a document that has none, from the name of its file.
 * @param {string} name */
export function titleOfFile(name) {
  const words = name.replace(/^.*[\\/]/, "").replace(/\.\w{1,5}$/, "").replace(/[_-]+/g, " ").replace(/\(\d+\)/g, " ")
    .replace(/\b(v(ersion)? ?\d+(\.\d+)*|final|draft|copy( of)?|new|updated|amended)\b/gi, " ").replace(/\s+/g, " ").trim();
  return hasLetter(words) ? words[0].toUpperCase() + words.slice(1) : "Untitled document";
}

/** Whether blocks are mostly statements to answer. @param {Unit[]} units */
export function isForm(units) {
  const tasks = units.filter((unit) => unit.kind === "item" && unit.mark === "- [ ]").length;
  const rest = units.filter((unit) => unit.kind === "table" || unit.kind === "text" && unit.text.includes("{{")).length;
  return tasks > 2 && tasks > rest * 2;
}

/** One sentence on what a page is, made of its first words or else its title,
 * and the blocks without it: a page shows its description above its text.
 * @param {Unit[]} units @param {string} title @param {boolean} form @returns {{description: string, units: Unit[]}} */
export function described(units, title, form) {
  for (const unit of units) {
    if (unit.kind === "table") continue;
    if (unit.kind !== "text" && unit.kind !== "quote" || unit.text.includes("{{")) continue;
    const plain = unit.text.slice(0, 2000).replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\[\^[^\]]*\]/g, "").replace(/\\\n/g,
      " ").replace(/\\([!-/:-@[-`{-~])/g, "$1").replace(/\*\*|(^|\s)_|_(?=\s|$)|<[^>]*>/g, "$1");
    let sentence = "";
    for (const next of plain.replace(/^\d+(\.\d+)+ /, "").replace(/\s+/g, " ").match(/.*?[.?!](?=\s|$)|.+$/g) ?? []) {
      if (sentence.split(" ").length < 5) sentence = `${sentence} ${next.trim()}`.trim();
    }
    if (sentence.split(" ").length < 5 || sentence.length > 200 || /[:?]$/.test(sentence)) continue;
    return { description: sentence, units: unit === units[0] && unit.text === sentence ? units.slice(1) : units };
  }
  return { description: form ? `Statements to answer together: ${title || "a checklist"}.` : `A form to copy and fill in: ${title || "a template"}.`, units };
}

/** How many statements people can go through in one go. */
const most = 10;

/** The text of a page. The statements of a form stand ten at most under each
 * heading. @param {Unit[]} units @param {boolean} form */
export function bodyText(units, form) {
  return written(form ? inParts(units) : units);
}

/** @param {Unit[]} units @returns {Unit[]} */
function inParts(units) {
  /** @type {Unit[]} */
  const out = [];
  let level = 1;
  for (let i = 0; i < units.length;) {
    const unit = units[i];
    if (unit.kind === "heading") level = unit.level;
    let end = i + 1;
    while (end < units.length && units[end].kind !== "heading") end++;
    const part = units.slice(i, end), isTask = (/** @type {Unit} */ one) => one.kind === "item" && one.level === 0 && one.mark === "- [ ]";
    const tasks = part.filter(isTask).length, pieces = Math.ceil(tasks / most), size = Math.ceil(tasks / pieces);
    let n = 0;
    for (const one of part) {
      if (pieces > 1 && isTask(one) && n++ % size === 0) out.push({ kind: "heading", level: Math.min(level + 1, 6), text: `Part ${Math.ceil(n / size)}` });
      out.push(one);
    }
    i = end;
  }
  return out;
}
