import { packed, unpacked } from "./packed.js";
import { handInAsList, handInOf } from "./handin.js";
import { questionAsList, questionOf } from "./question.js";

/** @typedef {import("./question.js").Question} Question */
/** @typedef {import("./handin.js").HandIn} HandIn */

const home = document.documentElement.dataset.base ?? "/";

/** Where the pages are that these links lead to. */
const places = { q: "ask/", a: "ask/team/", r: "ask/team/" };

/** @param {keyof typeof places} kind @param {string} payload */
const link = (kind, payload) => ({ before: new URL(`${home}${places[kind]}#${kind}=`, location.href).href, payload });

/** A link in two parts: the second is written in a QR code's smaller letters.
 * @typedef {{ before: string, payload: string }} Link */

/** @param {Question} question @returns {Link} */
export const questionLink = (question) => link("q", packed(questionAsList(question)));

/** @param {HandIn} handIn @returns {Link} */
export const handInLink = (handIn) => link("a", packed(handInAsList(handIn)));

/** @param {unknown} round as handover.js writes it @returns {Link} */
export const roundLink = (round) => link("r", packed(round));

/** @param {Link} link */
export const whole = ({ before, payload }) => before + payload;

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
