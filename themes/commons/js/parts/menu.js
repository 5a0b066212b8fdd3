/**
 * Closes an open menu on Escape, on a tap elsewhere and when the keyboard
 * leaves it. Opening is the browser's own work.
 * @param {Document} document
 */
export function closeMenuFromOutside(document) {
  const menu = /** @type {HTMLDetailsElement | null} */ (document.querySelector("[data-menu]"));
  if (!menu) return;

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
