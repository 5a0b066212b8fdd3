import { addCombobox } from "./search-combobox.js";
import { focusOnSlash } from "./search-slash.js";

/**
 * Gives every search form its instant results, but for the one of the search
 * page. A form that is not touched loads nothing.
 * @param {Document} document
 */
export function addSearch(document) {
  for (const form of document.querySelectorAll("form[data-search]")) {
    const input = form.querySelector("input");
    if (!(form instanceof HTMLFormElement) || !input || form.dataset.search === "search") continue;
    addCombobox(form, input);
    focusOnSlash(input);
  }
}
