import { asker } from "./search-ask.js";
import { explain, openClient } from "./search-client.js";
import { count, headingAddress, make, marked, says, where } from "./search-words.js";

/** @typedef {import("./search-client.js").Result} Result */

const shown = 6;

/**
 * Makes a search box a combobox (WAI-ARIA 1.2): the list of results opens under
 * it, arrows move, Enter goes there, Escape closes, and the number of results
 * is announced. Enter with nothing chosen goes to the search page.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
export function addCombobox(form, input) {
  const says_ = make("p", { class: "search-says" });
  const list = make("div", { role: "listbox", id: `${input.id}-list`, "aria-label": "Pages found" });
  const panel = make("div", { class: "search-panel", hidden: "" }, says_, list);
  const announced = make("p", { class: "unseen", role: "status" });
  form.append(panel, announced);

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  /** @type {HTMLElement | null} */
  let chosen = null;
  const ask = asker({ options: () => ({ limit: shown }), empty, answer, fail });

  /** @param {boolean} open */
  function show(open) {
    panel.hidden = !open;
    input.setAttribute("aria-expanded", String(open && list.childElementCount > 0));
    if (!open) choose(null);
  }

  /** @param {HTMLElement | null} option */
  function choose(option) {
    chosen?.setAttribute("aria-selected", "false");
    chosen = option;
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function empty() {
    show(false);
    announced.textContent = "";
  }

  /**
   * @param {string} query
   * @param {Result} result
   * @param {string[]} words
   */
  function answer(query, result, words) {
    choose(null);
    const understood = says(result, query);
    const plain = !result.correction && result.total > 0 && understood.textContent === `${count(result.total, result.more)}.`;
    says_.replaceChildren(...(plain ? [] : [understood]));
    announced.textContent = understood.textContent;
    const icon = form.querySelector(".search-field svg");
    list.replaceChildren(
      ...words.map((word) => {
        const option = make("div", { role: "option", class: "completion", "aria-selected": "false" }, ...(icon ? [icon.cloneNode(true)] : []), word);
        option.addEventListener("click", () => fill(word));
        return option;
      }),
      ...result.hits.slice(0, shown).map((hit) => make(
        "a",
        { role: "option", class: "hit", href: headingAddress(hit), tabindex: "-1", "aria-selected": "false" },
        make("span", { class: "hit-title" }, marked(hit.title, hit.title_marks)),
        where(hit),
        ...(hit.excerpt ? [make("span", { class: "hit-excerpt" }, marked(hit.excerpt, hit.excerpt_marks))] : []),
      )),
      ...(result.total > shown ? [make("a", { role: "option", class: "all", href: everything(query), tabindex: "-1", "aria-selected": "false" }, `${result.more ? "" : "All "}${count(result.total, result.more).replace(" found", "")} for “${query.trim()}”`)] : []),
    );
    [...list.children].forEach((option, i) => { option.id = `${list.id}-${i}`; });
    panel.querySelector(".search-fault")?.remove();
    show(document.activeElement === input);
  }

  /**
   * @param {string} query
   * @param {unknown} fault
   */
  function fail(query, fault) {
    choose(null);
    list.replaceChildren();
    says_.replaceChildren();
    panel.querySelector(".search-fault")?.remove();
    const again = make("button", { type: "button", class: "plain" }, "Try again");
    again.addEventListener("click", () => { input.focus(); void ask.now(query); });
    panel.append(make("div", { class: "search-fault" }, make("span", {}, explain(fault)), again));
    announced.textContent = explain(fault);
    show(true);
  }

  /** @param {string} word */
  function fill(word) {
    input.value = word;
    input.focus();
    void ask.now(word);
  }

  /** @param {string} query */
  function everything(query) {
    const address = new URL(form.action);
    address.searchParams.set("q", query.trim());
    return address.href;
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.isComposing) return;
    const options = /** @type {HTMLElement[]} */ ([...list.children]);
    const at = chosen ? options.indexOf(chosen) : -1;
    if (event.key === "Escape" && !panel.hidden) {
      show(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length > 0) {
      if (panel.hidden) show(true);
      const next = event.key === "ArrowDown" ? at + 1 : (at === -1 ? options.length : at) - 1;
      choose(options[next] ?? null);
    } else if (event.key === "Enter" && chosen && !panel.hidden) {
      chosen.click();
    } else {
      return;
    }
    event.preventDefault();
  }

  input.addEventListener("input", () => ask.typed(input.value));
  input.addEventListener("keydown", key);
  input.addEventListener("focus", () => {
    // Loading starts now, so that the first letter finds it ready; if it fails, typing says so.
    openClient().catch(() => {});
    if (list.childElementCount > 0 && input.value.trim() !== "") show(true);
  });
  // A press on the panel must not take the focus from the box before its click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) show(false);
  });
}
