// The module that reads documents. It is no part of the theme, so that it is
// fetched by its address; these are its types.

/** @typedef {{kind: "heading", level: number, text: string} | {kind: "text" | "quote" | "code" | "more", text: string}
 *   | {kind: "item", level: number, mark: string, text: string} | {kind: "table", head: string[], rows: string[][]}
 *   | {kind: "note", name: string, text: string}} Unit */

/** @typedef {{title: string, description: string, form: boolean, slug: string, units: Unit[], body: string, left: string[], notes: string[],
 *   page?: {path: string, before: string, after: string, lost: string[]}}} Imported */

/** @typedef {{
 *   importFile: (file: File) => Promise<Imported>, importPaste: (html: string, text: string) => Imported,
 *   bodyText: (units: Unit[], form: boolean) => string, pageText: (front: {title: string, description: string, kind: string, topics: string[], audiences: string[], date: string}, body: string) => string,
 *   slugOf: (title: string) => string, titleOfFile: (name: string) => string, difference: (before: string, after: string) => string,
 *   Refused: new () => Error}} Importer */

/** @param {string} address @returns {Promise<Importer>} */
export const load = (address) => import(address);
