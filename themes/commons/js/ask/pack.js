/*! fflate, © Arjun Barrett, MIT licence: github.com/101arrowz/fflate */
import { deflateSync } from "../vendor/fflate/browser.js";
import { encode } from "./base41.js";
import { check, checkLength, version } from "./unpack.js";

/** @param {unknown} value that JSON can write */
export function pack(value) {
  const data = deflateSync(new TextEncoder().encode(JSON.stringify(value)), { level: 9 });
  // What follows the end of deflated data is not looked at.
  const bytes = new Uint8Array(checkLength + data.length + (data.length % 2));
  bytes.set(data, checkLength);
  bytes.set(check(bytes.subarray(checkLength)));
  return version + encode(bytes);
}
