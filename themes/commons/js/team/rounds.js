import { isList, isText } from "../ask/check.js";
import { keyOf } from "../ask/gathers.js";
import { handInAsList, handInOf, longest } from "../ask/handin.js";
import { longest as ofQuestion, questionAsList, questionOf } from "../ask/question.js";

/** @typedef {import("../ask/handin.js").HandIn} HandIn */
/** @typedef {import("../ask/items.js").Choice} Choice */
/** @typedef {{ id: string, number: string, text: string, choices: Choice[] }} Asked a statement as it was when it was asked */
/**
 * @typedef {object} Round
 * @property {import("../ask/question.js").Question} question
 * @property {Asked[]} items in the order of the question
 * @property {HandIn[]} people in the order of their random names: nobody can tell who was first
 */

export const most = { people: 500, rounds: 100 };

/**
 * The rounds of a page that this device gathers. What another tab has written
 * is read before each change.
 * @param {string} home
 * @param {string} address
 */
export function openRounds(home, address) {
  const key = keyOf(home, address);
  const store = {
    /** @type {Round[]} the newest last */
    rounds: [],
    refused: false,
    damaged: false,

    read() {
      if (store.refused) return;
      try {
        const text = localStorage.getItem(key);
        const rounds = text === null ? [] : parsed(text);
        if (!rounds) {
          localStorage.setItem(`${key} (damaged)`, text ?? "");
          localStorage.removeItem(key);
          store.damaged = true;
        }
        store.rounds = rounds ?? [];
      } catch {
        store.refused = true;
      }
    },

    /** Changes the rounds and keeps them.
     * @template T @param {(rounds: Round[]) => T} act @returns {T} */
    change(act) {
      store.read();
      const result = act(store.rounds);
      try {
        if (store.rounds.length) localStorage.setItem(key, written(store.rounds));
        else localStorage.removeItem(key);
        store.refused = false;
      } catch {
        store.refused = true;
      }
      return result;
    },

    /** @param {() => void} act when another tab has changed or cleared them */
    whenChanged(act) {
      addEventListener("storage", (event) => {
        if (event.key !== key && event.key !== null) return;
        store.read();
        act();
      });
    },
  };
  store.read();
  return store;
}

/**
 * Adds what somebody handed in, or puts it in the place of what they handed in
 * before.
 * @param {Round} round
 * @param {HandIn} handIn
 * @returns {"added" | "replaced" | "same" | "older" | "full"}
 */
export function add(round, handIn) {
  const at = round.people.findIndex(({ person }) => person >= handIn.person);
  const earlier = round.people[at];
  if (earlier?.person === handIn.person) {
    if (handIn.edition === earlier.edition) return "same";
    if (handIn.edition < earlier.edition) return "older";
    round.people[at] = handIn;
    return "replaced";
  }
  if (round.people.length >= most.people) return "full";
  round.people.splice(at < 0 ? round.people.length : at, 0, handIn);
  return "added";
}

/** @param {Asked} item */
export const itemAsList = ({ id, number, text, choices }) => [id, number, text, choices.map(({ value, label }) => [value, label])];

/** @param {Round} round */
export const roundAsList = ({ question, items, people }) => [
  questionAsList(question), items.map(itemAsList), people.map(handInAsList)];

/** @param {unknown} item as itemAsList writes it */
const isItem = (item) => isList(item, 4) && isText(item[0], longest.text) && isText(item[1], 9) && isText(item[2], longest.text)
  && isList(item[3], 35) && item[3].every((choice) => isList(choice, 2) && isText(choice[0], longest.text) && isText(choice[1], longest.text));

/** @param {any} found anything @returns {Round | null} */
export function roundOf(found) {
  if (!isList(found, 3)) return null;
  const [asked, items, people] = found;
  const question = questionOf(asked);
  if (!question || !isList(items, ofQuestion.items) || items.length !== question.prints.length || !isList(people, most.people)) return null;
  if (!items.every(isItem)) return null;
  /** @type {Round} */
  const round = {
    question, people: [],
    items: items.map(([id, number, text, choices]) => ({
      id, number, text, choices: choices.map((/** @type {string[]} */ [value, label]) => ({ value, label })),
    })),
  };
  for (const one of people) {
    const handIn = handInOf(one);
    if (handIn?.round !== question.round) return null;
    add(round, handIn);
  }
  return round;
}

/** @param {Round[]} rounds */
const written = (rounds) => JSON.stringify({ version: 1, rounds: rounds.slice(-most.rounds).map(roundAsList) });

/** @param {string} text @returns {Round[] | null} null if it is damaged */
function parsed(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (found?.version !== 1 || !isList(found.rounds, most.rounds)) return null;
  const rounds = found.rounds.map(roundOf);
  return rounds.every((/** @type {Round | null} */ round) => round !== null) ? /** @type {Round[]} */ (rounds) : null;
}
