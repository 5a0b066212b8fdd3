// What the styles and the numbered lists of a Word document say.
import { child, children, on, value } from "./xml.js";

/** @typedef {import("./xml.js").Element} Element */

/** How a stretch of text looks.
 * @typedef {{bold?: boolean, italic?: boolean, strike?: boolean, underline?: boolean, hidden?: boolean, caps?: boolean, mono?: boolean, raise?: "sup" | "sub", size?: number}} Look */

/** A style with what it inherits.
 * @typedef {{name: string, role: string, look: Look, num?: {id: string, level: number}, outline?: number}} Style */

/** What a w:rPr says. @param {Element | undefined} rPr @returns {Look} */
export function lookOf(rPr) {
  /** @type {Look} */
  const look = {};
  if (!rPr) return look;
  for (const [key, name] of /** @type {const} */ ([["bold", "w:b"], ["italic", "w:i"], ["strike", "w:strike"], ["underline", "w:u"], ["hidden",
    "w:vanish"], ["caps", "w:caps"]])) {
    const is = on(rPr, name);
    if (is !== undefined) look[key] = is;
  }
  const size = Number(value(rPr, "w:sz"));
  if (size) look.size = size;
  const raise = value(rPr, "w:vertAlign");
  if (raise) look.raise = raise === "superscript" ? "sup" : raise === "subscript" ? "sub" : undefined;
  if (/courier|consolas|mono/i.test(child(rPr, "w:rFonts")?.attributes["w:ascii"] ?? "")) look.mono = true;
  return look;
}

