// The numbers of search/weights.go, and its sums in whole numbers.

export const WHOLE = 16, PREFIX_SHARE = 8, SYNONYM_SHARE = 13, KNOWN_SHARE = 12;
export const FULL_IMPACT = 32, TITLE_IMPACT = 25, TITLE_WORD = 4, TITLE_SYNONYM = 3, TITLE_STEM = 1;
export const EVERY_WORD_MAX = 4, EVERY_WORD = 100_000_000;
export const CORRECT_LENGTH = 5, CORRECT_TWICE = 8, CORRECTIONS = 5, PREFIX_LETTERS = 3;
export const SHARD_GROUP = 32, NEXT_TIER = 2000, MORE_TIER = 6000, MASK_WORDS = 31;

/** 64 times the logarithm to base 2, rounded down. @param {number} x */
function log2(x) {
  let result = 31 - Math.clz32(x);
  let y = Math.floor(x * 32768 / 2 ** result);
  for (let i = 0; i < 6; i++) {
    y = Math.floor(y * y / 32768);
    result *= 2;
    if (y >= 65536) {
      y >>= 1;
      result++;
    }
  }
  return result;
}

/** The idf of a term. @param {number} pages @param {number} found */
export const weight = (pages, found) => Math.max(1, log2(2 * pages + 2) - log2(2 * Math.min(found, pages) + 1));

/** A part of a weight, in sixteenths, at least 1. @param {number} weight @param {number} share */
export const part = (weight, share) => Math.max(1, Math.floor(weight * share / WHOLE));

/**
 * Raises a score for what the title has of the query.
 * @param {number} score @param {number} covered @param {number} words @param {number} length
 */
export function boost(score, covered, words, length) {
  if (!covered) return score;
  const n = Math.max(length, 1), q = words, square = covered * covered;
  const more = Math.floor((16 * square * q * q * q + n * square * square) / (n * q * q * q * q));
  return score + Math.floor(score * more / 256);
}

/** What a page gets more for having something for every slot. @param {number} found @param {number} slots */
export const every = (found, slots) => found === slots && slots <= EVERY_WORD_MAX ? EVERY_WORD : 0;
