import { element } from "./element.js";

/**
 * Makes fields of the blanks of a page. Those of one name are one field: what
 * is typed into one of them shows in all.
 * @param {ParentNode} page
 */
export function makeBlanks(page) {
  for (const blank of page.querySelectorAll(".blank")) {
    const name = blank.textContent?.trim() ?? "";
    const field = element("input", { type: "text", name: `{{${name.toLowerCase()}}}`, "aria-label": name, placeholder: name, autocomplete: "off" });
    blank.replaceChildren(field);
    blank.setAttribute("data-name", name);
  }
}

/** Fits the blanks to what is in them, where the browser does not. */
export function fitBlanks() {
  for (const one of document.querySelectorAll(".blank input")) {
    const field = /** @type {HTMLInputElement} */ (one);
    field.size = Math.max(4, (field.value || field.placeholder).length);
  }
}
