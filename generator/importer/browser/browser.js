// The door for a browser: files that were chosen or dropped, and what was pasted.
import { finish, importWord, shape, Refused, Told } from "./import.js";
import { readPaste } from "./paste.js";
import { unzip } from "./unzip.js";

export { bodyText, difference, pageText, scalar, slugOf, titleOfFile } from "./import.js";
export { Refused };

/** Reads a file. One that cannot be read is Refused, with the reason in words.
 * @param {File} file @returns {Promise<import("./import.js").Imported>} */
export async function importFile(file) {
  return importWord(await unzip(new Uint8Array(await file.arrayBuffer())));
}

/** Reads what was pasted. @param {string} html "" for plain text @param {string} text @returns {import("./import.js").Imported} */
export function importPaste(html, text) {
  if (html.length + text.length > 6e6) throw new Refused("this is too much to paste: save it as a Word document and choose that");
  const told = new Told();
  const { blocks, notes } = readPaste(html, text, told);
  return finish(shape(blocks, notes, told), told);
}
