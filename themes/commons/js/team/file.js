import { handInOf } from "../ask/handin.js";
import { formats, version } from "../ask/file.js";
import { words } from "./words.js";

const largest = 2e6; // bytes: 500 people with words to each statement

/** @typedef {import("../ask/handin.js").HandIn} HandIn */
/** @typedef {{ handIn: HandIn } | { round: unknown } | { trouble: string }} Read trouble in words for the reader */

/** @param {unknown} round as handover.js writes it */
export const writtenRound = (round) => `${JSON.stringify({ format: formats.round, version, round })}\n`;

/** @param {File} file @returns {Promise<Read>} */
export async function readFile(file) {
  if (file.size > largest) return { trouble: words.file.large };
  const text = await file.text();
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return { trouble: Object.values(formats).some((format) => text.includes(format)) ? words.file.damaged : words.file.foreign };
  }
  const isPerson = found?.format === formats.person;
  if (!isPerson && found?.format !== formats.round || !Number.isInteger(found.version) || found.version < 1) return { trouble: words.file.foreign };
  if (found.version > version) return { trouble: words.trouble.later };
  if (!isPerson) return { round: found.round };
  const handIn = handInOf(found.answers);
  return handIn ? { handIn } : { trouble: words.file.damaged };
}
