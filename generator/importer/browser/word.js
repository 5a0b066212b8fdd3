// Reads the parts of a Word document into blocks: paragraphs and tables, with
// what their author meant and not how it looks.
import { Told } from "./told.js";
import { readNumbering, readStyles, numOf, lookOf } from "./styles.js";
import { Refused, below, child, children, on, parseXML, textOf, value } from "./xml.js";
import { readInline } from "./inline.js";

/** @typedef {import("./xml.js").Element} Element */
/** @typedef {import("./styles.js").Look} Look */

/** A piece of running text. A blank is a place to fill in, with its name if it
 * has one; a box is one to tick, a note the number of a footnote.
 * @typedef {{text: string, look: Look, href?: string}} Words
 * @typedef {Words | {blank: string} | {box: boolean} | {note: string}} Item */

/** A paragraph. Its role is "", title, subtitle, heading1 to heading9, quote,
 * code, caption or inlist.
 * @typedef {{type: "paragraph", role: string, items: Item[], label?: import("./styles.js").Label}} Paragraph
 * @typedef {{span: number, below: boolean, shaded: boolean, blocks: Block[]}} Cell
 * @typedef {{type: "table", rows: {head: boolean, cells: Cell[]}[]}} Table
 * @typedef {Paragraph | Table} Block */

/** What is known while a document is read.
 * @typedef {{styles: ReturnType<typeof readStyles>, label: ReturnType<typeof readNumbering>, links: Map<string, {target: string, outside: boolean, kind: string}>,
 *   told: Told, fields: {code: string, result: boolean, data?: Element}[], pending: Block[], notes: Map<string, Element>, cited: string[], part: string,
 *   joined?: Item[], anchors: Set<string>}} Reading */

/** The parts of a document that are read, by their names in the file, and what
 * else lies in it.
 * @typedef {{parts: Record<string, string>, names: string[]}} WordFile */

/** Reads a whole document. @param {WordFile} file @param {Told} told */
export function readWord(file, told) {
  const main = mainPart(file);
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const part = (/** @type {string} */ name) => (file.parts[folder + name] ? parseXML(file.parts[folder + name], folder + name) : undefined);
  const links = readLinks(file.parts[`${folder}_rels/${main.slice(folder.length)}.rels`], `${folder}_rels`);
  const styles = part("styles.xml");
  const notes = new Map();
  for (const [name, kind] of [["footnotes.xml", "w:footnote"], ["endnotes.xml", "w:endnote"]]) {
    for (const note of children(part(name), kind)) {
      if (!note.attributes["w:type"] || note.attributes["w:type"] === "normal") notes.set(`${kind} ${note.attributes["w:id"]}`, note);
    }
  }
  tellOfFurniture(file, folder, told);
  const document = parseXML(file.parts[main], main);
  if (document.name !== "w:document") throw new Refused("this is not a Word document: its main part holds something else");
  return { ...readBody(document, { styles, numbering: part("numbering.xml"), links, notes, told }), styles };
}

/** Reads the body of a document.
 * @param {Element} document
 * @param {{styles?: Element, numbering?: Element, links: Reading["links"], notes: Map<string, Element>, told: Told}} from */
export function readBody(document, { styles, numbering, links, notes, told }) {
  /** @type {Reading} */
  const reading = { styles: readStyles(styles), label: readNumbering(numbering), links, told, fields: [], pending: [], notes, cited: [], part: "",
    anchors: new Set() };
  for (const link of below(document, "w:hyperlink")) if (link.attributes["w:anchor"]) reading.anchors.add(link.attributes["w:anchor"]);
  const blocks = readBlocks(child(document, "w:body"), reading);
  /** @type {Block[][]} */
  const cited = [];
  for (let i = 0; i < reading.cited.length; i++) cited.push(readBlocks(notes.get(reading.cited[i]), reading)); // a note may cite others
  const sides = below(document, "w:pgSz").filter((size) => size.attributes["w:orient"] === "landscape").length;
  if (sides) told.note("a page that lies on its side is an upright one here; wide tables can be moved sideways on a screen");
  return { blocks, notes: cited };
}