/** Reads styles.xml. @param {Element | undefined} root */
export function readStyles(root) {
  /** @type {Map<string, Element>} */
  const found = new Map();
  let usual = "";
  for (const style of children(root, "w:style")) {
    const id = style.attributes["w:styleId"] ?? "";
    found.set(id, style);
    if (style.attributes["w:type"] === "paragraph" && ["1", "true"].includes(style.attributes["w:default"] ?? "")) usual = id;
  }
  const base = lookOf(child(child(child(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr"));
  /** @type {Map<string, Style>} */
  const known = new Map();
  /** @param {string | undefined} id @param {number} depth @returns {Style} */
  const style = (id, depth = 0) => {
    const key = id ?? "";
    const already = known.get(key);
    if (already) return already;
    const element = found.get(key);
    const parent = depth < 20 && element && value(element, "w:basedOn");
    const from = parent ? style(parent, depth + 1) : undefined;
    const name = element ? value(element, "w:name") ?? key : key;
    const pPr = child(element, "w:pPr"), outline = Number(value(pPr, "w:outlineLvl") ?? NaN);
    /** @type {Style} */
    const made = { name, role: roleOf(name) || from?.role || "", look: { ...from?.look, ...lookOf(child(element, "w:rPr")) }, num: numOf(pPr) ?? from?.num,
      outline: Number.isNaN(outline) ? from?.outline : outline };
    known.set(key, made);
    return made;
  };
  return { style, usual, base };
}

/** What a style of a name is for, "" if it has no meaning of its own.
 * @param {string} name */
function roleOf(name) {
  const plain = name.toLowerCase().replace(/[\s_-]+/g, "");
  const heading = /^(?:heading|berschrift|überschrift|titre|kop|rubrik)([1-9])$/.exec(plain);
  if (heading) return `heading${heading[1]}`;
  if (/^toc(\d|heading)/.test(plain) || plain === "tableoffigures") return "contents";
  if (/^(title|subtitle|caption|code)$/.test(plain)) return plain;
  if (/quote$|^callout/.test(plain)) return "quote";
  if (plain === "statementsource" || plain === "fieldlabel") return plain;
  if (/^(listparagraph|listcontinue\d?)$/.test(plain)) return "inlist";
  if (/^(htmlpreformatted|preformattedtext|plaincode|sourcecode)$/.test(plain)) return "code";
  return "";
}

/** @param {Element | undefined} pPr */
export function numOf(pPr) {
  const numPr = child(pPr, "w:numPr");
  if (!numPr) return undefined;
  const id = value(numPr, "w:numId");
  return { id: id ?? "", level: Math.min(Math.max(Number(value(numPr, "w:ilvl") ?? 0) || 0, 0), 8) };
}

/** What stands before a paragraph of a list: a bullet, a box, a number that
 * Markdown can count ("1."), or a label of another form ("4.2", "(a)").
 * @typedef {{kind: "bullet" | "box" | "number" | "label", text: string, number: number, level: number, list: string}} Label */

/** Boxes of the usual fonts of symbols, as bullets. */
const boxes = /^[\uf06f\uf070\uf071\uf072\uf0a8\uf0fe\uf0fd\uf0fc\u2610-\u2612\u25a1\u25fb\u25a2\u2751\u2752]$/;

/** Reads numbering.xml: the function it gives counts a paragraph and tells its label.
 * @param {Element | undefined} root */
export function readNumbering(root) {
  /** @type {Map<string, Map<number, {start: number, format: string, text: string, box: boolean}>>} */
  const kinds = new Map();
  const levelOf = (/** @type {Element} */ lvl) => {
    const text = value(lvl, "w:lvlText") ?? "", fonts = child(child(lvl, "w:rPr"), "w:rFonts")?.attributes["w:ascii"] ?? "";
    return { start: Number(value(lvl, "w:start") ?? 1), format: value(lvl, "w:numFmt") ?? "decimal", text,
      box: boxes.test(text) || (/wingdings/i.test(fonts) && /^[oqrx\u00a8\u00fe]$/.test(text)) };
  };
  for (const abstract of children(root, "w:abstractNum")) {
    kinds.set(abstract.attributes["w:abstractNumId"] ?? "", new Map(children(abstract, "w:lvl").map((lvl) => [Number(lvl.attributes["w:ilvl"]),
      levelOf(lvl)])));
  }
  /** @type {Map<string, {kind: string, starts: Map<number, number>, levels: Map<number, ReturnType<typeof levelOf>>}>} */
  const lists = new Map();
  for (const num of children(root, "w:num")) {
    const kind = value(num, "w:abstractNumId") ?? "";
    const levels = new Map(kinds.get(kind)), starts = new Map();
    for (const override of children(num, "w:lvlOverride")) {
      const level = Number(override.attributes["w:ilvl"]), lvl = child(override, "w:lvl"), start = value(override, "w:startOverride");
      if (lvl) levels.set(level, levelOf(lvl));
      if (start !== undefined) starts.set(level, Number(start));
    }
    lists.set(num.attributes["w:numId"] ?? "", { kind, starts, levels });
  }
  /** @type {Map<string, number[]>} */
  const counts = new Map();
  const begun = new Set();
  /** @param {{id: string, level: number} | undefined} num @returns {Label | undefined} */
  return function label(num) {
    const list = num && lists.get(num.id);
    if (!num || !list) return undefined;
    const at = list.levels.get(num.level) ?? { start: 1, format: "bullet", text: "•", box: false };
    const counters = counts.get(list.kind) ?? [];
    counts.set(list.kind, counters);
    const override = list.starts.get(num.level);
    if (override !== undefined && !begun.has(`${num.id}/${num.level}`)) counters[num.level] = override - 1;
    begun.add(`${num.id}/${num.level}`);
    counters[num.level] = (counters[num.level] ?? at.start - 1) + 1;
    counters.length = num.level + 1;
    if (at.format === "none" || at.text.trim() === "" && at.format !== "bullet") return undefined;
    const base = { number: counters[num.level], level: num.level, list: list.kind };
    if (at.box) return { ...base, kind: "box", text: "" };
    if (at.format === "bullet") return { ...base, kind: "bullet", text: "" };
    const text = at.text.replace(/%([1-9])/g, (_, digit) => {
      const level = Number(digit) - 1, of = list.levels.get(level);
      return written(counters[level] ?? of?.start ?? 1, of?.format ?? "decimal");
    }).trim();
    const plainly = at.format === "decimal" ? /^\(?%[1-9][.)]?$/
      : /^%[1-9]\.$/; // "a." below "1." is a number of another look, "(a)" is one that others refer to
    return { ...base, kind: plainly.test(at.text.trim()) ? "number" : "label", text };
  };
}

/** A number in one of the forms that lists have. @param {number} n @param {string} format */
function written(n, format) {
  if (/letter/i.test(format)) {
    const letter = String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.min(Math.ceil(n / 26), 9));
    return format.startsWith("upper") ? letter.toUpperCase() : letter;
  }
  if (/roman/i.test(format) && n > 0 && n < 4000) {
    let left = n, text = "";
    for (const [digit, of] of /** @type {const} */ ([["m", 1000], ["cm", 900], ["d", 500], ["cd", 400], ["c", 100], ["xc", 90], ["l", 50], ["xl",
      40], ["x", 10], ["ix", 9], ["v", 5], ["iv", 4], ["i", 1]])) {
      for (; left >= of; left -= of) text += digit;
    }
    return format.startsWith("upper") ? text.toUpperCase() : text;
  }
  return String(n);
}
