// English as bleve cuts it: possessives off, lower case, its stop words, and
// Porter's stemmer as github.com/blevesearch/go-porterstemmer has it.
import { lower } from "./words.js";

/** The word of a token. @param {string} raw */
export const wordOf = raw => lower(raw.replace(/['’＇][sS]$/, ""));

const common = new Set((
  "a about above after again against all am an and any are aren't as at be because been before being below " +
  "between both but by can't cannot could couldn't did didn't do does doesn't doing don't down during each few " +
  "for from further had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself him " +
  "himself his how how's i i'd i'll i'm i've if in into is isn't it it's its itself let's me more most mustn't my " +
  "myself no nor not of off on once only or other ought our ours ourselves out over own same shan't she she'd " +
  "she'll she's should shouldn't so some such than that that's the their theirs them themselves then there " +
  "there's these they they'd they'll they're they've this those through to too under until up very was wasn't we " +
  "we'd we'll we're we've were weren't what what's when when's where where's which while who who's whom why why's " +
  "with won't would wouldn't you you'd you'll you're you've your yours yourself yourselves").split(" "));

/** @param {string} word */
export const isCommon = word => common.has(word);

/** Marks each letter of a word as vowel or consonant: "v" or "c". @param {string} word */
function shape(word) {
  let out = "";
  for (const letter of word) {
    const vowel = "aeiou".includes(letter) || letter === "y" && out.endsWith("c");
    out += vowel ? "v" : "c";
  }
  return out;
}

/** How often consonants follow vowels. @param {string} word */
const measure = word => (shape(word).match(/v+c/g) || []).length;

/** @param {string} word */
const shortEnd = word => shape(word).endsWith("cvc") && !/[wxy]$/.test(word);

const step2 = ("ational ate tional tion enci ence anci ance izer ize bli ble alli al entli ent eli e ousli ous " +
  "ization ize ation ate ator ate alism al iveness ive fulness ful ousness ous aliti al iviti ive biliti ble logi log").split(" ");
const step3 = "icate ic ative  alize al iciti ic ical ic ful  ness ".split(" ");
const step4 = "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".split(" ");

/** Replaces the first ending that the word has, if enough is left before it. @param {string} word @param {string[]} pairs */
function replaceEnding(word, pairs) {
  for (let i = 0; i < pairs.length; i += 2) {
    const ending = pairs[i];
    if (word.length > ending.length && word.endsWith(ending)) {
      const rest = word.slice(0, -ending.length);
      return measure(rest) > 0 ? rest + pairs[i + 1] : word;
    }
  }
  return word;
}

/** The term of a word. @param {string} word */
export function stem(word) {
  if ([...word].length <= 2) return word;
  word = step1(word);
  word = replaceEnding(replaceEnding(word, step2), step3);
  for (const ending of step4) {
    if (word.length > ending.length && word.endsWith(ending)) {
      const rest = word.slice(0, -ending.length);
      if (measure(rest) > 1 && (ending !== "ion" || /[st]$/.test(rest))) word = rest;
      break;
    }
  }
  if (word.endsWith("e")) {
    const rest = word.slice(0, -1), m = measure(rest);
    if (m > 1 || m === 1 && !shortEnd(rest)) word = rest;
  }
  if (word.length > 2 && word.endsWith("ll") && measure(word.slice(0, -1)) > 1) word = word.slice(0, -1);
  return word;
}

/** Plurals, -ed, -ing and a final y. @param {string} word */
function step1(word) {
  if (word.length > 4 && word.endsWith("sses") || word.length > 3 && word.endsWith("ies")) word = word.slice(0, -2);
  else if (word.endsWith("s") && !(word.length > 2 && word.endsWith("ss")) && word.length > 1) word = word.slice(0, -1);

  if (word.length > 3 && word.endsWith("eed")) {
    if (measure(word.slice(0, -3)) > 0) word = word.slice(0, -1);
  } else {
    const ending = word.length > 2 && word.endsWith("ed") ? 2 : word.length > 3 && word.endsWith("ing") ? 3 : 0;
    const rest = word.slice(0, -ending);
    if (ending && shape(rest).includes("v")) {
      if (rest.length > 2 && /(at|bl|iz)$/.test(rest)) word = rest + "e";
      else if (/([^lsz])\1$/.test(rest) && shape(rest).endsWith("c")) word = rest.slice(0, -1);
      else if (measure(rest) === 1 && shortEnd(rest)) word = rest + "e";
      else word = rest;
    }
  }
  if (word.endsWith("y") && word.length > 1 && shape(word.slice(0, -1)).includes("v")) word = word.slice(0, -1) + "i";
  return word;
}
