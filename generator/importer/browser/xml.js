// Reads XML into a tree, the same in a browser and in a terminal. What a Word
// file may hold but no honest one does is refused: a document type, with the
// entities that it could define, and elements nested without end.

/** What was asked for cannot be done; the message is for people. */
export class Refused extends Error {}

/** An element: its name with the prefix usual for its namespace, "w:p".
 * @typedef {{name: string, attributes: Record<string, string>, children: (Element | string)[]}} Element */

/** Namespaces and the prefixes they have here, whatever a file calls them
 * (ECMA-376, transitional and strict). @type {Record<string, string>} */
const prefixes = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
  "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
  "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
  "http://purl.oclc.org/ooxml/drawingml/main": "a",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "urn:schemas-microsoft-com:vml": "v",
  "http://schemas.openxmlformats.org/package/2006/relationships": "",
  "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "",
  "https://github.com/open-stewardship/steward/source": "source",
};

/** How deep elements may stand in each other; Word's own stay below 100. */
const deepest = 400;

/** @type {Record<string, string>} */
const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** @param {string} text */
function decoded(text) {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|\w+);/g, (whole, name) => {
    if (name[0] !== "#") return entities[name] ?? whole;
    const code = name[1] === "x" ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

/** Gives the root element of an XML document.
 * @param {string} text @param {string} part its name, for a message
 * @returns {Element} */
export function parseXML(text, part) {
  const broken = (/** @type {string} */ why) => new Refused(`the part ${part} of this file is damaged: ${why}`);
  /** @type {Element} */
  const top = { name: "", attributes: {}, children: [] };
  const open = [top];
  const scopes = [/** @type {Record<string, string>} */ ({})];
  for (let at = 0; at < text.length;) {
    const start = text.indexOf("<", at);
    if (start !== at) add(open[open.length - 1], decoded(text.slice(at, start < 0 ? text.length : start)));
    if (start < 0) break;
    if (text.startsWith("<!--", start)) at = after("-->", start);
    else if (text.startsWith("<![CDATA[", start)) {
      at = after("]]>", start);
      add(open[open.length - 1], text.slice(start + 9, at - 3));
    } else if (text.startsWith("<?", start)) at = after("?>", start);
    else if (text.startsWith("<!", start)) throw new Refused(`the part ${part} of this file defines entities of its own, which no Word document needs`);
    else if (text[start + 1] === "/") {
      at = after(">", start);
      if (open.length === 1) throw broken("an element ends that never began");
      open.pop();
      scopes.pop();
    } else at = element(start);
  }
  if (open.length > 1) throw broken("it ends in the middle");
  const root = top.children.find((child) => typeof child !== "string");
  if (!root || typeof root === "string") throw broken("there is nothing in it");
  return root;

  /** @param {string} mark @param {number} from */
  function after(mark, from) {
    const found = text.indexOf(mark, from);
    if (found < 0) throw broken("it ends in the middle");
    return found + mark.length;
  }

  /** The place of the > of a tag. One in a value does not end it. @param {number} start */
  function tagEnds(start) {
    const end = after(">", start) - 1, tag = text.slice(start, end);
    if (!tag.includes("'") && quotes(tag) % 2 === 0) return end;
    for (let i = start; i < text.length; i++) {
      if (text[i] === ">") return i;
      if (text[i] === '"' || text[i] === "'") i = after(text[i], i + 1) - 1;
    }
    throw broken("it ends in the middle");
  }

  /** @param {number} start the place of an opening tag @returns {number} the place behind it */
  function element(start) {
    const end = tagEnds(start);
    const empty = text[end - 1] === "/";
    const tag = text.slice(start + 1, empty ? end - 1 : end);
    const name = /^[^\s]+/.exec(tag)?.[0] ?? "";
    const found = [...tag.slice(name.length).matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((m) => [m[1], decoded(m[2] ?? m[3])]);
    let scope = scopes[scopes.length - 1];
    for (const [key, value] of found) {
      if (key !== "xmlns" && !key.startsWith("xmlns:")) continue;
      if (scope === scopes[scopes.length - 1]) scope = { ...scope };
      scope[key.slice(6)] = prefixes[value] ?? "?";
    }
    /** @type {Element} */
    const made = { name: usual(name, scope, true), attributes: {}, children: [] };
    for (const [key, value] of found) if (!key.startsWith("xmlns")) made.attributes[usual(key, scope, false)] = value;
    open[open.length - 1].children.push(made);
    if (!empty) {
      if (open.length > deepest) throw new Refused(`the part ${part} of this file is nested more than ${deepest} deep`);
      open.push(made);
      scopes.push(scope);
    }
    return end + 1;
  }
}

/** @param {Element} to @param {string} text */
function add(to, text) {
  if (text) to.children.push(text);
}

/** How many double quotes stand in a text. @param {string} text */
function quotes(text) {
  let n = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) n++;
  return n;
}

/** The usual name for one in a file. @param {string} name @param {Record<string, string>} scope @param {boolean} isElement */
function usual(name, scope, isElement) {
  const colon = name.indexOf(":");
  if (colon < 0 && !isElement) return name;
  const prefix = colon < 0 ? "" : name.slice(0, colon);
  const known = Object.hasOwn(scope, prefix) ? scope[prefix] : undefined;
  if (known === undefined || known === "?") return name;
  const local = name.slice(colon + 1);
  return known ? `${known}:${local}` : local;
}

/** The first child of a name. @param {Element | undefined} of @param {string} name @returns {Element | undefined} */
export function child(of, name) {
  for (const one of of?.children ?? []) if (typeof one !== "string" && one.name === name) return one;
  return undefined;
}

/** The children that are elements, those of a name alone if one is given.
 * @param {Element | undefined} of @param {string} [name] @returns {Element[]} */
export function children(of, name) {
  return /** @type {Element[]} */ ((of?.children ?? []).filter((one) => typeof one !== "string" && (!name || one.name === name)));
}

/** All elements of a name below one, in order. @param {Element | undefined} of @param {string} name @returns {Element[]} */
export function below(of, name) {
  /** @type {Element[]} */
  const found = [];
  const visit = (/** @type {Element | undefined} */ one) => {
    for (const next of children(one)) {
      if (next.name === name) found.push(next);
      visit(next);
    }
  };
  visit(of);
  return found;
}

/** The value of a child such as <w:pStyle w:val="Title"/>. @param {Element | undefined} of @param {string} name @returns {string | undefined} */
export function value(of, name) {
  const found = child(of, name);
  return found && (found.attributes["w:val"] ?? found.attributes["w14:val"]);
}

/** Whether a property such as <w:b/> is on; undefined if nothing is said.
 * @param {Element | undefined} of @param {string} name */
export function on(of, name) {
  const found = child(of, name);
  return found && !["0", "false", "off", "none"].includes(found.attributes["w:val"] ?? found.attributes["w14:val"] ?? "1");
}

/** The text in an element. @param {Element | string | undefined} of @returns {string} */
export function textOf(of) {
  return typeof of === "string" ? of : (of?.children ?? []).map(textOf).join("");
}
