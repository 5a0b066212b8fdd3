import { isDay } from "../parts/day.js";

/**
 * A meeting pack: pages in the order of the agenda, and what its cover says.
 * It is kept on this device, and can be written as the fragment of an address.
 *
 * @typedef {object} Pack
 * @property {string[]} pages addresses below the site's home, without slashes at the ends
 * @property {string} title
 * @property {string} team
 * @property {string} date as 2026-11-22, or ""
 */

const most = 100;

/** @param {any} found strings from anywhere @returns {Pack} */
export function packOf(found) {
  // A letter cut in two cannot be written into an address.
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value.slice(0, 200).replace(/\p{Surrogate}/gu, "") : "");
  const pages = Array.isArray(found?.pages) ? found.pages.map(text).map(trimmed).filter(Boolean) : [];
  return {
    pages: [...new Set(/** @type {string[]} */ (pages))].slice(0, most),
    title: text(found?.title), team: text(found?.team),
    date: isDay(found?.date) ? found.date : "",
  };
}

/** The address of a page below the site's home, as a link to it has it.
 * @param {string} home @param {string} url */
export const below = (home, url) => trimmed(new URL(url, location.href).pathname.slice(home.length));

/** @param {string} address */
const trimmed = (address) => address.replace(/^\/+|\/+$/g, "");

/** @param {string} home @returns {Pack} */
export function readPack(home) {
  try {
    return packOf(JSON.parse(localStorage.getItem(`pack ${home}`) ?? "{}"));
  } catch {
    return packOf({});
  }
}

/** @param {string} home @param {Pack} pack @returns {boolean} whether the browser took it */
export function keepPack(home, pack) {
  try {
    localStorage.setItem(`pack ${home}`, JSON.stringify(pack));
    return true;
  } catch {
    return false;
  }
}

/** @param {Pack} pack */
export function fragment({ pages, title, team, date }) {
  const fields = Object.entries({ t: title, team, d: date }).filter(([, text]) => text);
  const list = pages.map((page) => page.split("/").map(encodeURIComponent).join("/")).join(",");
  return `#p=${list}${fields.map(([name, text]) => `&${name}=${encodeURIComponent(text)}`).join("")}`;
}

/** @param {string} hash @returns {Pack | null} null if it names no pack */
export function fromFragment(hash) {
  const fields = new URLSearchParams(hash.slice(1));
  const pages = fields.get("p");
  return pages === null ? null : packOf({ pages: pages.split(","), title: fields.get("t"), team: fields.get("team"), date: fields.get("d") });
}
