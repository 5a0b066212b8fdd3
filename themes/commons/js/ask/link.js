import { pack } from "./pack.js";
import { handInAsList } from "./handin.js";
import { questionAsList } from "./question.js";

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
export const questionLink = (question) => link("q", pack(questionAsList(question)));

/** @param {HandIn} handIn @returns {Link} */
export const handInLink = (handIn) => link("a", pack(handInAsList(handIn)));

/** @param {unknown} round as handover.js writes it @returns {Link} */
export const roundLink = (round) => link("r", pack(round));

/** @param {Link} link */
export const whole = ({ before, payload }) => before + payload;
