// Helpers to read what comes from a link or a file: it may be anything.

/** Letters that show nothing, or turn the direction of what follows them. */
const unseen = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** @param {unknown} value @param {number} longest @returns {value is string} */
export const isText = (value, longest) => typeof value === "string" && value.length <= longest;

/** A text on one line, without what cannot be seen.
 * @param {string} text */
export const clean = (text) => text.replace(/\s+/g, " ").replace(unseen, "").trim();

/** @param {unknown} value @param {number} longest @returns {value is any[]} */
export const isList = (value, longest) => Array.isArray(value) && value.length <= longest;

/** @param {unknown} value @param {number} most @returns {value is number} */
export const isCount = (value, most) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0 && /** @type {number} */ (value) <= most;

/** A name of letters and figures that nobody can guess a time or a device from.
 * @param {number} length */
export function randomName(length) {
  // 252 is the largest multiple of 36 that a byte holds: no figure comes more often.
  let name = "";
  while (name.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < 252 && name.length < length) name += (byte % 36).toString(36);
    }
  }
  return name;
}

/** @param {unknown} value @returns {value is string} */
export const isName = (value) => typeof value === "string" && /^[0-9a-z]{4,16}$/.test(value);
