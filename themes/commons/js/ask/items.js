import { letters } from "../checklist/match.js";
import { fnv } from "./unpack.js";

/**
 * @typedef {object} Choice
 * @property {string} value as it is kept
 * @property {string} label as it is read
 *
 * @typedef {object} Item
 * @property {string} id name of its field on the page
 * @property {string} number as the page counts, on screen and on paper
 * @property {string} text
 * @property {Choice[]} choices
 * @property {string[]} actions what can be done about it
 */

/**
 * What a page asks, in order: the statements of a checklist, or the rows of
 * tables that have a column of choices.
 * @param {ParentNode} main of the page
 * @returns {Item[]}
 */
export function findItems(main) {
  const words = (/** @type {Element | null | undefined} */ one) => one?.textContent?.replace(/\s+/g, " ").trim() ?? "";
  /** @type {Item[]} */
  const items = [];
  for (const fieldset of main.querySelectorAll(".statement fieldset")) {
    items.push({
      id: fieldset.id,
      number: words(fieldset.querySelector(".number")).replace(/\D/g, "") || String(items.length + 1),
      text: words(fieldset.querySelector("legend .says")),
      choices: [...fieldset.querySelectorAll(".answers label")].map((label) => ({ value: label.querySelector("input")?.value ?? "", label: words(label) })),
      actions: [...fieldset.querySelectorAll(".actions li")].map(words),
    });
  }
  for (const field of main.querySelectorAll("textarea[data-choices]")) {
    const row = field.closest("tr");
    const columns = row?.querySelectorAll("[data-choices]").length ?? 0;
    const [name, label] = [words(row?.cells[0]), field.getAttribute("aria-label") ?? ""];
    items.push({
      id: field.getAttribute("name") ?? "",
      number: String(items.length + 1),
      text: columns > 1 ? label : name,
      choices: (field.getAttribute("data-choices") ?? "").split("/").map((text) => ({ value: text, label: text })),
      actions: [],
    });
  }
  return items;
}

/** Four letters that stand for a wording. A comma or capital changes nothing.
 * @param {string} text */
export const fingerprint = (text) => (fnv(new TextEncoder().encode(letters(text))) % 36 ** 4).toString(36).padStart(4, "0");

/** @param {Choice[]} choices */
export const isScale = (choices) => choices.every(({ label }) => /^\d+$/.test(label));
