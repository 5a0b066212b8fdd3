import { isAnswered } from "../checklist/match.js";
import { bare, dated, set, value } from "../checklist/records.js";
import { openStore, placeOf } from "../checklist/store.js";
import { countsOf, sum } from "./compare.js";

/** @typedef {import("../checklist/records.js").Round} Kept */
/** @typedef {import("./rounds.js").Round} Round */
/** @typedef {{ action: string, who: string, when: string }} Agreed */

/** What a team agrees on a statement, by what is added to its id. */
export const fields = /** @type {const} */ (["", "-action", "-who", "-when"]);

/**
 * What comes out of a round is a round of the page itself, of the same name:
 * there it is printed, and its actions are planned.
 * @param {string} home
 * @param {HTMLElement} main of the page
 */
export function openOutcome(home, main) {
  const store = openStore(home, placeOf(main, home));
  store.load();

  /** @param {Round} round @returns {Kept | undefined} */
  const own = ({ question }) => store.kept.rounds.find(({ id }) => id === question.round);

  /** @param {Round} round @returns {Kept} */
  function begun(round) {
    const before = own(round);
    if (before) return before;
    const made = { id: round.question.round, began: round.question.day, fields: bare(), texts: bare(), was: bare() };
    const last = dated(store.kept).pop();
    // A template has no such fields.
    for (const [name, text] of [["team", value(last, "team")], ["date", round.question.day]]) {
      if (text && main.querySelector(`[data-checklist] [name=${name}]`)) set(made, name, text);
    }
    store.kept.rounds.push(made);
    return made;
  }

  return {
    store,

    /** @param {Round} round @param {string} id @param {string} part */
    get: (round, id, part) => value(own(round), id + part),

    /** @param {Round} round @param {string} id @param {string} part @param {string} text */
    set(round, id, part, text) {
      const kept = begun(round);
      set(kept, id + part, text);
      note(kept, round);
      return store.save();
    },

    /** Keeps how often each choice was given: that, and not who gave it.
     * @param {Round} round @param {import("./compare.js").Voice[]} all */
    keepSpread(round, all) {
      if (!all.length && !own(round)) return;
      const kept = begun(round);
      let changed = false;
      for (const [at, item] of round.items.entries()) {
        const counts = countsOf(item, at, all);
        const text = sum(counts) ? counts.join(" ") : "";
        if (value(kept, `${item.id}-spread`) === text) continue;
        set(kept, `${item.id}-spread`, text);
        changed = true;
      }
      if (!changed) return;
      note(kept, round);
      store.save();
    },

    /** The rounds before this one, oldest first.
     * @param {Round} round */
    before: (round) => dated(store.kept).filter(({ id, began }) => id !== round.question.round && began <= round.question.day),

    /** @param {Round} round @returns {Kept | undefined} */
    own,

    /** @param {Kept} kept @param {string} id @param {string} came */
    setCame(kept, id, came) {
      set(kept, `${id}-came`, came);
      store.save();
    },
  };
}

/** The wordings go with the answers, as the page itself keeps them.
 * @param {Kept} kept @param {Round} round */
function note(kept, round) {
  for (const { id, text } of round.items) if (isAnswered(kept, id)) kept.texts[id] = text;
}

/** The counts that a round kept of a statement, or null.
 * @param {Kept | undefined} kept @param {string} id @param {number} choices */
export function spreadOf(kept, id, choices) {
  const counts = value(kept, `${id}-spread`).split(" ").map(Number);
  return counts.length === choices && counts.every((count) => Number.isSafeInteger(count) && count >= 0) && sum(counts) > 0 ? counts : null;
}
