/*! fflate, © Arjun Barrett, MIT licence: github.com/101arrowz/fflate */
import { inflateSync } from "../vendor/fflate/browser.js";
import { decode } from "./base41.js";

// A value as a piece of text for a link, read: docs/team-answers.md describes it.
// What writes it is another file, so that it need not be there to read.
export const version = "1";
export const checkLength = 3;

/** The most letters that are looked at, and bytes that are unpacked. */
export const most = { letters: 12000, bytes: 64 * 1024 };

/**
 * Reads what pack wrote, or somebody who means ill: it takes no longer than a
 * few thousandths of a second, whatever the text.
 * @param {string} text
 * @returns {{ value: unknown } | { trouble: "damaged" | "later" | "large" }}
 */
export function unpacked(text) {
  if (text.length > most.letters) return { trouble: "large" };
  const bytes = decode(text.slice(1));
  const isWhole = bytes !== null && bytes.length > checkLength && check(bytes.subarray(checkLength)).every((byte, i) => byte === bytes[i]);
  if (!isWhole) return { trouble: "damaged" };
  if (text[0] !== version) return { trouble: "later" };
  try {
    const data = inflateSync(bytes.subarray(checkLength), { out: new Uint8Array(most.bytes) });
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data)) };
  } catch {
    return { trouble: "damaged" };
  }
}

/** Three bytes by which a slip of the pen, or a link that was cut, is noticed.
 * @param {Uint8Array} bytes */
export function check(bytes) {
  const sum = fnv(bytes);
  return [sum >>> 24, (sum >>> 16) & 255, (sum ^ (sum >>> 8)) & 255];
}

/** FNV-1a, 32 bits.
 * @param {Iterable<number>} bytes */
export function fnv(bytes) {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum;
}
