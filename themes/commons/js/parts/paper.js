import { inWords } from "./day.js";

/**
 * Makes the print buttons print what they say (data-print is blank, filled,
 * plan or nothing), and makes the page ready for paper: what is folded unfolds,
 * and what was filled in stands as text. A field would cut off what is longer
 * than itself, and write a day as the browser does, 11/26/2026 or dd/mm/yyyy.
 * @param {Document} document
 */
export function readyForPaper(document) {
  const { dataset } = document.documentElement;
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => {
      const what = button.getAttribute("data-print");
      if (what) dataset.paper = what;
      print();
    });
  }
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("main :is([type=text], [type=date], textarea)")) {
      const { type, value, parentElement } = /** @type {HTMLInputElement} */ (one);
      if (value) parentElement?.setAttribute("data-value", type === "date" ? inWords(value) : value);
      else parentElement?.removeAttribute("data-value");
    }
    opened = [...document.querySelectorAll(".text details:not([open])")].map((folded) => /** @type {HTMLDetailsElement} */ (folded));
    for (const folded of opened) folded.open = true;
  });
  addEventListener("afterprint", () => {
    delete dataset.paper;
    for (const folded of opened) folded.open = false;
  });
}
