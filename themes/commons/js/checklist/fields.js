import { value } from "./records.js";

/** @typedef {import("./records.js").Round} Round */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Control */

/**
 * The controls of the page that are kept, by name: several for the three boxes
 * of an answer, and for a blank that is repeated. An empty cell of a table is
 * called | heading | column | row, a blank {{its name}}.
 * @param {ParentNode} page
 * @returns {Map<string, Control[]>}
 */
export function findControls(page) {
  /** @type {Map<string, Control[]>} */
  const controls = new Map();
  for (const one of page.querySelectorAll("[data-checklist] :is(input, textarea)[name], .ticks input, .blank input, .table textarea")) {
    const control = /** @type {Control} */ (one);
    controls.set(control.name, [...(controls.get(control.name) ?? []), control]);
  }
  return controls;
}

/** @param {Control[]} controls of one name @param {Control} [changed] the one that was used */
export function read([first, ...others], changed) {
  if (first.type === "radio") return [first, ...others].find((one) => /** @type {HTMLInputElement} */ (one).checked)?.value ?? "";
  if (first.type === "checkbox") return /** @type {HTMLInputElement} */ (first).checked ? "yes" : "no";
  return (changed ?? first).value;
}

/** @param {Control[]} controls of one name @param {string} text */
export function show(controls, text) {
  for (const control of controls) {
    if (control instanceof HTMLInputElement && control.type === "radio") control.checked = control.value === text;
    else if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = text ? text === "yes" : control.defaultChecked;
    else if (control.value !== text) control.value = text;
  }
}

/** Shows what a round holds.
 * @param {Map<string, Control[]>} controls @param {Round} round */
export function showAll(controls, round) {
  for (const [name, all] of controls) show(all, value(round, name));
}

/** The wordings of the statements on the page, by id, in order.
 * @param {ParentNode} page
 * @returns {Map<string, string>} */
export function findStatements(page) {
  const statements = new Map();
  for (const one of page.querySelectorAll(".statement fieldset, .ticks input, textarea[data-choices]")) {
    const words = one.matches("input") ? one.nextElementSibling : one.matches("textarea") ? one.closest("tr")?.cells[0] : one.querySelector("legend .says");
    statements.set(one.id || one.getAttribute("name"), words?.textContent?.trim().replace(/\s+/g, " ") ?? "");
  }
  return statements;
}
