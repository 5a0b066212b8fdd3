// Adds up the columns of an evaluation and says whether the best are settled.
import { bound, none, unseen } from "./bound.js";
import * as w from "./weights.js";

/**
 * @typedef {import("./evaluate.js").Evaluation} Evaluation
 * @typedef {import("./evaluate.js").Match} Match
 * @typedef {import("./bound.js").Bound} Bound
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
    return unsure ? w.boost(score, covered, slots, title[doc] || least) + w.every(found, slots) : 0;
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
    keep(best, wanted, { doc, score: w.boost(score, covered, slots, title[doc]) + w.every(found, slots) });
    const most = partly && possible(doc);
    if (most) open.set(doc, most);
  }
  return { docs, best, settled: !partly || settled(best, wanted, open, unseen(bounds, lanes, least)) };
}

/**
 * Whether the best stay the best whatever is not loaded.
 * @param {Match[]} best @param {number} wanted @param {Map<number, number>} open the most that pages may yet get
 * @param {{score: number, after: number}} unseen the most for pages of which nothing is known
 */
function settled(best, wanted, open, unseen) {
  const last = best[wanted - 1];
  if (!last || last.score < unseen.score || last.score === unseen.score && last.doc > unseen.after) return false;
  return !best.some(match => open.has(match.doc)) && [...open.values()].every(most => most < last.score);
}

/** Puts a match in its place among the best, if it is one of them. Matches come by number. @param {Match[]} best @param {number} wanted @param {Match} match */
function keep(best, wanted, match) {
  if (best.length === wanted && !(best[wanted - 1]?.score < match.score)) return;
  let at = best.length;
  while (at && best[at - 1].score < match.score) at--;
  best.splice(at, 0, match);
  if (best.length > wanted) best.pop();
}

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
