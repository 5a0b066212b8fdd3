import { most, unpacked } from "./unpack.js";
import { handInOf } from "./handin.js";
import { questionOf } from "./question.js";

/** @typedef {import("./question.js").Question} Question */
/** @typedef {import("./handin.js").HandIn} HandIn */

/**
 * @typedef {{ question: Question } | { handIn: HandIn } | { round: unknown } | { trouble: "damaged" | "later" | "large" | "none" }} Found
 */

const pattern = /#([qar])=([0-9A-Z$./:%-]*[0-9A-Z])/;

/**
 * What the first link in a text holds. The host it names is not looked at: a
 * site may be known under several.
 * @param {string} text
 * @returns {Found}
 */
export function readLink(text) {
  const match = pattern.exec(text);
  if (!match) return { trouble: "none" };
  if (match[2].length > most.letters) return { trouble: "large" };
  const found = unpacked(match[2].replace(/%24/g, "$").replace(/%3A/g, ":").replace(/%2F/g, "/"));
  if ("trouble" in found) return found;
  if (match[1] === "r") return { round: found.value };
  if (match[1] === "q") {
    const question = questionOf(found.value);
    return question ? { question } : { trouble: "damaged" };
  }
  const handIn = handInOf(found.value);
  return handIn ? { handIn } : { trouble: "damaged" };
}

/** The links in a text, one behind the other, as somebody pastes a whole chat.
 * @param {string} text @returns {string[]} */
export const linksIn = (text) => text.match(new RegExp(pattern, "g")) ?? [];

/** Takes what stands behind the # out of the address and out of the history.
 * @returns {string} what stood there, with the # */
export function takeFragment() {
  const { hash, pathname, search } = location;
  if (hash) history.replaceState(null, "", pathname + search);
  return hash;
}
