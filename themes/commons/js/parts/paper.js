/**
 * Makes the print buttons print what they say (data-print is blank, filled,
 * plan or nothing), unfolds what is folded while printing, and marks the dates
 * that were filled in: on paper an empty one must not show the browser's
 * dd/mm/yyyy.
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
  const markDates = () => {
    for (const date of document.querySelectorAll('input[type="date"]')) {
      date.toggleAttribute("data-filled", /** @type {HTMLInputElement} */ (date).value !== "");
    }
  };
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    markDates();
    opened = [...document.querySelectorAll(".text details:not([open])")].map((folded) => /** @type {HTMLDetailsElement} */ (folded));
    for (const folded of opened) folded.open = true;
  });
  addEventListener("afterprint", () => {
    delete dataset.paper;
    for (const folded of opened) folded.open = false;
  });
}
