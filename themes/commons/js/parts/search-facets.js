import { inWords, kind, make } from "./search-words.js";

/** @typedef {Record<string, string[]>} Filters */

const titles = { kind: "Kind", topic: "Topic", audience: "For" };
const most = 12;

/**
 * The filters an address asks for.
 * @param {URLSearchParams} parameters
 * @returns {Filters}
 */
export function readFilters(parameters) {
  /** @type {Filters} */
  const filters = {};
  for (const field of Object.keys(titles)) {
    const values = parameters.getAll(field).filter((value) => value !== "");
    if (values.length > 0) filters[field] = values;
  }
  return filters;
}

/**
 * The choice of filters with their counts; null if there is nothing to choose.
 * @param {Record<string, Record<string, number>> | undefined} counts
 * @param {Filters} filters those in force
 * @param {(changed: Filters) => void} change
 * @returns {HTMLElement | null}
 */
export function facets(counts, filters, change) {
  const wide = matchMedia("(min-width: 72em)").matches;
  const groups = Object.entries(titles).map(([field, title]) => {
    const values = listed(counts?.[field], filters[field] ?? []);
    if (values.length < 2 && !filters[field]) return null;
    const boxes = values.slice(0, most).map(({ value, count }) => box(field, value, count, filters, change));
    return make("fieldset", {}, make("legend", {}, title), make("div", {}, ...boxes));
  }).filter((group) => group !== null);
  if (groups.length === 0) return null;

  const inForce = Object.values(filters).flat().length;
  const summary = make("summary", {}, inForce > 0 ? `Filters (${inForce} on)` : "Filters");
  const all = make("details", { class: "facets" }, summary, ...groups);
  const before = document.querySelector("details.facets");
  all.toggleAttribute("open", before ? before.hasAttribute("open") : wide || inForce > 0);
  return all;
}

/**
 * @param {string} field
 * @param {string} value
 * @param {number} count
 * @param {Filters} filters
 * @param {(changed: Filters) => void} change
 */
function box(field, value, count, filters, change) {
  const own = filters[field] ?? [];
  const input = make("input", { type: "checkbox", id: `filter.${field}.${value}`, ...(own.includes(value) ? { checked: "" } : {}) });
  input.addEventListener("change", () => {
    const values = own.includes(value) ? own.filter((one) => one !== value) : [...own, value];
    const { [field]: _, ...others } = filters;
    change(values.length > 0 ? { ...others, [field]: values } : others);
  });
  const word = (field === "kind" && kind(value)) || make("span", {}, inWords(field, value));
  return make("label", {}, input, word, make("span", { class: "count" }, `${count}`));
}

/**
 * Counts by value, the largest first; those in force stay though they have none.
 * @param {Record<string, number> | undefined} counts
 * @param {string[]} inForce
 * @returns {{value: string, count: number}[]}
 */
function listed(counts, inForce) {
  const all = new Map(Object.entries(counts ?? {}));
  for (const value of inForce) if (!all.has(value)) all.set(value, 0);
  return [...all].map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}
