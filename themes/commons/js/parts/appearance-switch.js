/** @typedef {"system" | "light" | "dark"} Appearance */

/** @type {Appearance[]} */
const order = ["system", "light", "dark"];
const words = { system: "as your system", light: "light", dark: "dark" };

/**
 * Puts a button into every [data-appearance] that turns from the system's
 * choice to light to dark, and remembers the choice on this device.
 * @param {Document} document
 */
export function addAppearanceSwitch(document) {
  const icons = /** @type {HTMLTemplateElement | null} */ (document.getElementById("page.appearance"));
  /** @type {Appearance} */
  let current = /** @type {Appearance} */ (document.documentElement.dataset.theme ?? "system");

  const buttons = [...document.querySelectorAll("[data-appearance]")].map((slot) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.addEventListener("click", () => choose(order[(order.indexOf(current) + 1) % order.length]));
    slot.append(button);
    return button;
  });

  /** @param {Appearance} appearance */
  function choose(appearance) {
    current = appearance;
    if (appearance === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = appearance;
    remember(appearance);
    show();
  }

  function show() {
    const icon = icons?.content.children[order.indexOf(current)];
    for (const button of buttons) {
      const inMenu = button.closest("[data-menu]") !== null;
      const label = `Appearance: ${words[current]}`;
      button.replaceChildren(...(icon ? [icon.cloneNode(true)] : []), inMenu ? label : "");
      button.setAttribute("aria-label", label);
      button.title = label;
    }
    colourBrowser(document);
  }

  show();
}

/** @param {Appearance} appearance */
function remember(appearance) {
  try {
    if (appearance === "system") localStorage.removeItem("appearance");
    else localStorage.setItem("appearance", appearance);
  } catch {
    // The choice holds for this page; storage is refused in some private windows.
  }
}

/**
 * Gives the browser's own bars the colour of the paper.
 * @param {Document} document
 */
function colourBrowser(document) {
  const chosen = document.documentElement.dataset.theme;
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    const own = meta.getAttribute("data-own") ?? meta.getAttribute("content") ?? "";
    meta.setAttribute("data-own", own);
    meta.setAttribute("content", chosen ? paper : own);
  }
}
