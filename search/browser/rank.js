// Adds up the columns of an evaluation and says whether the best are settled.
import * as w from "./weights.js";

/**
 * @typedef {import("./evaluate.js").Evaluation} Evaluation
 * @typedef {import("./evaluate.js").Match} Match
 * @typedef {{score: number, covered: number, title: number, alone: number, after: number, span: boolean}} Bound the most that pages get from postings that are not loaded; alone: boosted, where the query is one word; after: pages that get it have higher numbers than this
 */

/**
 * Scores all pages that are known to match.
 * @param {Evaluation} evaluation
 * @param {(doc: number) => boolean} allowed
 * @param {number} wanted how many of the best
 * @returns {{docs: number[], best: Match[], settled: boolean}} all that match, in the order of their numbers; the best of them, the best first; whether
 *   postings that are not loaded cannot change these
 */
export function rank(evaluation, allowed, wanted) {
  const { lanes, catalogue } = evaluation, { pages } = catalogue, slots = lanes.length;
  const title = new Uint8Array(pages);
  const columns = lanes.map(lane => fill(lane, catalogue, title));
  const bounds = lanes.map(lane => bound(lane, catalogue));
  // What a page may yet get that has the first source's word, from the other sources, or that a prefix entry has.
  const others = lanes.map(lane => lane.prefix ? none : bound(lane, catalogue, lane.sources[0]?.group));
  for (const span of evaluation.usedSpans()) fillSpan(span, columns, bounds, catalogue, title);
  const titles = bounds.map(b => b.title).filter(Boolean), least = titles.length ? Math.min(...titles) : 0;

  /** The most that a page may yet get, or 0 if all of it is known. @param {number} doc */
  function possible(doc) {
    let score = 0, covered = 0, found = 0, unsure = false;
    columns.forEach((column, i) => {
      const has = column.score[doc], more = bounds[i].span || !column.first[doc] ? bounds[i] : others[i];
      unsure ||= more.score > has || more.covered > column.covered[doc];
      score += Math.max(has, more.score) * lanes[i].slot.times;
      covered += Math.max(column.covered[doc], more.covered);
      if (has || more.score) found++;
    });
    return unsure ? w.boost(score, covered, slots, title[doc] || least) + every(found, slots) : 0;
  }

  const docs = [], open = new Map(), partly = bounds.some(b => b.score);
  /** @type {Match[]} */
  const best = [];
  for (let doc = 0; doc < pages; doc++) {
    let score = 0, covered = 0, found = 0, missing = false;
    for (let i = 0; i < slots; i++) {
      const has = columns[i].score[doc];
      if (has) {
        found++;
        score += has * lanes[i].slot.times;
        covered += columns[i].covered[doc];
      } else if (lanes[i].slot.required) missing = true;
    }
    if (!found || missing || !allowed(doc)) continue;
    docs.push(doc);
    keep(best, wanted, { doc, score: w.boost(score, covered, slots, title[doc]) + every(found, slots) });
    const most = partly && possible(doc);
    if (most) open.set(doc, most);
  }
  return { docs, best, settled: !partly || settled() };

  function settled() {
    const score = bounds.reduce((n, b, i) => n + b.score * lanes[i].slot.times, 0);
    const covered = bounds.reduce((n, b) => n + b.covered, 0);
    const { times } = lanes[0].slot;
    const unseen = (slots === 1 ? (bounds[0].alone + 1) * times - 1 : w.boost(score, covered, slots, least)) +
      every(bounds.filter(b => b.score).length, slots);
    const last = best[wanted - 1];
    if (!last || last.score < unseen || last.score === unseen && !(slots === 1 && times === 1 && last.doc <= bounds[0].after)) return false;
    if (best.some(match => open.has(match.doc))) return false;
    for (const most of open.values()) if (most >= last.score) return false;
    return true;
  }
}

/** Puts a match in its place among the best, if it is one of them. Matches come by number. @param {Match[]} best @param {number} wanted @param {Match} match */
function keep(best, wanted, match) {
  if (best.length === wanted && !(best[wanted - 1]?.score < match.score)) return;
  let at = best.length;
  while (at && best[at - 1].score < match.score) at--;
  best.splice(at, 0, match);
  if (best.length > wanted) best.pop();
}

/** @param {number} found @param {number} slots */
const every = (found, slots) => found === slots && slots <= w.EVERY_WORD_MAX ? w.EVERY_WORD : 0;

/** @type {Bound} */
const none = { score: 0, covered: 0, title: 0, alone: 0, after: Infinity, span: false };

/** @param {import("./evaluate.js").Lane} lane @param {import("./catalogue.js").Catalogue} catalogue @param {Uint8Array} title */
function fill(lane, catalogue, title) {
  const score = new Int32Array(catalogue.pages), covered = new Uint8Array(catalogue.pages), first = new Uint8Array(catalogue.pages);
  for (const page of lane.prefix ?? []) {
    score[page.doc] = page.score;
    covered[page.doc] = page.covered;
    first[page.doc] = 1;
    if (page.title) title[page.doc] = page.title;
  }
  for (const source of lane.sources) {
    for (const p of catalogue.loaded(source.group)) {
      const isFirst = source === lane.sources[0];
      for (let i = 0; i < p.doc.length; i++) {
        const doc = p.doc[i];
        let more = source.scale * p.impact[i];
        if (p.title[i]) {
          const meant = p.mask[i] & source.mask;
          title[doc] = p.title[i];
          covered[doc] = Math.max(covered[doc], meant ? w.TITLE_WORD : w.TITLE_STEM);
          if (meant) more = Math.max(more, source.titleScore(meant));
        }
        if (more > score[doc]) score[doc] = more;
        if (isFirst) first[doc] = 1;
      }
    }
  }
  return { score, covered, first };
}

