/**
 * Makes an element. What stands in it is text, never HTML.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} content
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes, ...content) {
  const made = document.createElement(tag);
  for (const [name, text] of Object.entries(attributes)) made.setAttribute(name, text);
  made.append(...content);
  return made;
}

/** The element of the page, or in a part of it, that has a data attribute.
 * @param {string} name @param {ParentNode} [root] */
export const part = (name, root = document) => /** @type {HTMLElement | null} */ (root.querySelector(`[data-${name}]`));

/** Does something when the button with a data attribute is pressed.
 * @param {string} name @param {(event: Event) => void} act */
export function pressed(name, act) {
  for (const button of document.querySelectorAll(`[data-${name}]`)) button.addEventListener("click", act);
}
