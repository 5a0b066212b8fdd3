import { openClient } from "./search-client.js";

/** @typedef {import("./search-client.js").Client} Client */
/** @typedef {import("./search-client.js").Hit} Hit */
/** @typedef {import("./search-client.js").Result} Result */
/** @typedef {import("./search-client.js").Options} Options */

/**
 * What becomes of a question. Neither answer nor fail is called once another one is asked.
 * @typedef {object} Answering
 * @property {() => Options} options            for the question at hand
 * @property {(query: string) => void} [begin]  called as soon as it is asked
 * @property {() => void} empty                 it has no words
 * @property {(hits: Hit[]) => void} [arriving] the first of the pages found are there, before the answer
 * @property {(query: string, result: Result, words: string[]) => void} answer   words complete the query
 * @property {(query: string, fault: unknown) => void} fail
 */

/**
 * Asks the search for a reader. Of several answers under way only that to the
 * last question is handed on, and for the others nothing more is fetched: who
 * types on a poor connection does not pay for each letter.
 * @param {Answering} answering
 * @param {number} pause in ms, how long typing must rest before it is a question
 */
export function asker({ options, begin, empty, arriving, answer, fail }, pause = 60) {
  let turn = 0;
  let asking = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /**
   * Hands on what a question gives, unless another is asked first.
   * @template T
   * @param {string} query
   * @param {() => Promise<T>} question
   * @param {(given: T) => void} hand
   */
  async function latest(query, question, hand) {
    const mine = turn;
    try {
      const given = await question();
      if (mine === turn) hand(given);
    } catch (fault) {
      if (mine === turn) fail(query, fault);
    }
  }

  /** @param {string} query */
  async function now(query) {
    clearTimeout(timer);
    turn++;
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    begin?.(query);
    if (query.trim() === "") return empty();
    let over = false;
    /** @param {Hit[]} hits */
    const onTitles = (hits) => { if (!over && !signal.aborted) arriving?.(hits); };
    await latest(query, async () => {
      try {
        const client = await openClient();
        signal.throwIfAborted();
        return await Promise.all([client.search(query, { ...options(), onTitles, signal }), completions(client, query)]);
      } finally {
        over = true; // what arrives after a failure is no answer
      }
    }, ([result, words]) => answer(query, result, words));
  }

  return {
    now,
    /** @param {string} query */
    typed(query) {
      clearTimeout(timer);
      timer = setTimeout(() => now(query), pause);
    },
    /**
     * Asks for more of the same: it takes no turn of its own.
     * @param {string} query
     * @param {number} offset
     * @param {(result: Result) => void} hand
     */
    more(query, offset, hand) {
      return latest(query, async () => (await openClient()).search(query, { ...options(), offset, facets: false, signal: asking.signal }), hand);
    },
  };
}

/**
 * Up to three words or phrases the query may be on the way to.
 * @param {Client} client
 * @param {string} query
 * @returns {Promise<string[]>}
 */
async function completions(client, query) {
  const last = query.match(/[^\s"]*$/)?.[0] ?? "";
  if (last.length < 2) return [];
  const start = query.slice(0, query.length - last.length);
  try {
    const words = await client.suggest(last);
    return words.filter((word) => word.toLowerCase() !== last.toLowerCase()).slice(0, 3).map((word) => start + word);
  } catch {
    return []; // Completions are a help; the search itself says what went wrong.
  }
}
