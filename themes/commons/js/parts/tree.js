const storedAs = "steward.tree";

/** @returns {Record<string, boolean>} folders opened (true) or closed in this visit, by address */
function remembered() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storedAs) ?? "{}");
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {}; // storage that is refused or damaged remembers nothing
  }
}

/**
 * Keeps the folders of the tree as the reader left them on the page before,
 * but for those around this page, and brings this page into view.
 * @param {Document} document
 */
export function keepTree(document) {
  const tree = document.querySelector("[data-tree]");
  if (!(tree instanceof HTMLDetailsElement)) return;
  // Where there is room the tree stands beside the text and stays open.
  const room = matchMedia("(min-width: 76em)");
  const fit = () => { if (tree.open !== room.matches) tree.open = room.matches; };
  room.addEventListener("change", fit);
  tree.addEventListener("toggle", () => { if (room.matches) fit(); });
  fit();
  const current = tree.querySelector("[aria-current]");
  const kept = remembered();
  for (const folder of /** @type {NodeListOf<HTMLDetailsElement>} */ (tree.querySelectorAll("[data-folder]"))) {
    const address = folder.dataset.folder ?? "";
    if (Object.keys(kept).includes(address) && !folder.contains(current)) folder.open = kept[address] === true;
    folder.addEventListener("toggle", () => {
      const now = remembered();
      now[address] = folder.open;
      try {
        sessionStorage.setItem(storedAs, JSON.stringify(now));
      } catch {
        // the tree works without a memory
      }
    });
  }
  const show = () => {
    for (const box of [tree, tree.querySelector("nav")]) {
      if (!box || !current || box.scrollHeight <= box.clientHeight) continue;
      box.scrollTop += current.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
    }
  };
  tree.addEventListener("toggle", show);
  show();
}
