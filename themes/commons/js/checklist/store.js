import { plain } from "./address.js";
import { merge, nothing } from "./records.js";
import { valid } from "./valid.js";

/** @typedef {import("./records.js").Kept} Kept */

/** @typedef {{ address: string, former: string[] }} Place where a page is below the site's home, and was before */

/** @param {HTMLElement} main of the page @param {string} base the site's home @returns {Place} */
export const placeOf = ({ dataset }, base) => ({
  address: (dataset.page ?? location.pathname).slice(base.length),
  former: (dataset.former ?? "").split(" ").filter(Boolean),
});

/** The name under which a page is kept. Other sites on this host do not share the base.
 * @param {string} base @param {string} address */
const keyOf = (base, address) => `answers ${base} ${plain(address)}`;

/**
 * What is kept of a page on this device. Nothing is moved or mended.
 * @param {string} base
 * @param {Place} place
 */
export function look(base, { address, former }) {
  const all = nothing();
  for (const one of [address, ...former]) {
    try {
      const kept = parsed(localStorage.getItem(keyOf(base, one)) ?? "");
      if (kept) merge(all, kept);
    } catch {
      // Storage is refused in some private windows, and nothing is kept there.
    }
  }
  return all;
}

/**
 * Keeps what was filled in on one page, on this device alone.
 * @param {string} base
 * @param {Place} place
 */
export function openStore(base, { address, former }) {
  /** @param {string} address */
  const key = (address) => keyOf(base, address);
  const own = key(address);
  /** What stands in storage as this tab last saw it. */
  let seen = -1;
  let refused = false;

  let damaged = false;

  /** What cannot be read is not overwritten: it gets another name.
   * @param {string} name @returns {Kept | null} */
  function read(name) {
    const text = localStorage.getItem(name);
    if (text === null) return null;
    const kept = parsed(text);
    if (!kept) {
      damaged = true;
      localStorage.setItem(`${name} (damaged)`, text);
      localStorage.removeItem(name);
    }
    return kept;
  }

  const store = {
    kept: nothing(),
    /** Called when another tab has changed or cleared what is kept. */
    changedElsewhere: () => {},
    /** Called when the browser begins or ceases to keep what is written. */
    refusal: () => {},
    get refused() { return refused; },

    /** Reads anew what is kept: what was cleared meanwhile is gone here too. */
    again() {
      if (!refused) {
        store.kept = nothing();
        seen = -1;
      }
      store.load();
    },

    /** Reads what is kept, and moves it here from a former address.
     * @returns {boolean} whether all of it can be read */
    load() {
      for (const name of new Set([own, ...former.map(key)])) {
        try {
          const kept = read(name);
          if (!kept) continue;
          merge(store.kept, kept);
          if (name === own) seen = store.kept.revision = kept.revision;
          else if (store.save()) localStorage.removeItem(name);
        } catch {
          refused = true;
        }
      }
      if (!refused) probe();
      return !damaged;
    },

    /** Writes what is kept, with what another tab may have written meanwhile.
     * @returns {boolean} whether the browser took it */
    save() {
      const before = refused;
      let changed = false;
      try {
        const stored = read(own);
        if (stored && stored.revision !== seen) changed = merge(store.kept, stored);
        store.kept.revision = Math.max(store.kept.revision, stored?.revision ?? 0) + 1;
        localStorage.setItem(own, JSON.stringify(store.kept));
        seen = store.kept.revision;
        refused = false;
      } catch {
        refused = true;
      }
      if (before !== refused) store.refusal();
      if (changed) store.changedElsewhere();
      return !refused;
    },

    /** Forgets everything this site has kept in this browser.
     * @returns {boolean} */
    forgetAll() {
      try {
        for (const name of Object.keys(localStorage)) {
          if (["answers", "team", "ask"].some((kind) => name.startsWith(`${kind} ${base} `)) || name === `pack ${base}` || name === "appearance") localStorage.removeItem(name);
        }
        sessionStorage.removeItem(`ask ${base} `);
      } catch {
        return false;
      } finally {
        store.kept = nothing();
        seen = -1;
      }
      return true;
    },
  };

  /** Some browsers refuse to write, and say so only when asked to. */
  function probe() {
    try {
      localStorage.setItem(key("?"), "1");
      localStorage.removeItem(key("?"));
    } catch {
      refused = true;
    }
  }

  addEventListener("storage", (event) => {
    if (event.key !== own && event.key !== null) return;
    if (event.newValue === null) {
      store.kept = nothing();
      seen = -1;
      store.changedElsewhere();
      return;
    }
    const kept = parsed(event.newValue);
    if (!kept) return;
    const changed = merge(store.kept, kept);
    seen = store.kept.revision = Math.max(store.kept.revision, kept.revision);
    if (changed) store.changedElsewhere();
  });

  return store;
}

/** @param {string} text @returns {Kept | null} */
function parsed(text) {
  try {
    return valid(JSON.parse(text));
  } catch {
    return null;
  }
}
