// Scores pages as search/evaluate.go does, from as few postings as settle the
// best of them. What is not loaded is bounded by what the shards say of it.
import { nearest } from "./spelling.js";
import { fold } from "./words.js";
import * as w from "./weights.js";

/**
 * @typedef {import("./decode.js").Group} Group
 * @typedef {{group: Group, scale: number, mask: number, titleScore: (mask: number) => number, inTitle: number}} Source a group as a slot sees it: a posting
 *   gives scale times its impact, or what its title gives for the words in it that mask has, at most inTitle
 * @typedef {{slot: import("./query.js").Slot, sources: Source[], prefix?: import("./decode.js").PrefixPage[], cut: boolean, candidates: import("./spelling.js").Candidate[]}} Lane a slot and all that is searched for it
 * @typedef {{from: number, to: number, words: string, also: import("./decode.js").Phrase, groups: Group[]}} Span
 * @typedef {{score: Int32Array, covered: Uint8Array, first: Uint8Array}} Column first: whether the page has a posting of the lane's first source
 * @typedef {{doc: number, score: number}} Match
 */

export class Evaluation {
  /** @param {import("./catalogue.js").Catalogue} catalogue @param {import("./query.js").Request} request */
  constructor(catalogue, request) {
    this.catalogue = catalogue;
    this.request = request;
    /** @type {Lane[]} */
    this.lanes = [];
    /** @type {Span[]} */
    this.spans = [];
    this.terms = new Set(request.slots.map(s => s.term));
    this.prefix = "";
    this.total = 0; // of a prefix entry
  }

  /** Finds the groups of all words. */
  async prepare() {
    const { slots } = this.request;
    // The shards with words that an unfinished one begins are wanted next, so they are fetched now.
    if (slots.length > 1) for (const s of slots) if (s.prefix) this.catalogue.completing(fold(s.text)).catch(() => {});
    const homes = await Promise.all(slots.map(s => this.catalogue.home(s.term)));
    await this.findSpans(homes.flatMap(h => h.synonyms));
    this.lanes = await Promise.all(slots.map((slot, i) => this.lane(slot, homes[i], i)));
  }

  /** @param {import("./decode.js").Phrase[][]} sets */
  async findSpans(sets) {
    const { slots } = this.request, seen = new Set();
    for (const set of sets) {
      for (const phrase of set) {
        const n = phrase.terms.length;
        const from = slots.findIndex((_, i) => phrase.terms.every((t, k) => slots[i + k]?.term === t && !slots[i + k].required));
        if (from < 0) continue;
        for (const also of set) {
          const key = JSON.stringify([phrase.terms, also.terms]);
          if (also === phrase || seen.has(key)) continue;
          seen.add(key);
          const groups = await Promise.all(also.terms.map(t => this.catalogue.find(t)));
          this.spans.push({ from, to: from + n - 1, words: phrase.text, also, groups: /** @type {Group[]} */ (groups) });
        }
      }
    }
    this.spans.sort((a, b) => a.to - a.from - b.to + b.from || a.from - b.from || compareTerms(a.also.terms, b.also.terms));
  }

  /** @param {import("./query.js").Slot} slot @param {import("./decode.js").Shard} home @param {number} i @returns {Promise<Lane>} */
  async lane(slot, home, i) {
    const { pages } = this.catalogue;
    /** @type {Lane} */
    const lane = { slot, sources: [], cut: false, candidates: [] };
    const folded = fold(slot.text), exact = home.groups.find(g => g.term === slot.term);
    if (slot.prefix) this.prefix = folded;
    const span = this.spans.some(s => s.from <= i && i <= s.to);
    if (slot.prefix && slot.times === 1 && this.request.slots.length === 1 && folded === slot.text && !span) {
      const entry = await this.catalogue.spanning(folded);
      if (entry) {
        lane.prefix = entry.pages;
        lane.cut = entry.total > entry.pages.length;
        this.total = entry.total;
        return lane;
      }
    }
    this.exact(lane, folded, exact);
    if (slot.prefix) await this.complete(lane, folded, exact);
    if (lane.sources.length || span || slot.required || slot.common || [...slot.text].length < w.CORRECT_LENGTH) return lane;
    lane.candidates = nearest(await this.catalogue.lettered([...folded][0]), folded);
    const groups = await Promise.all(lane.candidates.map(c => this.catalogue.find(c.term)));
    lane.candidates.forEach((c, k) => {
      const group = /** @type {Group} */ (groups[k]);
      this.terms.add(c.term);
      lane.sources.push(source(group, w.weight(pages, group.found), bit(group.words.findIndex(word => word.text === c.text))));
    });
    return lane;
  }

  /** Adds the word itself. @param {Lane} lane @param {string} folded @param {Group | undefined} group */
  exact({ slot, sources }, folded, group) {
    if (!group) return;
    const mask = group.words.reduce((m, word, k) => slot.texts.includes(word.text) ? m | bit(k) : m, 0);
    sources.push(source(group, w.weight(this.catalogue.pages, group.found), slot.prefix ? mask | completes(group, folded) : mask));
  }

