// Cuts text into words, as search/tokens.go does.

const scripts = "Latin Arabic Hebrew Hangul Devanagari Bengali Gurmukhi Gujarati Tamil Telugu Kannada Malayalam Sinhala Georgian Ethiopic";
const run = String.raw`[\p{Lu}\p{Ll}\p{Lt}\p{Lm}\p{M}\p{N}${scripts.replace(/\w+ ?/g, name => `\\p{Script=${name.trim()}}`)}]+`;

/** A word: a run of letters, marks and digits with apostrophes inside, or one letter of a script without spaces. */
const wordPattern = new RegExp(`${run}(?:['’]${run})*|\\p{Lo}`, "gu");

// The same for text of ASCII and common punctuation, which is most, in a third of the time.
const plain = /^[\0-\x7f\u2010-\u2027]*$/, plainPattern = /[A-Za-z0-9]+(?:['’][A-Za-z0-9]+)*/g;

/** The words of a text, and where they stand. @param {string} text */
export const wordsOf = text => text.matchAll(plain.test(text) ? plainPattern : wordPattern);

const ascii = /^[\0-\x7f]*$/;

/** Lower case, letter by letter, as Go's unicode.ToLower does. @param {string} text */
export function lower(text) {
  if (ascii.test(text)) return text.toLowerCase();
  const letters = [...text].map(letter => {
    const small = letter === "İ" ? "i" : letter.toLowerCase();
    return [...small].length === 1 ? small : letter;
  });
  const last = letters.length - 1;
  // bleve's filter writes a capital sigma at the end of a word as a final one.
  if ([...text][last] === "Σ") letters[last] = "ς";
  return letters.join("");
}

/** Takes the accents off a word. @param {string} word */
export function fold(word) {
  return ascii.test(word) ? word : word.normalize("NFD").replace(/\p{Mn}/gu, "");
}
