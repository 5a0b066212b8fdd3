/**
 * A page that was found, as search/client.js gives it.
 * @typedef {object} Hit
 * @property {string} url
 * @property {string} title
 * @property {string} [kind]      slug
 * @property {string} [section]   where it stands, in words
 * @property {string} [excerpt]   plain text
 * @property {number[][]} [excerpt_marks] matched places, [start, end) in UTF-16 units
 * @property {number[][]} [title_marks]
 * @property {string} [anchor]    of the heading that matched
 * @property {string} [heading]   its words
 *
 * @typedef {object} Result
 * @property {number} total
 * @property {boolean} [more]     there are more than total, not counted
 * @property {Hit[]} hits
 * @property {string} [correction] the query that was answered instead
 * @property {{words: string, also: string}[]} [synonyms] other words that were searched too
 * @property {Record<string, Record<string, number>>} [facets] counts by kind, topic and audience, if asked for
 *
 * @typedef {{limit?: number, offset?: number, filters?: Record<string, string[]>, facets?: boolean, onTitles?: (hits: Hit[]) => void, signal?: AbortSignal}} Options
 *
 * @typedef {object} Client
 * @property {(query: string, options?: Options) => Promise<Result>} search
 * @property {(prefix: string) => Promise<string[]>} suggest
 */

/** @type {Promise<Client> | null} */
let client = null;
let tries = 0;

/**
 * Loads the search client once, when search is first touched. What fails is
 * not kept: the next call tries again, under an address of its own, because
 * browsers remember a module that did not load.
 * @returns {Promise<Client>}
 */
export function openClient() {
  client ??= load().catch((fault) => {
    client = null;
    throw fault;
  });
  return client;
}

async function load() {
  const base = new URL(document.documentElement.dataset.base ?? "/", location.href);
  const address = new URL("search/client.js", base);
  if (tries++ > 0) address.searchParams.set("try", String(tries));
  const module = await import(address.href);
  return module.open();
}

/**
 * Says in words why a search did not work.
 * @param {unknown} fault
 */
export function explain(fault) {
  if (!navigator.onLine) return "You seem to be offline, so the search could not be loaded.";
  const message = fault instanceof Error ? fault.message : "";
  // A module that cannot be fetched gets a browser's words, which help no reader.
  if (message === "" || /module|fetch|import/i.test(message)) return "The search could not be loaded. The connection may be poor.";
  return message;
}
