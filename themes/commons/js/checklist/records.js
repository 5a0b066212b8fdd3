/**
 * What is kept of one page: rounds, each a day on which it was filled in. Every
 * field carries the moment it was last changed, so that two copies can be put
 * together without losing what is newer.
 *
 * @typedef {[value: string, at: number]} Field milliseconds since 1970
 * @typedef {object} Round
 * @property {string} id unlike that of any other round, on any device
 * @property {string} began day, as 2026-11-22
 * @property {Record<string, Field>} fields by name; an empty value was cleared
 * @property {Record<string, string>} texts wording of the statements, by id
 * @property {Record<string, string>} was the wording an answer was given to, where it was another
 * @typedef {object} Kept
 * @property {1} version
 * @property {number} revision one more with each writing
 * @property {Round[]} rounds
 */

/** @returns {Kept} */
export const nothing = () => ({ version: 1, revision: 0, rounds: [] });

/** An object whose keys are data: none of them is inherited or special.
 * @template T
 * @param {Record<string, T>} [from]
 * @returns {Record<string, T>} */
export const bare = (from) => Object.assign(Object.create(null), from);

/** @returns {Round} */
export function newRound() {
  const id = Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
  return { id, began: today(), fields: bare(), texts: bare(), was: bare() };
}

/** The day it is where the reader is, as 2026-11-22. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

/** @param {Round | undefined} round @param {string} name */
export const value = (round, name) => round?.fields[name]?.[0] ?? "";

/** Sets a field to be newer than what it was, whatever the clock says.
 * @param {Round} round @param {string} name @param {string} text */
export function set(round, name, text) {
  round.fields[name] = [text, Math.max(Date.now(), (round.fields[name]?.[1] ?? 0) + 1)];
}

/** @param {Round} round */
export const isEmpty = (round) => Object.values(round.fields).every(([text]) => text === "");

/** The day of a round: what its date says, or else when it was begun.
 * @param {Round} round */
export const day = (round) => value(round, "date") || round.began;

/** The rounds that hold something, oldest first.
 * @param {Kept} kept */
export function dated(kept) {
  return kept.rounds.filter((round) => !isEmpty(round)).sort((a, b) => (day(a) + a.id < day(b) + b.id ? -1 : 1));
}

/**
 * Puts what another copy holds into this one; of each field the newer stays.
 * @param {Kept} kept
 * @param {Kept} other
 * @returns {boolean} whether anything changed
 */
export function merge(kept, other) {
  let changed = false;
  for (const theirs of other.rounds) {
    const mine = kept.rounds.find((round) => round.id === theirs.id);
    if (!mine) kept.rounds.push(theirs);
    else {
      mine.texts = bare({ ...theirs.texts, ...mine.texts });
      mine.was = bare({ ...theirs.was, ...mine.was });
    }
    changed ||= !mine;
    for (const [name, field] of mine ? Object.entries(theirs.fields) : []) {
      const own = mine?.fields[name] ?? ["", -1];
      // Of two from one moment every copy must choose the same.
      if (field[1] > own[1] || (field[1] === own[1] && field[0] > own[0])) {
        if (mine) mine.fields[name] = field;
        changed ||= field[0] !== own[0];
      }
    }
  }
  return changed;
}

/** Gives the fields that an act changed the value they had before it. What was
 * changed since stays.
 * @param {Kept} kept @param {Kept} earlier @param {Kept} after the act */
export function restore(kept, earlier, after) {
  for (const round of kept.rounds) {
    const [before, then] = [earlier, after].map(({ rounds }) => rounds.find((one) => one.id === round.id));
    const was = bare(before?.was);
    for (const name of new Set([...Object.keys(round.fields), ...Object.keys(before?.fields ?? {})])) {
      if (value(round, name) !== value(then, name)) delete was[name];
      else if (value(round, name) !== value(before, name)) set(round, name, value(before, name));
    }
    round.was = was;
  }
}
