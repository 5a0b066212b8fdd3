// Reads the files that search/codec.go, shard.go and entry.go write.
import { fold } from "./words.js";
import { MORE_TIER, NEXT_TIER, SHARD_GROUP } from "./weights.js";

/**
 * @typedef {{text: string, found: number}} GroupWord
 * @typedef {{term: string, found: number, words: GroupWord[], folded: string[], first: Postings, rest: Tier[], all?: string, home?: Shard, loaded?: Postings[]}} Group
 * @typedef {{doc: Int32Array, impact: Uint8Array, title: Uint8Array, mask: Int32Array, fragments: Int32Array}} Postings
 * @typedef {{name: string, count: number, impact: number, title: number, alone: number}} Tier
 * @typedef {{doc: number, score: number, covered: number, title: number, fragments: number}} PrefixPage
 * @typedef {{text: string, terms: string[]}} Phrase
 * @typedef {{groups: Group[], places: string, elsewhere: {folded: string, term: string}[], prefixes: Map<string, {total: number, pages: PrefixPage[], words: string[]}>, synonyms: Phrase[][]}} Shard
 */

const utf8 = new TextDecoder();
const letters = "abcdefghijklmnopqrstuvwxyz234567";

export class Decoder {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  byte() {
    return this.data[this.at++];
  }

  number() {
    let value = 0, unit = 1, byte;
    do {
      byte = this.data[this.at++];
      value += (byte & 127) * unit;
      unit *= 128;
    } while (byte > 127);
    return value;
  }

  string() {
    const end = this.number() + this.at;
    let text = "";
    for (let i = this.at; i < end; i++) {
      if (this.data[i] > 127) {
        text = utf8.decode(this.data.subarray(this.at, end));
        break;
      }
      text += String.fromCharCode(this.data[i]);
    }
    this.at = end;
    return text;
  }

  /** @param {string} previous */
  after(previous) {
    return previous.slice(0, this.number()) + this.string();
  }

  /** A file's name: five bytes in base 32. */
  name() {
    let name = "", bits = 0, held = 0;
    for (let i = 0; i < 5; i++) {
      held = held << 8 | this.byte();
      for (bits += 8; bits >= 5; bits -= 5) name += letters[held >> bits - 5 & 31];
      held &= 31;
    }
    return name;
  }

  /** @template T @param {number} count @param {() => T} read @returns {T[]} */
  list(count, read) {
    return Array.from({ length: count }, read);
  }

  /** Numbers that rise, as their differences. @param {number} count */
  rising(count) {
    const list = new Int32Array(count);
    for (let i = 0, last = 0; i < count; i++) list[i] = last += this.number();
    return list;
  }

  /** Where terms stand in so many pages. @param {number} pages */
  places(pages) {
    const counts = this.list(pages, () => this.number());
    let low = this.at;
    this.at += counts.reduce((sum, n) => sum + n, 0);
    return counts.map(n => {
      let last = 0;
      return Int32Array.from({ length: n }, () => last += this.data[low++] | this.number() << 8);
    });
  }

  /** @returns {Group[]} */
  groups() {
    const count = this.number();
    let last = "";
    const terms = this.list(count, () => last = this.after(last));
    const sizes = this.list(count, () => this.number());
    const words = terms.map((term, i) => this.list(sizes[i], () => this.after(term)));
    return terms.map((term, i) => {
      const found = this.number();
      return {
        term, found, rest: [], first: /** @type {any} */ (null), folded: words[i].map(fold),
        words: words[i].map(text => ({ text, found: sizes[i] > 1 ? this.number() : found })),
      };
    });
  }

  /** Runs of postings, column by column. @param {number[]} counts @param {(run: number) => boolean} masked @returns {Postings[]} */
  postings(counts, masked) {
    const docs = counts.map(n => this.rising(n));
    const bytes = () => counts.map(n => this.data.subarray(this.at, this.at += n));
    const both = bytes();
    const fragments = both.map(run => Int32Array.from(run, byte => byte >> 5 | this.number() << 3));
    const titles = bytes();
    return docs.map((doc, run) => {
      const mask = Int32Array.from(titles[run], title => !title ? 0 : masked(run) ? this.number() : 1);
      return { doc, impact: both[run].map(byte => (byte & 31) + 1), title: titles[run], mask, fragments: fragments[run] };
    });
  }

  /** @param {number} most postings of a group in its shard @returns {Shard} */
  shard(most) {
    const groups = this.groups();
    const many = (/** @type {number} */ i) => groups[i].words.length > 1;
    const first = this.postings(groups.map(g => Math.min(g.found, most)), many);
    const places = this.name();
    groups.forEach((g, i) => {
      g.first = first[i];
      if (g.found <= most) return;
      g.all = this.name();
      for (let left = g.found - most, size = NEXT_TIER; left > 0; left -= size, size = MORE_TIER) {
        g.rest.push({ name: this.name(), count: Math.min(left, size), impact: this.byte(), title: this.byte(), alone: this.number() });
      }
    });
    const elsewhere = this.list(this.number(), () => {
      const text = this.string();
      return { folded: fold(text), term: this.after(text) };
    });
    const prefixes = new Map(this.list(this.number(), () => {
      const prefix = this.string();
      return [prefix, this.prefix(prefix)];
    }));
    const synonyms = this.list(this.number(), () => this.list(this.number(), () => (
      { text: this.string(), terms: this.list(this.number(), () => this.string()) })));
    const shard = { groups, places, elsewhere, prefixes, synonyms };
    for (const g of groups) g.home = shard;
    return shard;
  }

  /** @param {string} prefix */
  prefix(prefix) {
    const total = this.number();
    let doc = 0;
    const pages = this.list(this.number(), () => (
      { doc: doc += this.number(), score: this.number(), covered: this.byte(), title: this.byte(), fragments: this.number() }));
    return { total, pages, words: this.list(this.number(), () => this.after(prefix)) };
  }

  /** Words that rise. */
  keys() {
    let last = "";
    return this.list(this.number(), () => last = this.after(last));
  }

  /** @param {number} count */
  names(count) {
    return this.list(count, () => this.name());
  }

  entry() {
    const pages = this.number(), first = this.number();
    const shards = this.keys(), hashes = this.names(Math.ceil(shards.length / SHARD_GROUP));
    const words = this.keys(), wordNames = this.names(words.length), facets = this.name();
    const sizes = this.list(this.number(), () => this.number());
    return { pages, first, shards, hashes, words, wordNames, facets, sizes, fragments: this.names(sizes.length) };
  }
}
