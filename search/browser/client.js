// The search client of a site made with Steward. Any page may use it:
//
//   const { open } = await import("/search/client.js");
//   const search = await open();
//   const { total, hits } = await search.search("team meeting", { limit: 10 });
//
// It fetches what a query needs and keeps it. Failures are thrown as Error
// objects whose message is for the reader; the same call may be made again.
import entry from "./entry.js";
import { Catalogue } from "./catalogue.js";
import { Evaluation } from "./evaluate.js";
import { hit } from "./excerpt.js";
import { SearchError, unpack } from "./files.js";
import { allowedPages, countFacets, filterSets } from "./narrow.js";
import { parse } from "./query.js";
import { rank } from "./rank.js";
import { tokens } from "./analyse.js";
import { fold } from "./words.js";

/**
 * @typedef {import("./excerpt.js").Hit} Hit a page found; marks are places in title and excerpt
 * @typedef {{limit?: number, offset?: number, filters?: import("./narrow.js").Filters, facets?: boolean, onTitles?: (hits: Hit[]) => void, signal?: AbortSignal}} Options
 *   limit: hits wanted, 10 unless said. offset: hits left out before the first. filters: slugs of kind, topic and audience.
 *   facets: count kinds, topics and audiences, which reads more. onTitles: called with the hits as their pages arrive, in
 *   order as far as they are there, before the result is complete. signal: once it is aborted the search fails with its
 *   reason, and fetches no more than what it was at.
 * @typedef {{query: string, total: number, more: boolean, hits: Hit[], correction?: string, synonyms?: {words: string, also: string}[], facets?: import("./narrow.js").Facets}} Result
 *   total: pages that match; if more is true there are more, not counted. correction: the query answered instead, where a
 *   word had no hit. synonyms: other words that were searched too.
 * @typedef {{search: (query: string, options?: Options) => Promise<Result>, suggest: (prefix: string, limit?: number) => Promise<string[]>}} Client
 */

/**
 * Opens the search of a site.
 * @param {string | URL} [baseURL] the folder of client.js, if it is not where this module came from
 * @param {boolean} [renew] whether to read the list of files again, once a call, when a file is gone: a page left open over a deploy finds the new ones
 * @returns {Promise<Client>}
 */
export async function open(baseURL, renew = true) {
  const base = new URL("./", new URL(baseURL ?? import.meta.url, globalThis.document?.baseURI ?? import.meta.url)).href;
  const catalogue = new Catalogue(base, await unpack(Uint8Array.from(atob(entry), letter => letter.charCodeAt(0))));
  /** @type {Client} */
  const own = {
    search: (query, options) => search(catalogue, query, options),
    suggest: (prefix, limit) => suggest(catalogue, prefix, limit),
  };
  if (!renew) return own;
  let active = Promise.resolve(own);

  /** @template T @param {(client: Client) => Promise<T>} call @returns {Promise<T>} */
  async function current(call) {
    try {
      return await call(await active);
    } catch (error) {
      if (!(/** @type {any} */ (error)).gone) throw error;
      const fresh = import(`${base}client.js?${Date.now()}`).then(module => module.open(base, false));
      const client = await fresh.catch(cause => {
        throw new SearchError("Search has changed and could not be loaded again. Please try again.", { cause });
      });
      active = Promise.resolve(client);
      return call(client);
    }
  }
  return {
    search: (query, options) => current(client => client.search(query, options)),
    suggest: (prefix, limit) => current(client => client.suggest(prefix, limit)),
  };
}

/** @param {Catalogue} catalogue @param {string} query @param {Options} [options] @returns {Promise<Result>} */
async function search(catalogue, query, { limit = 10, offset = 0, filters = {}, facets = false, onTitles, signal } = {}) {
  signal?.throwIfAborted();
  const request = parse(query), evaluation = new Evaluation(catalogue, request);
  const filtering = filterSets(catalogue, filters), narrowing = allowedPages(catalogue, request);
  filtering.catch(() => {});
  narrowing.catch(() => {});
  if (facets) catalogue.values().catch(() => {}); // they are counted in the end, but arrive with the rest
  await evaluation.prepare();
  const sets = await filtering, allowed = await narrowing;
  signal?.throwIfAborted();
  const passes = (/** @type {number} */ doc) => !allowed || allowed(doc);
  const filtered = (/** @type {number} */ doc) => passes(doc) && (!sets || sets.every(set => !set || set.has(doc)));

  if (facets || request.slots.some(s => s.required)) await complete(evaluation);
  signal?.throwIfAborted();
  let ranked = rank(evaluation, filtered, offset + limit);
  for (let all = false; !ranked.settled; all = true) {
    await evaluation.more(all);
    signal?.throwIfAborted();
    ranked = rank(evaluation, filtered, offset + limit);
  }
  const marks = { terms: evaluation.marked(), prefix: evaluation.prefix };
  const showing = ranked.best.slice(offset).map(({ doc, score }) => shown(catalogue, doc, evaluation.fragment(doc), score, marks));
  if (onTitles) tell(showing, onTitles);
  const hits = await Promise.all(showing);
  const counts = facets ? await countFacets(catalogue, sets, rank(evaluation, passes, 1).docs) : undefined;
  const { least, exact } = allowed || sets ? { least: 0, exact: false } : evaluation.counted();
  const correction = evaluation.correct(query, ranked.best[0]?.doc);
  const synonyms = evaluation.usedSpans().map(s => ({ words: s.words, also: s.also.text }));
  return {
    query, total: evaluation.whole ? ranked.docs.length : Math.max(ranked.docs.length, least), more: !evaluation.whole && !exact, hits,
    ...correction && { correction }, ...synonyms.length && { synonyms }, ...counts && { facets: counts },
  };
}

/** @param {Evaluation} evaluation */
async function complete(evaluation) {
  while (!evaluation.whole) await evaluation.more(true);
}

/** @param {Catalogue} catalogue @param {number} doc @param {number} n @param {number} score @param {{terms: Set<string>, prefix: string}} marks */
const shown = async (catalogue, doc, n, score, marks) => hit(await catalogue.fragment(doc, n), score, marks);

/** Calls back as hits arrive, with those before which none is missing. @param {Promise<Hit>[]} showing @param {(hits: Hit[]) => void} onTitles */
function tell(showing, onTitles) {
  /** @type {Hit[]} */
  const there = [];
  let next = 0;
  showing.forEach((arriving, i) => arriving.then(hit => {
    there[i] = hit;
    const before = next;
    while (there[next]) next++;
    if (next > before) onTitles(there.slice(0, next));
  }, () => {}));
}

/**
 * Completes the last word of what is typed, with words that the site has; the most common first, at most eight.
 * @param {Catalogue} catalogue @param {string} prefix @param {number} [limit] @returns {Promise<string[]>}
 */
async function suggest(catalogue, prefix, limit = 8) {
  const last = tokens(prefix).at(-1);
  if (!last || last.end !== prefix.length) return [];
  return (await catalogue.completions(fold(last.text), limit)).map(word => prefix.slice(0, last.start) + word);
}
