import { plain } from "./address.js";
import { valid } from "./valid.js";

/** @typedef {import("./records.js").Kept} Kept */
/** @typedef {{ address: string, former: string[], title: string }} Page address below the site's home */

const format = "answers of a checklist or template";
const version = 1;
const largest = 2e7; // bytes: more than a browser keeps, written out

/**
 * @param {Page} page
 * @param {Kept} kept
 * @param {Map<string, string>} statements wordings, by id
 * @returns {string}
 */
export function written(page, kept, statements) {
  return JSON.stringify({
    format, version, title: page.title, address: page.address,
    statements: Object.fromEntries(statements), kept,
  }, null, 1) + "\n";
}

/**
 * Reads a file somebody has chosen.
 * @param {Page} page
 * @param {File} file
 * @returns {Promise<{ kept: Kept } | { trouble: string }>} trouble in words for the reader
 */
export async function read(page, file) {
  if (file.size > largest) return { trouble: "This file is too large to be one that was saved here." };
  const text = await file.text();
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return { trouble: text.trimStart().startsWith("{") && text.includes(format)
      ? "This file is damaged or was cut short, so it was not opened. Look for another copy of it."
      : "This is not a file that was saved here, so it was not opened." };
  }
  if (found?.format !== format || !Number.isInteger(found.version) || found.version < 1) return { trouble: "This is not a file that was saved here, so it was not opened." };
  if (found.version > version) {
    return { trouble: "This file was saved by a later version of this site. Load the page again and then open the file." };
  }
  const [title, address] = [found.title, found.address].map((text) => (typeof text === "string" ? text : "?"));
  if (![page.address, ...page.former].some((own) => plain(own) === plain(address))) {
    return { trouble: `This file is of another page: ${title.slice(0, 200)} (${address.slice(0, 200)}). Open it there.` };
  }
  const kept = valid(found.kept);
  return kept ? { kept } : { trouble: "This file is damaged, so it was not opened. Look for another copy of it." };
}

/** Hands a file to the browser to save.
 * @param {string} name @param {string} type @param {string} text */
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken hold of it by the next turn; some take it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
