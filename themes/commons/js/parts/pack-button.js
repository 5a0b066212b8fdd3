import { below, fragment, keepPack, readPack } from "../pack/kept.js";

/**
 * Makes the button that puts a page into the meeting pack, and the links to
 * the pack, which are not shown before there is one.
 * @param {Document} document
 */
export function addPackButton(document) {
  const home = document.documentElement.dataset.base ?? "/";
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-pack]"));
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("[data-pack-link]"));
  const page = below(home, button?.dataset.pack ?? "");

  function show() {
    const { pages } = readPack(home);
    for (const link of links) {
      link.hidden = pages.length === 0;
      link.textContent = `Meeting pack (${pages.length})`;
    }
    if (!button) return;
    button.hidden = false;
    button.textContent = pages.includes(page) ? "Take out of the meeting pack" : "Add to a meeting pack";
  }

  button?.addEventListener("click", () => {
    const pack = readPack(home);
    pack.pages = pack.pages.includes(page) ? pack.pages.filter((one) => one !== page) : [...pack.pages, page];
    if (!keepPack(home, pack)) location.href = links[0].href + fragment(pack);
    show();
  });
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  show();
}
