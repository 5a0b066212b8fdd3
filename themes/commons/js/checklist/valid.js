import { isDay } from "../parts/day.js";
import { bare } from "./records.js";

/** @typedef {import("./records.js").Kept} Kept */

const most = { rounds: 500, fields: 5000 };

/**
 * Reads what was kept, in storage or in a file: strings from anywhere.
 * @param {any} found
 * @returns {Kept | null} null if it is not whole
 */
export function valid(found) {
  if (found?.version !== 1 || !Array.isArray(found.rounds) || found.rounds.length > most.rounds) return null;
  const rounds = [];
  for (const round of found.rounds) {
    if (!isText(round?.id) || !isDay(round.began)) return null;
    const [fields, texts, was] = [round.fields, round.texts, round.was].map(entries);
    if (!fields?.every(([, field]) => Array.isArray(field) && isText(field[0]) && Number.isSafeInteger(field[1]) && field[1] >= 0)) return null;
    if (!texts?.every(([, text]) => isText(text)) || !was?.every(([, text]) => isText(text))) return null;
    // A moment far ahead would win for ever.
    const soon = Date.now() + 864e5;
    rounds.push({
      id: round.id, began: round.began, texts: bare(round.texts), was: bare(round.was),
      fields: bare(Object.fromEntries(fields.map(([name, field]) => [name, [field[0], Math.min(field[1], soon)]]))),
    });
  }
  return /** @type {Kept} */ ({ version: 1, revision: Number.isSafeInteger(found.revision) ? found.revision : 0, rounds });
}

/** @param {unknown} text */
const isText = (text) => typeof text === "string";

/** @param {unknown} object @returns {[string, any][] | null} */
function entries(object) {
  if (typeof object !== "object" || !object || Array.isArray(object)) return null;
  const all = Object.entries(object);
  return all.length <= most.fields ? all : null;
}
