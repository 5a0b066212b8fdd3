import { element, part, pressed } from "../checklist/element.js";
import { words } from "./words.js";
import { answersTo, numbered } from "./see.js";

/** @typedef {import("./see.js").Seen} Seen */

/**
 * One statement at a time, for the whole room: what everybody said, what can be
 * done, and room for what is agreed.
 * @param {object} team
 * @param {() => import("./rounds.js").Round | undefined} team.round
 * @param {() => Seen} team.seen
 * @param {(id: string) => string[]} team.canDo actions below a statement
 * @param {(id: string, part: string) => string} team.get what was agreed
 * @param {(id: string, part: string, text: string) => void} team.set
 */
export function addDiscussion({ round, seen, canDo, get, set }) {
  let at = 0;
  /** The order stays while people talk, even if somebody hands in again.
   * @type {number[]} */
  let order = [];
  /** @type {string | undefined} */
  let of; // round
  const form = /** @type {HTMLFormElement} */ (part("talk-form"));
  const fields = /** @type {const} */ (["action", "who", "when"]).map((name) => ({ name, field: /** @type {HTMLInputElement} */ (part(`talk-${name}`)) }));
  const answers = /** @type {HTMLElement} */ (part("talk-answers"));

  const one = () => seen().compared.find((compared) => compared.at === order[at]);

  function show() {
    const compared = one();
    if (!compared) return;
    const { item } = compared;
    const actions = canDo(item.id);
    part("talk-one")?.replaceChildren(
      element("h3", { class: "talk-says", tabindex: "-1" }, ...numbered(item)),
      element("div", { class: "talk-columns" }, element("div", {}, ...answersTo(compared, seen())),
        ...actions.length ? [element("div", {}, element("h4", {}, words.canDo),
          element("ul", { class: "actions" }, ...actions.map((text) => element("li", {}, text))))] : []));
    const nth = part("talk-nth");
    if (nth) nth.textContent = words.nth(at + 1, order.length);
    part("talk-before")?.toggleAttribute("disabled", at === 0);
    part("talk-next")?.toggleAttribute("disabled", at === order.length - 1);
    answers.querySelector(".answers")?.replaceChildren(...item.choices.map(({ value, label }) => {
      const box = element("input", { type: "radio", name: "talk answer", value });
      box.checked = get(item.id, "") === value;
      return element("label", {}, box, element("span", {}, label));
    }));
    answers.querySelector(".answers")?.classList.toggle("many", item.choices.length > 3);
    // The page of a form with a scale has no place for one answer of all.
    answers.hidden = !item.id.startsWith("s.");
    for (const { name, field } of fields) field.value = get(item.id, `-${name}`);
  }

  /** @param {number} to */
  function turn(to) {
    at = Math.min(Math.max(to, 0), order.length - 1);
    show();
    const heading = /** @type {HTMLElement | null} */ (document.querySelector(".talk-says"));
    heading?.focus({ preventScroll: true });
    part("team")?.querySelector(".talk-bar")?.scrollIntoView({ block: "start" });
  }

  form.addEventListener("input", (event) => {
    const item = one()?.item;
    const { type, value } = /** @type {HTMLInputElement} */ (event.target);
    if (!item) return;
    if (type === "radio") return set(item.id, "", value);
    for (const { name, field } of fields) if (field === event.target) set(item.id, `-${name}`, field.value);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  pressed("talk-before", () => turn(at - 1));
  pressed("talk-next", () => turn(at + 1));
  part("talk-one")?.parentElement?.addEventListener("keydown", (event) => {
    if (/** @type {Element} */ (event.target).closest("input, textarea, select, button") || event.ctrlKey || event.metaKey || event.altKey) return;
    const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") turn(at + (event.key === forward ? 1 : -1));
  });
  /** @param {boolean} large whether nothing but the statement is shown */
  function enlarge(large) {
    const { dataset } = document.documentElement;
    if (large) dataset.talk = "large";
    else delete dataset.talk;
    part("talk-large")?.setAttribute("aria-pressed", String(large));
  }
  pressed("talk-large", () => enlarge(document.documentElement.dataset.talk !== "large"));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") enlarge(false);
  });

  return {
    /** @param {number} [i] place in the order of disagreement; where it was left without one */
    open(i) {
      const now = seen().compared.map((compared) => compared.at);
      if (i !== undefined || of !== round()?.question.round) [order, at] = [now, i ?? 0];
      of = round()?.question.round;
      show();
    },
    show,
    close: () => enlarge(false),
  };
}
