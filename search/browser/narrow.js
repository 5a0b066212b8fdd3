// Filters, exclusions, phrases and counts: what takes pages out of a result.

/**
 * @typedef {import("./catalogue.js").Catalogue} Catalogue
 * @typedef {{kind?: string | string[], topic?: string | string[], audience?: string | string[]}} Filters
 * @typedef {{kind: Record<string, number>, topic: Record<string, number>, audience: Record<string, number>}} Facets
 */

/** @type {("kind" | "topic" | "audience")[]} */
const fields = ["kind", "topic", "audience"];

/** The pages that pass each filter, or null where there is none. @param {Catalogue} catalogue @param {Filters} filters */
export async function filterSets(catalogue, filters) {
  const wanted = fields.map(field => [filters?.[field] ?? []].flat().filter(Boolean));
  if (!wanted.some(list => list.length)) return null;
  const values = await catalogue.values();
  return wanted.map((list, i) => list.length ? new Set(list.flatMap(value => [...values[i].get(value) ?? []])) : null);
}

/** Counts pages by value; each field's counts leave out its own filter. @param {Catalogue} catalogue @param {(Set<number> | null)[] | null} sets @param {number[]} docs @returns {Promise<Facets>} */
export async function countFacets(catalogue, sets, docs) {
  const values = await catalogue.values();
  return /** @type {Facets} */ (Object.fromEntries(fields.map((field, i) => {
    const found = new Set(docs.filter(doc => !sets || sets.every((set, k) => k === i || !set || set.has(doc))));
    const counts = [...values[i]].map(([value, pages]) => [value, pages.reduce((n, doc) => n + (found.has(doc) ? 1 : 0), 0)]);
    return [field, Object.fromEntries(counts.filter(([, n]) => n))];
  })));
}

/** The pages that have a term. @param {Catalogue} catalogue @param {string} term @returns {Promise<Set<number>>} */
async function pagesWith(catalogue, term) {
  const group = await catalogue.find(term);
  if (!group) return new Set();
  await catalogue.more(group, true);
  return new Set(catalogue.loaded(group).flatMap(p => [...p.doc]));
}

/** The pages with a phrase. @param {Catalogue} catalogue @param {import("./query.js").QuotedPhrase} phrase @returns {Promise<Set<number>>} */
async function pagesWithPhrase(catalogue, phrase) {
  const groups = await Promise.all(phrase.map(p => catalogue.find(p.term)));
  if (groups.some(g => !g)) return new Set();
  const places = await Promise.all(groups.map(async g => {
    await catalogue.more(/** @type {any} */ (g), true);
    return catalogue.places(/** @type {any} */ (g));
  }));
  const found = new Set();
  for (const [doc, starts] of places[0]) {
    const sets = places.slice(1).map(p => new Set(p.get(doc)));
    const stands = (/** @type {number} */ at) => sets.every((set, k) => set.has(at - phrase[0].place + phrase[k + 1].place));
    if (starts.some(stands)) found.add(doc);
  }
  return found;
}

/** Says which pages a query's phrases and exclusions allow, or null if it has none. @param {Catalogue} catalogue @param {import("./query.js").Request} request */
export async function allowedPages(catalogue, { phrases, exclude, excluded }) {
  const need = await Promise.all(phrases.filter(p => p.length).map(p => pagesWithPhrase(catalogue, p)));
  const not = await Promise.all([...exclude.map(t => pagesWith(catalogue, t)), ...excluded.map(p => p.length ? pagesWithPhrase(catalogue, p) : new Set())]);
  if (!need.length && !not.length) return null;
  return (/** @type {number} */ doc) => need.every(set => set.has(doc)) && !not.some(set => set.has(doc));
}