/** The name of the part with the text. @param {WordFile} file */
function mainPart(file) {
  const office = [...readLinks(file.parts["_rels/.rels"], "_rels").values()].find((link) => link.kind === "officeDocument");
  const name = office ? office.target.replace(/^\//, "") : "word/document.xml";
  if (!file.parts[name]) throw new Refused("this is not a Word document: it has no text");
  return name;
}

/** What a part refers to, by id. @param {string | undefined} text @param {string} name @returns {Reading["links"]} */
export function readLinks(text, name) {
  const links = new Map();
  for (const one of text ? children(parseXML(text, name)) : []) {
    const { Id = "", Target = "", TargetMode = "", Type = "" } = one.attributes;
    links.set(Id, { target: Target, outside: TargetMode === "External", kind: Type.slice(Type.lastIndexOf("/") + 1) });
  }
  return links;
}

/** Tells of what lies around the text and is not read.
 * @param {WordFile} file @param {string} folder @param {Told} told */
function tellOfFurniture(file, folder, told) {
  for (const name of file.names) {
    if (/vbaProject\.bin$/i.test(name)) told.left("macros", "a program inside the file (a macro)");
    if (/embeddings\//.test(name)) told.left("embedded", "a file inside the file, such as a spreadsheet");
    if (/charts\/chart\d*\.xml$/.test(name)) told.left("chart", "a chart");
    if (/diagrams\/data\d*\.xml$/.test(name)) told.left("diagram", "a diagram");
  }
  for (const name of Object.keys(file.parts).sort()) {
    if (!/\/(header|footer)\d*\.xml$/.test(`/${name.slice(folder.length)}`)) continue;
    const root = parseXML(file.parts[name], name);
    const text = below(root, "w:p").map((p) => below(p, "w:t").map(textOf).join("")).join(" ").replace(/\s+/g, " ").trim();
    if (text && !/^(page )?\d*( (of|\/) \d*)?$/i.test(text)) told.left("margins",
      `what stands at the head or foot of each page: “${text.length > 70 ? `${text.slice(0, 70)}…` : text}”`);
  }
}

/** Elements that hold blocks and mean nothing by themselves. */
const around = ["w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:sdtContent", "w:dir", "w:bdo"];

/** @param {Element | undefined} of @param {Reading} reading @returns {Block[]} */
export function readBlocks(of, reading) {
  /** @type {Block[]} */
  const blocks = [];
  for (const one of children(of)) {
    if (one.name === "w:p") blocks.push(...readParagraph(one, reading));
    else if (one.name === "w:tbl") blocks.push(readTable(one, reading));
    else if (one.name === "w:sdt") blocks.push(...readControl(one, reading));
    else if (around.includes(one.name)) {
      if (one.name === "w:ins") reading.told.count("inserted");
      blocks.push(...readBlocks(one, reading));
    } else if (one.name === "w:del") reading.told.count("deleted");
    else if (one.name === "mc:AlternateContent") blocks.push(...readBlocks(child(one, "mc:Choice") ?? child(one, "mc:Fallback"), reading));
    else if (one.name === "w:altChunk") reading.told.left("chunk", "another document inside this one");
  }
  return blocks;
}

/** A content control around paragraphs. @param {Element} sdt @param {Reading} reading @returns {Block[]} */
function readControl(sdt, reading) {
  const properties = child(sdt, "w:sdtPr"), content = child(sdt, "w:sdtContent");
  const gallery = value(child(properties, "w:docPartObj"), "w:docPartGallery") ?? "";
  if (/contents/i.test(gallery)) {
    reading.told.left("contents", "the table of contents; the site makes its own");
    return [];
  }
  if (isBlank(properties)) {
    const [first] = below(content, "w:p");
    const style = value(child(first, "w:pPr"), "w:pStyle");
    const holder = { name: "w:p", attributes: {}, children: [...(first ? children(first, "w:pPr") : []), sdt] };
    return style || first ? readParagraph(holder, reading) : [{ type: "paragraph", role: "", items: readInline(holder, {}, reading) }];
  }
  return readBlocks(content, reading);
}

/** Whether a content control is a place to fill in, and not only a frame.
 * @param {Element | undefined} properties its w:sdtPr */
export function isBlank(properties) {
  return ["w:text", "w:date", "w:dropDownList", "w:comboBox", "w14:checkbox", "w:showingPlcHdr"].some((name) => child(properties, name));
}

/** @param {Element} p @param {Reading} reading @returns {Block[]} */
function readParagraph(p, reading) {
  const pPr = child(p, "w:pPr");
  const style = reading.styles.style(value(pPr, "w:pStyle") ?? reading.styles.usual);
  const base = { ...reading.styles.base, ...style.look };
  const outline = Number(value(pPr, "w:outlineLvl") ?? style.outline ?? 9);
  const role = style.role || (outline < 9 ? `heading${outline + 1}` : "");
  const wasContents = reading.fields.some((field) => /^\s*TOC\b/.test(field.code));
  let items = readInline(p, base, reading, leaders(pPr));
  if (role === "contents" || wasContents || reading.fields.some((field) => /^\s*TOC\b/.test(field.code))) {
    reading.told.left("contents", "the table of contents; the site makes its own");
    return [];
  }
  if (reading.joined) items = [...reading.joined, ...items];
  reading.joined = undefined;
  const mark = child(pPr, "w:rPr");
  if (child(mark, "w:del") || child(mark, "w:moveFrom")) {
    reading.joined = items; // the end of the paragraph was deleted: the next goes on in it
    return reading.pending.splice(0);
  }
  if (lookOf(mark).hidden && !items.length) return [];
  const num = numOf(pPr) ?? style.num;
  /** @type {Paragraph} */
  const made = { type: "paragraph", role, items };
  if (num && num.id !== "0" && (items.length > 0)) made.label = reading.label({ id: num.id || style.num?.id || "", level: num.level });
  return [made, ...reading.pending.splice(0)];
}

/** Whether tabs in a paragraph draw a line to write on. @param {Element | undefined} pPr */
function leaders(pPr) {
  return children(child(pPr, "w:tabs"), "w:tab").some((tab) => /underscore|dot|hyphen|heavy/i.test(tab.attributes["w:leader"] ?? ""));
}

/** @param {Element} tbl @param {Reading} reading @returns {Table} */
function readTable(tbl, reading) {
  /** @type {Table} */
  const table = { type: "table", rows: [] };
  const rows = (/** @type {Element} */ of) => {
    for (const one of children(of)) {
      if (one.name === "w:tr") readRow(one);
      else if (one.name === "w:sdt") rows(child(one, "w:sdtContent") ?? one);
      else if (around.includes(one.name)) rows(one);
    }
  };
  const readRow = (/** @type {Element} */ tr) => {
    const trPr = child(tr, "w:trPr");
    if (child(trPr, "w:del")) return reading.told.count("deleted");
    if (child(trPr, "w:ins")) reading.told.count("inserted");
    /** @type {Cell[]} */
    const cells = [];
    const before = Number(value(trPr, "w:gridBefore") ?? 0);
    for (let i = 0; i < before && i < 63; i++) cells.push({ span: 1, below: false, shaded: false, blocks: [] });
    const visit = (/** @type {Element} */ of) => {
      for (const one of children(of)) {
        if (one.name === "w:tc") cells.push(readCell(one, reading));
        else if (one.name === "w:sdt") {
          if (isBlank(child(one, "w:sdtPr"))) {
            const tc = below(one, "w:tc")[0];
            cells.push({ span: 1, below: false, shaded: false, blocks: [{ type: "paragraph", role: "", items: readInline({ name: "w:p",
              attributes: {}, children: [one] }, {}, reading) }] });
            if (tc) cells[cells.length - 1].span = spanOf(tc);
          } else visit(child(one, "w:sdtContent") ?? one);
        } else if (around.includes(one.name)) visit(one);
      }
    };
    visit(tr);
    if (cells.length) table.rows.push({ head: on(trPr, "w:tblHeader") === true, cells });
  };
  rows(tbl);
  return table;
}

/** @param {Element} tc */
function spanOf(tc) {
  return Math.min(Math.max(Number(value(child(tc, "w:tcPr"), "w:gridSpan") ?? 1) || 1, 1), 63);
}

/** @param {Element} tc @param {Reading} reading @returns {Cell} */
function readCell(tc, reading) {
  const tcPr = child(tc, "w:tcPr"), merge = child(tcPr, "w:vMerge"), shade = child(tcPr, "w:shd")?.attributes["w:fill"] ?? "auto";
  return { span: spanOf(tc), below: merge !== undefined && (merge.attributes["w:val"] ?? "continue") === "continue",
    shaded: !["auto", "FFFFFF", "ffffff"].includes(shade), blocks: readBlocks(tc, reading) };
}
