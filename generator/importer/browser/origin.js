// The page that a Word document of this site was made from. The document
// carries it: its Markdown, and its own text as it was when it was made, so
// that what was changed since can be told from what was not.
import { readBody, readLinks } from "./word.js";
import { Told } from "./told.js";
import { child, parseXML, textOf } from "./xml.js";

/** @param {import("./word.js").WordFile} file @param {import("./xml.js").Element | undefined} styles */
export function readOrigin(file, styles) {
  for (const name of Object.keys(file.parts).sort()) {
    const text = file.parts[name];
    if (!/^customXml\/item\d*\.xml$/.test(name) || !text.includes("open-stewardship/steward/source")) continue;
    const root = parseXML(text, name);
    const path = root.attributes.path ?? "", page = textOf(child(root, "source:text")), document = child(root, "w:document");
    if (root.name !== "source:page" || !document || root.attributes.sum !== sum(page) || !/^[^/\\:*?"<>|][^\\:*?"<>|]*\.md$/.test(path)
      || path.split("/").includes("..")) continue;
    const links = readLinks("<Relationships/>", name);
    for (const link of (child(root, "source:links")?.children ?? [])) {
      if (typeof link !== "string") links.set(link.attributes.id ?? "", { target: link.attributes.target ?? "", outside: true, kind: "hyperlink" });
    }
    const { blocks } = readBody(document, { styles, numbering: child(root, "w:numbering"), links, notes: new Map(), told: new Told() });
    return { path, text: page, blocks };
  }
  return undefined;
}

/** A check on a text (FNV-1a, 32 bits, over its UTF-16 units): another program
 * may have kept the text, but not as it was. @param {string} text */
export function sum(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
