import { element } from "./element.js";

/**
 * Makes fields of the blanks of a page. Those of one name are one field: what
 * is typed into one of them shows in all.
 */
export function makeBlanks() {
  for (const blank of document.querySelectorAll("main .blank")) {
    const name = blank.textContent?.trim() ?? "";
    const field = element("input", { type: "text", name: `{{${name.toLowerCase()}}}`, "aria-label": name, placeholder: name, autocomplete: "off" });
    blank.replaceChildren(field);
    blank.setAttribute("data-name", name);
  }
}

/** Fits the blanks to what is in them. Paper shows the text, not the field. */
export function fitBlanks() {
  for (const blank of document.querySelectorAll(".blank[data-name]")) {
    const field = /** @type {HTMLInputElement} */ (blank.firstChild);
    field.size = Math.max(4, (field.value || field.placeholder).length);
    if (field.value) blank.setAttribute("data-value", field.value);
    else blank.removeAttribute("data-value");
  }
}
