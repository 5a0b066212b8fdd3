import { addCombobox } from "./search-combobox.js";
import { addSearchPage } from "./search-page.js";

/**
 * Gives every search form its instant results. A form that is not touched
 * loads nothing.
 * @param {Document} document
 */
export function addSearch(document) {
  for (const form of document.querySelectorAll("form[data-search]")) {
    const input = form.querySelector("input");
    if (!(form instanceof HTMLFormElement) || !input) continue;
    const results = document.querySelector("[data-results]");
    if (form.dataset.search === "search" && results instanceof HTMLElement) addSearchPage(form, input, results);
    else addCombobox(form, input);
    focusOnSlash(input);
  }
}

/** @param {HTMLInputElement} input */
function focusOnSlash(input) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
