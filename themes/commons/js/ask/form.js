import { element } from "../checklist/element.js";
import { longest } from "./handin.js";
import { words } from "./words.js";

/** @typedef {import("./items.js").Item} Item */

/**
 * A statement to answer by one person.
 * @param {Item} item
 * @returns {HTMLElement}
 */
export function statement(item) {
  const { number } = item;
  const says = element("legend", {}, element("span", { class: "number" }, number, element("span", { class: "unseen" }, ". ")),
    element("span", { class: "says" }, item.text));
  const answers = element("div", { class: item.choices.length > 3 ? "answers many" : "answers" }, ...item.choices.map(({ value, label }) =>
    element("label", {}, element("input", { type: "radio", name: item.id, value }), element("span", {}, label))));
  const clear = element("button", { type: "button", class: "plain clear", hidden: "" }, words.clearAnswer, element("span", { class: "unseen" }, ` ${number}`));
  const field = element("input", { type: "text", name: `${item.id} words`, maxlength: String(longest.words), autocomplete: "off" });
  const label = element("label", { class: "field" }, element("span", {}, words.fewWords), field);
  return element("div", { class: "statement" }, element("fieldset", {}, says, answers, clear, label));
}

/** What is chosen in a statement, or "".
 * @param {ParentNode} one */
export const chosen = (one) => /** @type {HTMLInputElement | null} */ (one.querySelector(".answers :checked"))?.value ?? "";
