import { isDay } from "../parts/day.js";

/** @typedef {import("./plan.js").Action} Action */

/**
 * The actions that have a day, as all-day events (RFC 5545). To-dos would say
 * better what they are, but the calendars that most people have drop them.
 * @param {string} title
 * @param {string} address whole address of the page
 * @param {string} round
 * @param {Action[]} plan
 */
export function asCalendar(title, address, round, plan) {
  const { host } = new URL(address);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Steward//Action plan//EN"];
  for (const { id, what, who, when, from, at } of plan) {
    if (!isDay(when)) continue;
    const day = when.replaceAll("-", "");
    lines.push(
      "BEGIN:VEVENT",
      // The same action saved again takes the place of the first.
      `UID:${escaped(`${round}-${id}`)}@${host}`,
      `DTSTAMP:${new Date(at).toISOString().replace(/[-:]|\.\d+/g, "")}`,
      `DTSTART;VALUE=DATE:${day}`,
      `SUMMARY:${escaped([what || "Action", who].filter(Boolean).join(" – "))}`,
      `DESCRIPTION:${escaped(`${title}: ${from}\n${address}`)}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    );
  }
  return [...lines, "END:VCALENDAR", ""].map(folded).join("\r\n");
}

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n|\r/g, "\\n").replace(/[\u0000-\u001f\u007f]/g, " ");

/** Folds a line so that none is longer than 75 octets, and no letter is cut.
 * @param {string} line */
function folded(line) {
  let out = "";
  let room = 75;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (size > room) {
      out += "\r\n ";
      room = 74;
    }
    out += letter;
    room -= size;
  }
  return out;
}
