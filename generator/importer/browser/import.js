// From a document to a page: the door for the browser and for the terminal.
import { difference } from "./compare.js";
import { merge } from "./merge.js";
import { bodyText, described, isForm, pageText, scalar, slugOf, titleOfFile } from "./page.js";
import { shape } from "./shape.js";
import { readOrigin } from "./origin.js";
import { Told } from "./told.js";
import { readWord } from "./word.js";
import { Refused } from "./xml.js";

export { bodyText, difference, pageText, scalar, slugOf, titleOfFile, Refused, shape, Told };

/** What became of a document. The text of a page has no front matter yet; a form
 * is a page of statements to answer.
 * @typedef {{title: string, description: string, form: boolean, slug: string, units: import("./units.js").Unit[], body: string, left: string[], notes: string[],
 *   page?: {path: string, before: string, after: string, lost: string[]}}} Imported
 * page: the page of this site that the document was made from, as it was and as it is with what was changed in Word; lost is what the page cannot take. */

/** Reads a Word document.
 * @param {import("./word.js").WordFile} file
 * @param {string} [now] the page it was made from as it is now, if that is known to have changed since
 * @returns {Imported} */
export function importWord(file, now) {
  const told = new Told();
  const read = readWord(file, told);
  const origin = readOrigin(file, read.styles);
  const found = shape(read.blocks, read.notes, told, origin !== undefined);
  const imported = finish(found, told);
  if (!origin) return imported;
  const was = shape(origin.blocks, [], new Told(), true);
  const { text, lost } = merge(now ?? origin.text, was, found);
  return { ...imported, page: { path: origin.path, before: now ?? origin.text, after: text, lost } };
}

/** @param {import("./shape.js").Shape} found @param {Told} told @returns {Imported} */
export function finish(found, told) {
  const form = isForm(found.units);
  const { description, units } = found.description ? found : described(found.units, found.title, form);
  return { title: found.title, description, form, slug: slugOf(found.title), units, body: bodyText(units, form), ...told.all() };
}
