/** @typedef {import("./search-client.js").Hit} Hit */
/** @typedef {import("./search-client.js").Result} Result */

/**
 * Makes an element; strings among the children become text.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * Text with its matched places in <mark>.
 * @param {string} text
 * @param {number[][]} [places] as [start, end), in UTF-16 units
 */
export function marked(text, places = []) {
  const pieces = document.createDocumentFragment();
  let at = 0;
  for (const [start, end] of places) {
    if (!(start >= at && end > start && end <= text.length)) continue;
    pieces.append(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  pieces.append(text.slice(at));
  return pieces;
}

/**
 * A kind's icon and word, from the page's template.
 * @param {string} [slug]
 * @returns {Node | null}
 */
export function kind(slug) {
  const kinds = /** @type {HTMLTemplateElement | null} */ (document.getElementById("page.kinds"));
  const one = kinds?.content.querySelector(`[data-kind="${CSS.escape(slug || "page")}"]`);
  return one ? one.cloneNode(true) : null;
}

/**
 * Kind and place of a hit on one line.
 * @param {Hit} hit
 */
export function where(hit) {
  const line = make("span", { class: "hit-where" });
  const shown = kind(hit.kind);
  if (shown) line.append(shown);
  // Case study, Case studies: the place need not be told when it says the same.
  const word = shown?.textContent?.trim().split(" ")[0] ?? "";
  if (hit.section && !(word && hit.section.startsWith(word))) line.append(make("span", {}, hit.section));
  return line;
}

/** @param {Hit} hit */
export function headingAddress(hit) {
  return hit.anchor ? `${hit.url}#${hit.anchor}` : hit.url;
}

/**
 * @param {number} total
 * @param {boolean} [more] there are more, not counted
 */
export function count(total, more = false) {
  if (total === 0) return "Nothing found";
  const number = total.toLocaleString(document.documentElement.lang || undefined);
  if (more) return `More than ${number} pages found`;
  return total === 1 ? "1 page found" : `${number} pages found`;
}

/**
 * What the reader should know about how the query was understood, as elements
 * for the eye; its textContent is what is announced.
 * @param {Result} result
 * @param {string} query
 * @param {boolean} [filtered] only pages that some filters let through were looked at
 */
export function says(result, query, filtered = false) {
  const words = make("span", {});
  if (result.correction) words.append("Showing results for ", make("strong", {}, result.correction), ". ");
  words.append(`${count(result.total, result.more)}.`);
  /** @type {Map<string, string[]>} */
  const others = new Map();
  for (const { words: said, also } of result.synonyms ?? []) others.set(said, [...(others.get(said) ?? []), also]);
  for (const [said, also] of others) {
    words.append(" ", make("strong", {}, said), " also finds ", make("strong", {}, also.join(", ")), ".");
  }
  if (result.total === 0) {
    const page = `${document.documentElement.dataset.base ?? "/"}search/`;
    if (filtered) {
      const off = make("a", { href: `${page}?q=${encodeURIComponent(query.trim())}` }, "take the filters off");
      words.append(` No page within the filters has “${query.trim()}”. Try another word, or `, off, ".");
    } else {
      const all = make("a", { href: page }, "look through all pages A to Z");
      words.append(` No page has “${query.trim()}”. Try another word, or `, all, ".");
    }
  }
  return words;
}

/**
 * The title of a topic or audience, from the page's template, or its slug in
 * words: decision-making, Decision making.
 * @param {string} field
 * @param {string} slug
 */
export function inWords(field, slug) {
  const labels = /** @type {HTMLTemplateElement | null} */ (document.getElementById("search.labels"));
  const title = labels?.content.querySelector(`[data-field="${CSS.escape(field)}"][data-slug="${CSS.escape(slug)}"]`)?.textContent;
  if (title) return title;
  const words = slug.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
