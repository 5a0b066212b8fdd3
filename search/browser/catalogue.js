// Finds the groups of an index: which file has a word, what is loaded of it.
import { Decoder } from "./decode.js";
import { Files } from "./files.js";
import { SHARD_GROUP } from "./weights.js";
import { fold } from "./words.js";

/** @typedef {import("./decode.js").Group} Group */

export class Catalogue {
  /** @param {string} base @param {Uint8Array} entry */
  constructor(base, entry) {
    this.files = new Files(base);
    this.entry = new Decoder(entry).entry();
    this.pages = this.entry.pages;
  }

  /** @param {number} i */
  shard(i) {
    return this.files.get(`${this.entry.hashes[Math.floor(i / SHARD_GROUP)]}-${i % SHARD_GROUP}`, data => new Decoder(data).shard(this.entry.first));
  }

  /** The shards from the one a word lies in to the last that has words beginning with it. @param {string} prefix */
  span(prefix) {
    const keys = this.entry.shards, from = position(keys, prefix);
    let to = from + 1;
    while (to < keys.length && keys[to].startsWith(prefix)) to++;
    return { from, to };
  }

  /** The shard that has a term, if any has. @param {string} term */
  home(term) {
    return this.shard(position(this.entry.shards, fold(term)));
  }

  /** @param {string} term @returns {Promise<Group | undefined>} */
  async find(term) {
    return (await this.home(term)).groups.find(g => g.term === term);
  }

  /** All groups with a word that begins with a folded prefix. @param {string} prefix */
  async completing(prefix) {
    const { from, to } = this.span(prefix);
    const loading = [];
    for (let i = from; i < to; i++) loading.push(this.shard(i));
    const shards = await Promise.all(loading), begins = (/** @type {string} */ word) => word.startsWith(prefix);
    const terms = shards.flatMap(s => s.elsewhere.filter(w => begins(w.folded)).map(w => w.term));
    const strays = /** @type {Group[]} */ (await Promise.all(terms.map(term => this.find(term))));
    return new Set([...shards.flatMap(s => s.groups.filter(g => g.folded.some(begins))), ...strays]);
  }

  /** What is known of a prefix whose words lie in more than one shard. @param {string} prefix */
  async spanning(prefix) {
    const { from, to } = this.span(prefix);
    return to - from > 1 ? (await this.shard(from)).prefixes.get(prefix) : undefined;
  }

  /** Words that begin with a prefix, the most common first. @param {string} prefix @param {number} most @returns {Promise<string[]>} */
  async completions(prefix, most) {
    const entry = await this.spanning(prefix);
    if (entry) return entry.words.slice(0, most);
    return [...await this.completing(prefix)].flatMap(g => g.words.filter((_, i) => g.folded[i].startsWith(prefix)))
      .sort((a, b) => b.found - a.found || (a.text < b.text ? -1 : 1)).slice(0, most).map(w => w.text);
  }

  /** All words of four letters or more that begin with a letter, and others where there is one shard. @param {string} letter @returns {Promise<import("./decode.js").GroupWord[]>} */
  async lettered(letter) {
    const { words, wordNames } = this.entry;
    if (!words.length) return (await this.shard(0)).groups.flatMap(g => g.words);
    return this.files.get(wordNames[position(words, letter)], data => {
      const decoder = new Decoder(data);
      const shared = decoder.list(decoder.number(), () => decoder.number()), rest = decoder.string().split("\n");
      let last = "";
      return shared.map((n, i) => ({ text: last = last.slice(0, n) + rest[i], found: decoder.number() }));
    });
  }

  /** The postings of a group that are loaded. @param {Group} group */
  loaded(group) {
    return group.loaded ??= [group.first];
  }

  /** The files of a group's postings that are not loaded. @param {Group} group */
  missing(group) {
    return group.rest.slice(this.loaded(group).length - 1);
  }

  /** Loads more postings of a group: the next file, or all. @param {Group} group @param {boolean} all */
  async more(group, all) {
    const wanted = this.missing(group).slice(0, all ? undefined : 1);
    const arrived = await Promise.all(wanted.map(tier => this.files.get(tier.name, data =>
      new Decoder(data).postings([tier.count], () => group.words.length > 1)[0])));
    const loaded = this.loaded(group);
    // Another search may have loaded them meanwhile.
    arrived.forEach(postings => loaded.includes(postings) || loaded.push(postings));
  }

  /** Where a group's term stands in each page; all its postings must be loaded. @param {Group} group @returns {Promise<Map<number, Int32Array>>} */
  async places(group) {
    const home = /** @type {import("./decode.js").Shard} */ (group.home);
    const held = group.all ? [group] : home.groups.filter(g => !g.all);
    const docs = held.map(g => this.loaded(g).flatMap(p => [...p.doc]).sort((a, b) => a - b));
    const all = await this.files.get(group.all ?? home.places, data => {
      const places = new Decoder(data).places(docs.flat().length);
      let at = 0;
      return docs.map(pages => new Map(pages.map(doc => [doc, places[at++]])));
    });
    return all[held.indexOf(group)];
  }

  /** The pages of each kind, topic and audience. @returns {Promise<Map<string, Int32Array>[]>} */
  values() {
    return this.files.get(this.entry.facets, data => {
      const decoder = new Decoder(data);
      return decoder.list(3, () => new Map(decoder.list(decoder.number(), () => [decoder.string(), decoder.rising(decoder.number())])));
    });
  }

  /**
   * What is shown of a page: address, title, kind, section, description, and anchor, heading and text of some passages.
   * @param {number} doc @param {number} n which of its fragments @returns {Promise<string[]>}
   */
  fragment(doc, n) {
    const { sizes, fragments } = this.entry;
    let i = 0;
    while (doc >= sizes[i]) doc -= sizes[i++];
    return this.files.get(`${fragments[i]}-${doc}-${n}`, data => JSON.parse(new TextDecoder().decode(data)));
  }
}

/** The last key that is not after a word. @param {string[]} keys @param {string} word */
function position(keys, word) {
  let from = 0, to = keys.length;
  while (to - from > 1) {
    const middle = from + to >> 1;
    if (keys[middle] <= word) from = middle;
    else to = middle;
  }
  return from;
}
