import { inWords } from "../parts/day.js";
import { day, value } from "./records.js";

/** @typedef {import("./records.js").Round} Round */
/**
 * @typedef {object} Action
 * @property {string} id of the statement
 * @property {string} what
 * @property {string} who
 * @property {string} when day, as 2026-11-22; "" for none
 * @property {string} from the statement
 * @property {string} number of the statement; "" if it is gone
 * @property {number} at when it was last changed, in milliseconds since 1970
 */

/**
 * All actions of a round, soonest first, those without a day last.
 * @param {Round} round
 * @param {Map<string, string>} statements wordings on the page, by id
 * @returns {Action[]}
 */
export function actions(round, statements) {
  const ids = [...statements.keys()];
  const all = [...new Set([...ids, ...Object.keys(round.texts)])].map((id) => ({
    id,
    what: value(round, `${id}-action`).trim(),
    who: value(round, `${id}-who`).trim(),
    when: value(round, `${id}-when`),
    from: statements.get(id) ?? round.texts[id],
    number: statements.has(id) ? String(ids.indexOf(id) + 1) : "",
    at: Math.max(0, ...["-action", "-who", "-when"].map((part) => round.fields[id + part]?.[1] ?? 0)),
  }));
  const due = (/** @type {Action} */ action) => action.when || "9999";
  return all.filter(({ what, who, when }) => what || who || when).sort((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0));
}

/** @param {string} title @param {Round} round @param {Action[]} plan */
export function asText(title, round, plan) {
  const lines = plan.map(({ what, who, when, from, number }) =>
    `- ${[when && `by ${inWords(when)}`, who].filter(Boolean).join(", ") || "no date or name yet"}: ${what || "(no action written)"}\n  From ${number && `${number}. `}${from}`);
  return `Action plan: ${title}\n${[value(round, "team"), inWords(day(round))].filter(Boolean).join(", ")}\n\n${lines.join("\n")}\n`;
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8.
 * @param {Action[]} plan */
export function asTable(plan) {
  const rows = [["By when", "Action", "Who", "Statement"], ...plan.map(({ when, what, who, from }) => [when, what, who, from])];
  return "\uFEFF" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

/** A spreadsheet would run a cell that begins like a formula.
 * @param {string} text */
const cell = (text) => `"${text.replace(/^(?=\s*[=+\-@＝＋－＠])/, "'").replaceAll('"', '""')}"`;
