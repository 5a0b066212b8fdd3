// Shows a page before there is one: the blocks that the importer found, as the
// site lays them out.
import { element } from "../checklist/element.js";
import { inline } from "./inline.js";

/** @typedef {import("./importer.js").Unit} Unit */

/** @param {{title: string, description: string, form: boolean}} page @param {Unit[]} units @returns {HTMLElement[]} */
export function preview(page, units) {
  const text = element("div", { class: "text" });
  let statement = 0;
  for (let i = 0; i < units.length;) {
    const unit = units[i];
    let end = i + 1;
    if (["item", "more"].includes(unit.kind)) while (end < units.length && ["item", "more"].includes(units[end].kind)) end++;
    else if (["quote", "code", "note"].includes(unit.kind)) while (end < units.length && units[end].kind === unit.kind) end++;
    const run = units.slice(i, end);
    if (unit.kind === "item" && page.form && unit.mark === "- [ ]") statement = form(text, run, statement);
    else text.append(block(run));
    i = end;
  }
  return [element("h2", {}, page.title || "Without a title"), element("p", { class: "lead" }, page.description), text];
}

/** @param {Unit[]} run blocks of one kind @returns {HTMLElement} */
function block(run) {
  const [unit] = run;
  switch (unit.kind) {
    case "heading": return element(/** @type {"h3"} */ (`h${Math.min(unit.level + 1, 6)}`), {}, ...inline(unit.text));
    case "quote": return element("blockquote", {}, ...run.map((one) => element("p", {}, ...inline(textOf(one)))));
    case "code": return element("pre", {}, element("code", {}, run.map(textOf).join("\n")));
    case "note": return element("ol", { class: "notes" }, ...run.map((one) => element("li", {}, ...inline(textOf(one)))));
    case "table": return table(unit);
    case "item": return list(run);
  }
  return element("p", {}, ...inline(textOf(unit)));
}

/** @param {Unit} unit */
const textOf = (unit) => ("text" in unit ? unit.text : "");

/** @param {Unit & {kind: "table"}} unit */
function table(unit) {
  const row = (/** @type {string[]} */ cells, /** @type {"th" | "td"} */ name) => element("tr", {}, ...cells.map((cell) => element(name,
    name === "th" ? { scope: "col" } : {}, ...inline(cell))));
  const head = unit.head.some(Boolean) ? [element("thead", {}, row(unit.head, "th"))] : [];
  return element("div", { class: "table", tabindex: "0", role: "group", "aria-label": unit.head.filter(Boolean).join(", ") || "Table" },
    element("table", {}, ...head, element("tbody", {}, ...unit.rows.map((cells) => row(cells, "td")))));
}

/** Lists within lists. @param {Unit[]} run @returns {HTMLElement} */
function list(run) {
  const first = /** @type {Unit & {kind: "item"}} */ (run[0]);
  const number = /^\d+/.exec(first.mark)?.[0];
  const made = number ? element("ol", { start: number }) : element("ul", first.mark === "- [ ]" ? { class: "ticks" } : {});
  for (let i = 0; i < run.length;) {
    let end = i + 1;
    for (let next = run[end]; next && (next.kind !== "item" || next.level > first.level); next = run[end]) end++;
    made.append(item(run.slice(i, end)));
    i = end;
  }
  return made;
}

/** @param {Unit[]} run an item with what belongs to it @returns {HTMLElement} */
function item([own, ...rest]) {
  const words = inline(textOf(own));
  const line = own.kind === "item" && own.mark === "- [ ]" ? [element("label", {}, element("input", { type: "checkbox", disabled: "" }),
    element("span", {}, ...words))] : words;
  const more = rest.filter((one) => one.kind === "more").map((one) => element("p", {}, ...inline(textOf(one))));
  const below = rest.filter((one) => one.kind === "item");
  return element("li", {}, ...line, ...more, ...(below.length ? [list(below)] : []));
}

/** Statements to answer, with Yes, No and N/A as on a checklist.
 * @param {HTMLElement} text @param {Unit[]} run @param {number} before how many there are already @returns {number} */
function form(text, run, before) {
  const all = element("div", { class: "statements" });
  let number = before;
  for (let i = 0; i < run.length;) {
    let end = i + 1;
    for (let next = run[end]; next && (next.kind !== "item" || next.level > 0); next = run[end]) end++;
    const own = run[i], below = run.slice(i + 1, end).filter((one) => one.kind === "item");
    number++;
    const answers = ["Yes", "No", "N/A"].map((answer) => element("label", {}, element("input", { type: "radio", disabled: "" }), element("span", {}, answer)));
    all.append(element("div", { class: "statement" }, element("fieldset", {},
      element("legend", {}, element("span", { class: "number" }, String(number)), element("span", { class: "says" }, ...inline(textOf(own)))),
      ...(below.length ? [withClass(list(below))] : []),
      element("div", { class: "answers" }, ...answers))));
    i = end;
  }
  text.append(all);
  return number;
}

/** @param {HTMLElement} actions */
function withClass(actions) {
  actions.className = "actions";
  return actions;
}
