// What is told about an import: what was left out, what was counted.

/** Gathers what people should know about what became of their document. */
export class Told {
  /** @type {Map<string, string[]>} */ #left = new Map();
  /** @type {Set<string>} */ #notes = new Set();
  /** @type {Map<string, number>} */ #counts = new Map();

  /** Something is not in the page. @param {string} kind @param {string} what */
  left(kind, what) {
    const all = this.#left.get(kind) ?? [];
    this.#left.set(kind, all);
    if (!all.includes(what)) all.push(what);
  }

  /** Something is not as it was. @param {string} what */
  note(what) {
    this.#notes.add(what);
  }

  /** One more of a kind that is told by its number. @param {string} kind */
  count(kind) {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  /** How often something was counted. @param {string} kind */
  counted(kind) {
    return this.#counts.get(kind) ?? 0;
  }

  /** All of it, as short sentences without a stop. @returns {{left: string[], notes: string[]}} */
  all() {
    const left = [...this.#left.values()].flatMap((all) => (all.length > 12 ? [...all.slice(0, 12), `and ${all.length - 12} more like it`] : all));
    const notes = [...this.#notes];
    for (const [kind, one, many, what] of counts) {
      const n = this.counted(kind);
      if (n) (what ? left : notes).push(n === 1 ? one : many.replace("N", String(n)));
    }
    return { left, notes };
  }
}

/** Kind, words for one, words for more, whether it is left out.
 * @type {[string, string, string, boolean][]} */
const counts = [
  ["inserted", "one tracked insertion was accepted", "N tracked insertions were accepted", false],
  ["deleted", "one tracked deletion: that text is gone", "N tracked deletions: that text is gone", true],
  ["comment", "one comment", "N comments", true],
  ["hidden", "hidden text in one place", "hidden text in N places", true],
  ["textbox", "one text box now stands below the paragraph it was fixed to", "N text boxes now stand below the paragraphs they were fixed to", false],
  ["value", "what was filled in in one place: the page has the empty field", "what was filled in in N places: the page has the empty fields", true],
  ["tick", "the tick in one box", "the ticks in N boxes", true],
  ["equation", "one equation is plain text now", "N equations are plain text now", false],
  ["link", "one link that leads to a file or a place only its author can open", "N links that lead to files or places only their author can open", true],
  ["nested", "one table within a table is plain text now", "N tables within tables are plain text now", false],
  ["columns", "the columns of a table that every form here has anyway: answers, who and by when",
    "the columns of N tables that every form here has anyway: answers, who and by when", true],
];
