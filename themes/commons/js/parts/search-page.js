import { asker } from "./search-ask.js";
import { explain, openClient } from "./search-client.js";
import { facets, readFilters } from "./search-facets.js";
import { headingAddress, make, marked, says, where } from "./search-words.js";

/** @typedef {import("./search-client.js").Hit} Hit */
/** @typedef {import("./search-client.js").Result} Result */
/** @typedef {Record<string, string[]>} Filters */

const step = 20;

/**
 * Makes the search page answer as someone types. The query and the filters
 * stand in the address, so that a search can be shared and the page can be
 * left and come back to.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {HTMLElement} results
 */
export function addSearchPage(form, input, results) {
  const everything = /** @type {HTMLElement | null} */ (document.querySelector("[data-everything]"));
  const announced = make("p", { class: "unseen", role: "status" });
  const words = make("div", { class: "completions", role: "listbox", id: "search.q-list", "aria-label": "Words to search for", "aria-orientation": "horizontal" });
  form.append(words, announced);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", words.id);
  input.setAttribute("aria-expanded", "false");

  /** @type {Filters} */
  let filters = readFilters(new URLSearchParams(location.search));
  let chosen = -1;
  /** @type {HTMLElement | null} the list of the answer that is arriving */
  let arrived = null;
  const ask = asker({ options: () => ({ limit: step, filters, facets: true }), begin, empty, arriving, answer, fail });
  words.hidden = true;

  /** @param {string} query */
  function begin(query) {
    if (arrived) results.replaceChildren(); // of a question that is not asked any more
    arrived = null;
    remember(query);
    words.hidden = query.trim() === "";
  }

  function empty() {
    results.replaceChildren();
    suggest([]);
    announced.textContent = "";
    if (everything) everything.hidden = false;
  }

  /** @param {Hit[]} hits */
  function arriving(hits) {
    // An earlier answer stays until this one is whole: a page that grows and shrinks with each letter cannot be read.
    if (results.childElementCount > 0 && !arrived) return;
    if (everything) everything.hidden = true;
    if (!arrived) {
      arrived = make("ol", { class: "hits" });
      results.append(make("p", { class: "search-says" }, "The first pages are here, more are coming."), make("div", { class: "found" }, arrived));
    }
    complete(arrived, hits);
  }

  /**
   * @param {string} query
   * @param {Result} result
   * @param {string[]} completions
   */
  function answer(query, result, completions) {
    suggest(completions);
    if (everything) everything.hidden = true;
    const understood = says(result, query, Object.keys(filters).length > 0);
    // What has arrived stays where it is: the reader may be on it.
    const list = complete(arrived ?? make("ol", { class: "hits" }), result.hits);
    const found = list.parentElement ?? make("div", { class: "found" }, list);
    if (result.total > result.hits.length) found.append(more(query, list, result.total));
    const choice = facets(result.facets, filters, (changed) => {
      filters = changed;
      void ask.now(input.value);
    });
    const above = [make("p", { class: "search-says" }, understood), ...(choice ? [choice] : [])];
    if (arrived) {
      results.querySelector(".search-says")?.remove();
      results.prepend(...above);
      arrived = null;
    } else keepFocus(() => results.replaceChildren(...above, found));
    announced.textContent = understood.textContent;
  }

  /**
   * @param {string} query
   * @param {HTMLElement} list
   * @param {number} total
   */
  function more(query, list, total) {
    const button = make("button", { type: "button", class: "plain more" }, "Show more");
    button.addEventListener("click", () => ask.more(query, list.childElementCount, (next) => {
      const first = next.hits.length > 0 ? entry(next.hits[0]) : null;
      if (first) list.append(first, ...next.hits.slice(1).map(entry));
      first?.querySelector("a")?.focus();
      if (list.childElementCount >= total || !first) button.remove();
    }));
    return button;
  }

  /**
   * @param {string} query
   * @param {unknown} fault
   */
  function fail(query, fault) {
    const again = make("button", { type: "button", class: "plain" }, "Try again");
    again.addEventListener("click", () => ask.now(query));
    const aside = make("p", { class: "search-fault" }, make("span", {}, explain(fault)), again);
    arrived = null;
    results.replaceChildren(aside);
    suggest([]);
    announced.textContent = explain(fault);
    if (everything) everything.hidden = false;
  }

  /** @param {string} query */
  function remember(query) {
    const address = new URL(location.href);
    address.search = "";
    if (query.trim() !== "") address.searchParams.set("q", query.trim());
    for (const [field, values] of Object.entries(filters)) {
      for (const value of values) address.searchParams.append(field, value);
    }
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // Safari refuses after a hundred changes in a few seconds; the next one catches up.
    }
  }

  /** @param {string[]} given */
  function suggest(given) {
    choose(-1);
    words.replaceChildren(...given.map((word, i) => {
      const option = make("div", { role: "option", id: `${words.id}-${i}`, "aria-selected": "false" }, word);
      option.addEventListener("click", () => fill(word));
      return option;
    }));
    input.setAttribute("aria-expanded", String(given.length > 0));
  }

  /** @param {string} word */
  function fill(word) {
    input.value = word;
    input.focus();
    void ask.now(word);
  }

  /** @param {number} index */
  function choose(index) {
    chosen = index;
    [...words.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", words.children[index].id);
      words.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.isComposing) return;
    const options = words.childElementCount;
    if (event.key === "ArrowDown" && chosen < options - 1) choose(chosen + 1);
    else if (event.key === "ArrowDown") firstHit()?.focus();
    else if (event.key === "ArrowUp" && chosen >= 0) choose(chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) fill(words.children[chosen].textContent ?? "");
    else if (event.key === "Escape" && options > 0) suggest([]);
    else return;
    event.preventDefault();
  }

  /** @returns {HTMLElement | null} */
  function firstHit() {
    return results.querySelector(".hits a");
  }

  input.addEventListener("input", () => ask.typed(input.value));
  input.addEventListener("keydown", key);
  input.addEventListener("focus", () => { openClient().catch(() => {}); });
  words.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask.now(input.value).then(() => firstHit()?.focus());
  });
  results.addEventListener("keydown", moveAmongHits(results, input));

  input.value = new URLSearchParams(location.search).get("q") ?? input.value;
  if (input.value.trim() !== "") void ask.now(input.value);
}