/**
 * The most a slot can give a page whose posting is not loaded.
 * @param {import("./evaluate.js").Lane} lane @param {import("./catalogue.js").Catalogue} catalogue
 * @param {import("./decode.js").Group} [but] a group of which the posting is loaded
 * @returns {Bound}
 */
function bound(lane, catalogue, but) {
  const most = { ...none }, groups = new Set();
  if (lane.prefix && lane.cut) {
    // The entry holds the best by boosted score, and of equal ones those with the lowest numbers.
    most.score = most.alone = Math.min(...lane.prefix.map(p => w.boost(p.score, p.covered, 1, p.title)));
  }
  for (const { group, scale, inTitle } of lane.sources) {
    if (group === but) continue;
    catalogue.missing(group).forEach((tier, i) => {
      groups.add(group);
      const alone = Math.floor(scale * tier.alone / 256);
      const boosted = tier.title && inTitle ? w.boost(inTitle, w.TITLE_WORD, 1, tier.title) : 0;
      most.score = Math.max(most.score, scale * tier.impact, tier.title ? inTitle : 0);
      if (!i && alone > most.alone) most.after = boosted < alone ? after(catalogue, group, tier, scale) : -1;
      else if (!i && alone === most.alone || boosted && boosted >= most.alone) most.after = -1;
      most.alone = Math.max(most.alone, alone, boosted);
      if (tier.title) {
        most.covered = w.TITLE_WORD;
        most.title = most.title ? Math.min(most.title, tier.title) : tier.title;
      }
    });
  }
  if (groups.size > 1 && most.title) {
    // A page may get its score from one group and stand in its title with another.
    most.alone = Math.max(most.alone, w.boost(most.score, w.TITLE_WORD, 1, most.title));
    most.after = -1;
  }
  return most;
}

/**
 * A number that pages of a tier have passed if they get the most that it gives: those that get as much are in the order
 * of their numbers over all tiers. -1 if that is not sure.
 * @param {import("./catalogue.js").Catalogue} catalogue @param {import("./decode.js").Group} group @param {import("./decode.js").Tier} tier @param {number} scale
 */
function after(catalogue, group, tier, scale) {
  // A little less may come to the same by rounding, and be out of order.
  if (Math.floor(scale * (tier.alone - 1) / 256) === Math.floor(scale * tier.alone / 256)) return -1;
  let last = -1;
  for (const p of catalogue.loaded(group)) {
    p.doc.forEach((doc, i) => {
      const alone = w.boost(p.impact[i] << 8, p.title[i] ? w.TITLE_WORD : 0, 1, p.title[i]);
      if (alone === tier.alone) last = Math.max(last, doc);
    });
  }
  return last;
}

/**
 * Gives pages with all words of a synonym its score, where that is more than they have.
 * @param {import("./evaluate.js").Span} span @param {import("./evaluate.js").Column[]} columns @param {Bound[]} bounds
 * @param {import("./catalogue.js").Catalogue} catalogue @param {Uint8Array} title
 */
function fillSpan(span, columns, bounds, catalogue, title) {
  const { pages } = catalogue, { from, to, groups } = span, n = groups.length;
  const sum = new Int32Array(pages), count = new Uint8Array(pages), inTitle = new Uint8Array(pages);
  let most = 0;
  for (const group of groups) {
    const share = w.part(w.weight(pages, group.found), w.SYNONYM_SHARE);
    for (const p of catalogue.loaded(group)) {
      p.doc.forEach((doc, i) => {
        sum[doc] += share * p.impact[i];
        count[doc]++;
        if (!p.title[i]) return;
        inTitle[doc]++;
        title[doc] = p.title[i];
      });
    }
    most += share * w.FULL_IMPACT;
  }
  for (let doc = 0; doc < pages; doc++) {
    if (count[doc] < n) continue;
    let has = 0;
    for (let i = from; i <= to; i++) has += columns[i].score[doc];
    const better = sum[doc] > has;
    for (let i = from; i <= to; i++) {
      if (better) columns[i].score[doc] = 1;
      if (inTitle[doc] === n) columns[i].covered[doc] = Math.max(columns[i].covered[doc], w.TITLE_SYNONYM);
    }
    if (better) columns[from].score[doc] = sum[doc] - (to - from);
  }
  if (!groups.some(g => catalogue.missing(g).length)) return;
  for (let i = from; i <= to; i++) {
    const b = bounds[i];
    b.score += i === from ? most : 1;
    b.alone += 4 * most;
    b.after = -1;
    b.covered = w.TITLE_WORD;
    b.title = 1;
    b.span = true;
  }
}
