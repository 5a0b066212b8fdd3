import { element, part, pressed } from "../checklist/element.js";
import { say } from "../checklist/notice.js";
import { clean, randomName } from "../ask/check.js";
import { markOf } from "../ask/handin.js";
import { isScale } from "../ask/items.js";
import { words } from "./words.js";

/** @typedef {import("./rounds.js").Round} Round */
/** @typedef {import("../ask/handin.js").HandIn} HandIn */

/**
 * Typing in what people ticked on paper: a figure chooses a box and goes on to
 * the next statement.
 * @param {() => Round | undefined} round
 * @param {(handIn: HandIn) => number} add gives how many there are then
 */
export function addSheets(round, add) {
  const form = /** @type {HTMLFormElement} */ (part("team-sheet"));
  const rows = /** @type {HTMLElement} */ (part("team-sheet-rows"));
  const button = /** @type {HTMLElement} */ (part("team-sheet-add"));
  const [name, role] = ["name", "role"].map((one) => /** @type {HTMLInputElement} */ (part(`team-sheet-${one}`)));

  /** @param {Element | undefined} row */
  const boxes = (row) => [...row?.querySelectorAll("input") ?? []];

  /** @param {number} i */
  function go(i) {
    const inputs = boxes(rows.children[i]);
    if (inputs.length) (inputs.find((one) => one.checked) ?? inputs[0]).focus();
    else if (i >= 0) button.focus();
  }

  function blank() {
    rows.replaceChildren(...(round()?.items ?? []).map(({ number, text, choices }, i) => element("fieldset", { class: "sheet-row" },
      element("legend", { class: "unseen" }, `${number}. ${text}`),
      element("div", {}, element("span", { class: "number", "aria-hidden": "true" }, number), element("span", { "aria-hidden": "true" }, text),
        element("div", { class: "sheet-boxes" }, ...choices.map(({ label }, n) =>
          element("label", {}, element("input", { type: "radio", name: `sheet ${i}`, value: String(n) }), element("span", {}, label))))))));
    name.value = role.value = "";
  }

  rows.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = /** @type {Element} */ (event.target).closest(".sheet-row");
    const i = row ? [...rows.children].indexOf(row) : -1;
    if (i < 0) return;
    const inputs = boxes(rows.children[i]);
    if (event.key === "Backspace") go(i - 1);
    else if (event.key === "Enter") button.click();
    else if (/^\d$/.test(event.key)) {
      const { choices } = /** @type {Round} */ (round()).items[i];
      // On a scale the key is the score, elsewhere the place of the box.
      const chosen = isScale(choices) ? choices.findIndex(({ label }) => label === event.key) : Number(event.key) - 1;
      if (chosen >= inputs.length || (chosen < 0 && event.key !== "0")) return;
      for (const [n, one] of inputs.entries()) one.checked = n === chosen;
      go(i + 1);
    } else return;
    event.preventDefault();
  });

  pressed("team-sheets", () => {
    blank();
    form.hidden = false;
    form.scrollIntoView({ block: "start" });
    go(0);
  });
  pressed("team-sheets-done", () => {
    form.hidden = true;
    part("team-sheets")?.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = round()?.question;
    if (!asked) return;
    const marks = [...rows.children].map((row) => markOf(boxes(row).findIndex((one) => one.checked))).join("");
    if (/^\.*$/.test(marks)) return say(words.sheetEmpty);
    const n = add({
      address: asked.address, round: asked.round, person: randomName(8), edition: 1,
      name: clean(name.value), role: clean(role.value), marks, words: [], others: [],
    });
    blank();
    say(words.sheetAdded(n));
    go(0);
  });
}
