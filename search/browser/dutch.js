// Dutch as bleve cuts it: lower case, its stop words, and the Snowball stemmer
// as github.com/blevesearch/snowballstem has it (snowballstem.org/algorithms/dutch).
import { lower } from "./words.js";

/** The word of a token. @param {string} raw */
export const wordOf = lower;

const common = new Set((
  "aan al alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een eens en er ge " +
  "geen geweest haar had heb hebben heeft hem het hier hij hoe hun iemand iets ik in is ja je kan kon kunnen maar " +
  "me meer men met mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op over reeds te tegen toch " +
  "toen tot u uit uw van veel voor want waren was wat werd wezen wie wil worden wordt zal ze zelf zich zij zijn " +
  "zo zonder zou").split(" "));

/** @param {string} word */
export const isCommon = word => common.has(word);

const vowels = "aeiouyè", plain = { á: "a", ä: "a", é: "e", ë: "e", í: "i", ï: "i", ó: "o", ö: "o", ú: "u", ü: "u" };
const isVowel = (/** @type {string | undefined} */ letter) => !!letter && vowels.includes(letter);

/** The length in UTF-8, which is how the original counts. @param {string} text */
const bytes = text => new TextEncoder().encode(text).length;

/** The term of a word. @param {string} word */
export function stem(word) {
  const letters = [...word].map(letter => plain[/** @type {keyof plain} */ (letter)] ?? letter);
  if (letters[0] === "y") letters[0] = "Y";
  letters.forEach((letter, i) => {
    if (!isVowel(letters[i])) return;
    if (letters[i + 1] === "i" && isVowel(letters[i + 2])) letters[i + 1] = "I";
    else if (letters[i + 1] === "y") letters[i + 1] = "Y";
  });
  const stemmer = new Stemmer(letters);
  stemmer.run();
  return stemmer.word.replace(/I/g, "i").replace(/Y/g, "y");
}

class Stemmer {
  /** @param {string[]} letters */
  constructor(letters) {
    this.word = letters.join("");
    this.foundE = false;
    // The regions begin after the first consonant that follows a vowel, and after the next such.
    let at = 0;
    const region = () => {
      while (at < letters.length && !isVowel(letters[at])) at++;
      while (at < letters.length && isVowel(letters[at])) at++;
      return at < letters.length ? bytes(letters.slice(0, ++at).join("")) : Infinity;
    };
    const end = bytes(this.word), first = region();
    this.p1 = first === Infinity ? end : Math.max(first, 3);
    this.p2 = first === Infinity ? end : Math.min(region(), end);
  }

  run() {
    this.plural();
    this.endingE();
    if (this.word.endsWith("heid") && this.inR2(4) && !this.word.endsWith("cheid")) {
      this.cut(4);
      if (this.word.endsWith("en")) this.endingEn(2);
    }
    this.derived();
    if (/[^aeiouyèI]$/u.test(this.word) && /[^aeiouyè](aa|ee|oo|uu).$/u.test(this.word)) {
      const last = [...this.word].pop() ?? "";
      this.word = this.word.slice(0, -last.length - 1) + last;
    }
  }

  plural() {
    const ending = ["heden", "ene", "en", "se", "s"].find(e => this.word.endsWith(e));
    if (ending === "heden") {
      if (this.inR1(5)) this.word = this.word.slice(0, -5) + "heid";
    } else if (ending?.startsWith("e")) this.endingEn(ending.length);
    else if (ending) {
      const rest = this.word.slice(0, -ending.length);
      if (this.inR1(ending.length) && rest && !/[aeiouyèj]$/.test(rest)) this.word = rest;
    }
  }

  /** @param {number} length */
  endingEn(length) {
    const rest = this.word.slice(0, -length);
    if (!this.inR1(length) || !rest || isVowel(rest.at(-1)) || rest.endsWith("gem")) return;
    this.word = rest;
    this.undouble();
  }

  endingE() {
    this.foundE = false;
    const rest = this.word.slice(0, -1);
    if (!this.word.endsWith("e") || !this.inR1(1) || !rest || isVowel(rest.at(-1))) return;
    this.word = rest;
    this.foundE = true;
    this.undouble();
  }

  derived() {
    const ending = ["lijk", "baar", "end", "ing", "bar", "ig"].find(e => this.word.endsWith(e));
    if (!ending || !this.inR2(ending.length)) return;
    if (ending === "ig" && this.word.endsWith("eig") || ending === "bar" && !this.foundE) return;
    this.cut(ending.length);
    if (ending === "lijk") this.endingE();
    if (ending !== "end" && ending !== "ing") return;
    if (this.word.endsWith("ig") && this.inR2(2) && !this.word.endsWith("eig")) this.cut(2);
    else this.undouble();
  }

  undouble() {
    if (/(dd|kk|tt)$/.test(this.word)) this.cut(1);
  }

  /** @param {number} n */
  cut(n) {
    this.word = this.word.slice(0, -n);
  }

  /** Whether an ending of n letters lies in the region. @param {number} n */
  inR1(n) {
    return bytes(this.word.slice(0, -n)) >= this.p1;
  }

  /** @param {number} n */
  inR2(n) {
    return bytes(this.word.slice(0, -n)) >= this.p2;
  }
}
