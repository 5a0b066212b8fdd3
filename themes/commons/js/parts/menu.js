/**
 * Closes an open menu on Escape, on a tap elsewhere and when the keyboard
 * leaves it. Opening is the browser's own work.
 * @param {Document} document
 */
export function closeMenusFromOutside(document) {
  for (const menu of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("[data-menu]"))) {
    closeFromOutside(document, menu);
  }
}

/**
 * @param {Document} document
 * @param {HTMLDetailsElement} menu
 */
function closeFromOutside(document, menu) {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
