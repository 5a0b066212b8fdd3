// The search page lists all pages, and answers the form without any of this.
import { addSearchPage } from "./parts/search-page.js";
import { focusOnSlash } from "./parts/search-slash.js";

const form = document.querySelector("form[data-search=search]");
const input = form?.querySelector("input"), results = document.querySelector("[data-results]");
if (form instanceof HTMLFormElement && input && results instanceof HTMLElement) {
  addSearchPage(form, input, results);
  focusOnSlash(input);
}
