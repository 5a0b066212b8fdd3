/**
 * Makes the print buttons print, unfolds what is folded while printing, and
 * marks the dates that were filled in: on paper an empty one must not show the
 * browser's dd/mm/yyyy.
 * @param {Document} document
 */
export function readyForPaper(document) {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => print());
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
    for (const folded of opened) folded.open = false;
  });
}
