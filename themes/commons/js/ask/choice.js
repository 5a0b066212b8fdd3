import { plain } from "../checklist/address.js";
import { below } from "../pack/kept.js";
import { findItems } from "./items.js";

/** @typedef {{ address: string, title: string, url: string, main: HTMLElement, items: import("./items.js").Item[] }} Page */

/**
 * The pages that a team can be asked about, by address: nothing else is ever
 * fetched, whatever a link says.
 * @param {string} home
 * @returns {Map<string, { title: string, url: string }>}
 */
export function pagesToAsk(home) {
  const pages = new Map();
  for (const one of document.querySelectorAll("[data-choice] a")) {
    const link = /** @type {HTMLAnchorElement} */ (one);
    pages.set(plain(below(home, link.href)), { title: link.textContent ?? "", url: link.href });
  }
  return pages;
}

/**
 * @param {{ title: string, url: string }} entry
 * @param {string} address
 * @returns {Promise<Page | null>} null if it cannot be had
 */
export async function fetchPage({ title, url }, address) {
  try {
    const answer = await fetch(url);
    if (!answer.ok) return null;
    const main = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    return main && { address, title, url, main, items: findItems(main) };
  } catch {
    return null;
  }
}