/**
 * Adds to a list the hits that it does not have yet.
 * @param {HTMLElement} list
 * @param {Hit[]} hits
 */
function complete(list, hits) {
  // After a deploy a search begins again and may find other pages.
  const shown = [...list.querySelectorAll(".hit-title")].map((title) => title.getAttribute("href"));
  if (shown.some((address, i) => i < hits.length && address !== hits[i].url)) list.replaceChildren();
  list.append(...hits.slice(list.childElementCount).map(entry));
  return list;
}

/** @param {Hit} hit */
function entry(hit) {
  const item = make("li", {}, make("a", { class: "hit-title", href: hit.url }, marked(hit.title, hit.title_marks)), where(hit));
  if (hit.excerpt) item.append(make("span", { class: "hit-excerpt" }, marked(hit.excerpt, hit.excerpt_marks)));
  if (hit.anchor && hit.heading) item.append(make("a", { class: "hit-heading", href: headingAddress(hit) }, `In this page: ${hit.heading}`));
  return item;
}

/**
 * Up and Down go from title to title, and from the first one back to the box.
 * @param {HTMLElement} results
 * @param {HTMLInputElement} input
 */
function moveAmongHits(results, input) {
  return (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const titles = /** @type {HTMLElement[]} */ ([...results.querySelectorAll(".hits .hit-title")]);
    const at = titles.findIndex((title) => title.closest("li")?.contains(document.activeElement));
    if (at === -1) return;
    event.preventDefault();
    const next = titles[event.key === "ArrowDown" ? at + 1 : at - 1];
    if (next) next.focus();
    else if (event.key === "ArrowUp") input.focus();
  };
}

/**
 * Renews the results without taking the focus from a filter in use.
 * @param {() => void} renew
 */
function keepFocus(renew) {
  const id = document.activeElement?.id;
  renew();
  if (id) document.getElementById(id)?.focus();
}
