import { handInAsList } from "./handin.js";

/** What the files are called within that people hand in or over. */
export const formats = { person: "answers of one person", round: "round of a team" };
export const version = 1;

/** @param {import("./handin.js").HandIn} handIn */
export const written = (handIn) => `${JSON.stringify({ format: formats.person, version, answers: handInAsList(handIn) })}\n`;
