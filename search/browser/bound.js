// What pages may get from postings that are not loaded, by what the shards say of them.
import * as w from "./weights.js";

/**
 * @typedef {{score: number, covered: number, title: number, alone: number, after: number, span: boolean}} Bound the most of a slot; covered and title: likewise,
 *   the fewest words; alone: boosted, where the query is one word; after: pages that get it have higher numbers than this; span: a synonym may give it
 */

/** @type {Bound} */
export const none = { score: 0, covered: 0, title: 0, alone: 0, after: Infinity, span: false };

/**
 * The most a slot can give a page whose posting is not loaded.
 * @param {import("./evaluate.js").Lane} lane @param {import("./catalogue.js").Catalogue} catalogue
 * @param {import("./decode.js").Group} [but] a group of which the posting is loaded
 * @returns {Bound}
 */
export function bound(lane, catalogue, but) {
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
 * The most that a page gets of which no posting is loaded.
 * @param {Bound[]} bounds @param {import("./evaluate.js").Lane[]} lanes @param {number} least the fewest words of a title
 * @returns {{score: number, after: number}} pages that get it have higher numbers than after
 */
export function unseen(bounds, lanes, least) {
  const slots = lanes.length, all = w.every(bounds.filter(b => b.score).length, slots);
  if (slots === 1) {
    const [{ alone, after }] = bounds, { times } = lanes[0].slot;
    // A word said more than once is boosted after it is counted, so less is lost by rounding.
    return { score: (alone + 1) * times - 1 + all, after: times === 1 ? after : -1 };
  }
  const score = bounds.reduce((n, b, i) => n + b.score * lanes[i].slot.times, 0);
  const covered = bounds.reduce((n, b) => n + b.covered, 0);
  return { score: w.boost(score, covered, slots, least) + all, after: -1 };
}
