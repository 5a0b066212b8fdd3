import { openClient } from "./search-client.js";

/** @typedef {import("./search-client.js").Result} Result */

/**
 * Asks the search as someone types: at most once in a while, and of several
 * answers under way only the last one asked for is handed on.
 * @param {(query: string) => Promise<void>} ask
 * @param {number} pause in ms
 */
export function whileTyping(ask, pause = 60) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return (/** @type {string} */ query) => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(query), pause);
  };
}

/**
 * Up to three words or phrases the query may be on the way to.
 * @param {string} query
 * @returns {Promise<string[]>}
 */
export async function completions(query) {
  const client = await openClient();
  if (!client.suggest || query.trim() === "" || query.endsWith(" ")) return [];
  try {
    const start = query.slice(0, query.length - (query.match(/[^\s"]*$/)?.[0].length ?? 0));
    const last = query.slice(start.length);
    if (last.length < 2) return [];
    const given = (await client.suggest(last)).map((one) => (typeof one === "string" ? one : String(one.word ?? one.text ?? "")));
    return given.filter((word) => word !== "" && word.toLowerCase() !== last.toLowerCase()).slice(0, 3).map((word) => start + word);
  } catch {
    return []; // Completions are a help; the search itself says what went wrong.
  }
}