  /** Adds the words that begin with what was typed. @param {Lane} lane @param {string} folded @param {Group | undefined} exact */
  async complete(lane, folded, exact) {
    const { pages } = this.catalogue, { slot } = lane;
    const known = exact?.words.some(word => word.text === slot.text);
    const limit = known && exact ? w.part(w.weight(pages, exact.found), w.KNOWN_SHARE) : 2 ** 30;
    for (const group of await this.catalogue.completing(folded)) {
      const mask = completes(group, folded);
      const share = group === exact ? 0 : w.part(Math.min(w.weight(pages, group.found), limit), w.PREFIX_SHARE);
      const inTitle = group.words.map(word => word.text === slot.text ? 0 : Math.min(w.weight(pages, word.found), limit) * w.TITLE_IMPACT);
      const titleScore = (/** @type {number} */ m) => {
        let best = 0;
        for (let k = 0; m; k++, m >>>= 1) if (m & 1) best = Math.max(best, inTitle[k]);
        return best;
      };
      lane.sources.push({ group, scale: share, mask, titleScore, inTitle: titleScore(mask) });
    }
  }

  /** All groups that count. */
  groups() {
    return new Set([...this.lanes.flatMap(l => l.sources.map(s => s.group)), ...this.usedSpans().flatMap(s => s.groups)]);
  }

  /** The synonyms of which every word is in the index. */
  usedSpans() {
    return this.spans.filter(s => s.groups.every(Boolean));
  }

  /** The terms to mark. */
  marked() {
    return new Set([...this.terms, ...this.usedSpans().flatMap(s => s.also.terms)]);
  }

  /** Which fragment of a page has something for most slots, by the postings that are loaded. @param {number} doc */
  fragment(doc) {
    const counts = /** @type {number[]} */ ([]);
    this.lanes.forEach((lane, slot) => {
      const groups = lane.sources.map(s => s.group).concat(this.usedSpans().flatMap(s => s.from === slot ? s.groups : []));
      let fragments = lane.prefix?.find(page => page.doc === doc)?.fragments ?? 0;
      for (const group of groups) for (const p of this.catalogue.loaded(group)) fragments |= p.fragments[p.doc.indexOf(doc)];
      for (let n = 0; fragments >> n; n++) if (fragments >> n & 1) counts[n] = (counts[n] ?? 0) + 1;
    });
    return Math.max(0, counts.indexOf(Math.max(...counts.filter(Boolean))));
  }

  /** How many pages match at least, by what the shards say, and whether it is all. */
  counted() {
    const found = this.lanes.flatMap(l => l.prefix ? this.total : l.sources.map(s => s.group.found));
    return { least: Math.max(0, ...found), exact: found.length < 2 && !this.spans.length };
  }

  /** The query with misspelt words put right. @param {string} query @param {number | undefined} best the best page */
  correct(query, best) {
    let text = "";
    for (const { slot, candidates, sources } of [...this.lanes].reverse()) {
      if (!candidates.length) continue;
      const on = candidates.findIndex((_, k) => this.catalogue.loaded(sources[k].group).some(p => p.doc.includes(/** @type {any} */ (best))));
      text ||= query;
      text = text.slice(0, slot.start) + candidates[Math.max(on, 0)].text + text.slice(slot.end);
    }
    return text;
  }

  /** Loads more postings: the next file of each group, or all. @param {boolean} all */
  async more(all) {
    const prefix = this.lanes.find(l => l.prefix && l.cut);
    if (prefix) {
      // The best pages for a short prefix were not enough: search for its words themselves.
      prefix.prefix = undefined;
      prefix.cut = false;
      const folded = fold(prefix.slot.text), exact = await this.catalogue.find(prefix.slot.term);
      this.exact(prefix, folded, exact);
      await this.complete(prefix, folded, exact);
    }
    await Promise.all([...this.groups()].map(g => this.catalogue.more(g, all)));
  }

  /** Whether all postings are loaded. */
  get whole() {
    return !this.lanes.some(l => l.cut) && [...this.groups()].every(g => !this.catalogue.missing(g).length);
  }
}

/** @param {number} k */
export const bit = k => k >= 0 && k < w.MASK_WORDS ? 1 << k : 0;

/** The words of a group that begin with a folded prefix, as a mask. @param {Group} group @param {string} prefix */
function completes(group, prefix) {
  return group.folded.reduce((mask, word, k) => word.startsWith(prefix) ? mask | bit(k) : mask, 0);
}

/** A group searched for itself. @param {Group} group @param {number} weight @param {number} mask @returns {Source} */
function source(group, weight, mask) {
  return { group, scale: weight, mask, titleScore: () => 0, inTitle: 0 };
}

/** @param {string[]} a @param {string[]} b */
function compareTerms(a, b) {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return a.length - b.length;
}
