import { set, value } from "./records.js";

/** @typedef {import("./records.js").Round} Round */

/** The fields of a statement, by what is added to its id: the answer, what was
 * agreed, how often each choice was given in a team that answered alone, and
 * what came of the action. */
export const parts = ["", "-action", "-who", "-when", "-spread", "-came"];

/** Pairs of wordings that are compared: no page has more, and a file must not
 * hold up the browser. */
const most = 20000;

/** @param {Round | undefined} round @param {string} id */
export const isAnswered = (round, id) => parts.some((part) => value(round, id + part) !== "");

/**
 * Leads answers to statements that have been reworded since. Two wordings are
 * of one statement if they share most of their words; the old one is kept to
 * be shown beside the answer.
 * @param {Round} round
 * @param {Map<string, string>} statements wordings on the page, by id
 */
export function followRewording(round, statements) {
  for (const [id, text] of statements) {
    // A statement that its author has named keeps its id under other words.
    if (isAnswered(round, id) && id in round.texts && letters(round.texts[id]) !== letters(text)) round.was[id] ??= round.texts[id];
    if (id in round.was && letters(round.was[id]) === letters(text)) delete round.was[id];
  }
  const lost = Object.keys(round.texts).filter((id) => !statements.has(id) && isAnswered(round, id));
  const free = [...statements.keys()].filter((id) => !(id in round.texts) && !isAnswered(round, id));
  if (lost.length * free.length > most) return;
  const others = free.map((to) => ({ to, words: wordsOf(statements.get(to) ?? "") }));
  const pairs = lost.flatMap((from) => {
    const own = wordsOf(round.texts[from]);
    return others.map(({ to, words }) => ({ from, to, share: likeness(own, words) }));
  });
  pairs.sort((a, b) => b.share - a.share);
  for (const { from, to, share } of pairs) {
    if (share < 0.6 || isAnswered(round, to) || !isAnswered(round, from)) continue;
    for (const part of parts) {
      if (value(round, from + part) === "") continue;
      set(round, to + part, value(round, from + part));
      set(round, from + part, "");
    }
    round.was[to] = round.was[from] ?? round.texts[from];
  }
}

/** @param {string} text */
export const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** @param {string} text */
export const wordsOf = (text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));

/** The share of words that two texts have in common, 0 to 1 (Dice 1945).
 * @param {Set<string>} first @param {Set<string>} second */
export function likeness(first, second) {
  let shared = 0;
  for (const word of first) if (second.has(word)) shared++;
  return (2 * shared) / (first.size + second.size || 1);
}

/**
 * The fields of a round that have no place on the page: those of statements
 * that are gone, by id, and the others, by name.
 * @param {Round} round
 * @param {Set<string>} names of the fields on the page
 * @returns {Map<string, string>} wording or name, by id or name
 */
export function leftOver(round, names) {
  /** @type {Map<string, string>} */
  const left = new Map();
  for (const name of Object.keys(round.fields)) {
    const id = name.replace(/-(action|who|when|spread|came)$/, "");
    if (names.has(name) || names.has(id) || value(round, name) === "") continue;
    const of = id in round.texts ? id : name;
    left.set(of, round.texts[of] ?? name.replace(/^(\{\{|[ |]+)|\}\}$/g, ""));
  }
  return left;
}
