import { likeness, letters, wordsOf } from "../checklist/match.js";
import { choiceOf } from "../ask/handin.js";
import { isScale } from "../ask/items.js";

/** @typedef {import("./rounds.js").Round} Round */
/** @typedef {import("./rounds.js").Asked} Asked */
/** @typedef {import("../ask/items.js").Choice} Choice */
/**
 * @typedef {object} Voice what one person said
 * @property {string} name
 * @property {string} role
 * @property {number[]} choices number of the choice from 0, by statement; -1 for none
 * @property {string[]} said words, by statement
 * @property {string[]} was the wording that was answered, by statement, where it was another
 * @property {string} rest words on all of it
 * @property {[text: string, mark: string, words: string][]} elsewhere answers to what is not in the round
 *
 * @typedef {object} Compared a statement with all answers to it
 * @property {Asked} item
 * @property {number} at place in the question, from 0
 * @property {number[]} counts by choice
 * @property {number} none how many did not answer it
 * @property {number} disagreement 0 to 1
 */

/** Two wordings are of one statement if they share so many of their words. */
const alike = 0.6;

/** @param {Round} round @returns {Voice[]} */
export function voices({ question, items, people }) {
  const itemWords = items.map(({ text }) => wordsOf(text));
  return people.map(({ name, role, marks, words, others }) => {
    const choices = items.map(({ choices }, i) => valid(choiceOf(marks[i]), choices));
    const said = items.map(() => "");
    const was = items.map(() => "");
    let rest = "";
    for (const [at, text] of words) {
      if (at < items.length) said[at] = text;
      else rest = text;
    }
    const elsewhere = others.filter(([text, mark, few]) => {
      const own = wordsOf(text);
      let best = -1;
      let share = alike;
      for (const [i, other] of itemWords.entries()) {
        const is = choices[i] < 0 && !said[i] ? likeness(own, other) : 0;
        if (is > share || (is === share && best < 0)) [best, share] = [i, is];
      }
      if (best < 0) return true;
      choices[best] = valid(choiceOf(mark), items[best].choices);
      said[best] = few;
      if (letters(text) !== letters(items[best].text)) was[best] = text;
      return false;
    });
    return { name, role, choices, said, was, rest, elsewhere };
  });
}

/** @param {number} choice @param {Choice[]} choices */
const valid = (choice, choices) => (choice < choices.length ? choice : -1);

/**
 * All statements, the one on which people differ most first.
 * @param {Asked[]} items
 * @param {Voice[]} all
 * @returns {Compared[]}
 */
export function compare(items, all) {
  const compared = items.map((item, at) => {
    const counts = countsOf(item, at, all);
    const answers = sum(counts);
    return { item, at, counts, none: all.length - answers, disagreement: disagreement(counts, item.choices) };
  });
  return compared.sort((a, b) => b.disagreement - a.disagreement || noes(b) - noes(a) || a.at - b.at);
}

/** @param {Asked} item @param {number} at @param {Voice[]} some */
export function countsOf({ choices }, at, some) {
  const counts = choices.map(() => 0);
  for (const voice of some) if (voice.choices[at] >= 0) counts[voice.choices[at]]++;
  return counts;
}

/**
 * How far two people picked by chance stand apart, from 0, where all said the
 * same, to 1: of a scale the distance of their answers, of other choices
 * whether they differ (Gini 1912). Who says that it does not apply differs by
 * half from those who say Yes or No.
 * @param {number[]} counts
 * @param {Choice[]} choices
 */
export function disagreement(counts, choices) {
  const answers = sum(counts);
  if (answers < 2) return 0;
  const scale = isScale(choices);
  let apart = 0;
  for (let i = 0; i < counts.length; i++) {
    for (let j = 0; j < i; j++) {
      const half = [choices[i], choices[j]].some(({ value }) => value === "na");
      apart += counts[i] * counts[j] * (scale ? (i - j) / (counts.length - 1) : half ? 0.5 : 1);
    }
  }
  return apart / ((answers * (answers - 1)) / 2);
}

/** @param {number[]} numbers */
export const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** Of two statements on which people differ as much, the one with more Noes, or lower scores, comes first.
 * @param {Compared} compared */
function noes({ item, counts }) {
  if (isScale(item.choices)) return -(mean(counts, item.choices) ?? 0);
  return counts[item.choices.findIndex(({ value }) => value === "no")] ?? 0;
}

/** The mean of answers on a scale, or null.
 * @param {number[]} counts @param {Choice[]} choices */
export function mean(counts, choices) {
  const answers = sum(counts);
  return answers ? sum(counts.map((count, i) => count * Number(choices[i].label))) / answers : null;
}

/** The answer in the middle, the lowest and the highest on a scale.
 * @param {number[]} counts @param {Choice[]} choices */
export function middle(counts, choices) {
  const given = counts.flatMap((count, i) => Array(count).fill(choices[i].label));
  return { middle: given[Math.floor((given.length - 1) / 2)], low: given[0], high: given[given.length - 1] };
}

/** From so many people on, what they said may be shown apart. */
const few = 3;

/**
 * The roles that are shown apart, those first that the site names first. A
 * group of one or two people without a name is never shown, nor left over.
 * @param {Voice[]} all
 * @param {string[]} order roles as the site lists them
 * @returns {{ role: string, some: Voice[] }[]} with the others at the end, called ""
 */
export function roles(all, order) {
  /** @type {Map<string, Voice[]>} */
  const by = new Map();
  for (const voice of all) {
    const key = voice.role.toLowerCase();
    if (key) by.set(key, [...(by.get(key) ?? []), voice]);
  }
  const shown = [...by.values()].filter((some) => some.length >= few).map((some) => ({ role: some[0].role, some }));
  const others = all.filter((voice) => !shown.some(({ some }) => some.includes(voice)));
  const nameless = others.filter(({ name }) => !name).length;
  if (!shown.length || (nameless > 0 && nameless < few)) return [];
  const place = (/** @type {string} */ role) => (order.includes(role) ? order.indexOf(role) : order.length);
  shown.sort((a, b) => place(a.role) - place(b.role) || b.some.length - a.some.length);
  return others.length >= few ? [...shown, { role: "", some: others }] : shown;
}
