import { inWords } from "../parts/day.js";
import { element, part } from "./element.js";
import { actions } from "./plan.js";
import { agreed, words } from "./statements.js";
import { dated, day, isEmpty, value } from "./records.js";

/** @typedef {import("./records.js").Kept} Kept */
/** @typedef {import("./records.js").Round} Round */

/** Says how far the team has come, without a score.
 * @param {Round} round @param {Map<string, string>} statements @param {boolean} refused */
export function showProgress(round, statements, refused) {
  const line = part("progress");
  if (!line) return;
  const answered = [...statements.keys()].filter((id) => value(round, id) in words).length;
  const saved = refused ? "Not saved on this device: save to a file." : isEmpty(round) ? "" : "Saved on this device.";
  const text = `${answered} of ${statements.size} answered. ${saved}`.trim();
  if (line.textContent !== text) line.textContent = text;
}

/** Lists the rounds to choose from, newest first.
 * @param {Kept} kept @param {Round} shown */
export function showRounds(kept, shown) {
  const select = /** @type {HTMLSelectElement | null} */ (document.querySelector("select[data-round]"));
  if (!select) return;
  const rounds = dated(kept);
  if (!rounds.includes(shown)) rounds.push(shown);
  const labels = rounds.map((round) => [inWords(day(round)), value(round, "team")].filter(Boolean).join(", "));
  const options = rounds.map((round, i) => {
    const nth = labels.slice(0, i).filter((one) => one === labels[i]).length;
    const option = element("option", { value: round.id }, labels[i], nth || labels.includes(labels[i], i + 1) ? ` (${nth + 1})` : "");
    option.selected = round === shown;
    return option;
  }).reverse();
  if (options.map((one) => one.value + one.text).join() !== [...select.options].map((one) => one.value + one.text).join()) select.replaceChildren(...options);
  select.value = shown.id;
  part("rounds")?.toggleAttribute("hidden", rounds.length < 2 && isEmpty(shown));
}

/** @param {string} title @param {Round} round @param {Map<string, string>} statements */
export function showPlan(title, round, statements) {
  const list = part("plan-rows");
  if (!list) return;
  const plan = actions(round, statements);
  list.replaceChildren(...plan.map(({ what, who, when, from, number }) => element("li", {}, element("div", {},
    element("i", { class: "done", "aria-hidden": "true" }),
    element("span", { class: when ? "when" : "when none" }, when ? inWords(when) : "No date yet"),
    element("span", { class: what ? "what" : "what none" }, what || "No action written"),
    element("span", { class: who ? "who" : "who none" }, who || "Nobody yet"),
    element("span", { class: "from" }, `From ${number ? `statement ${number}` : "a statement that is gone"}: ${from}`)))));
  const none = plan.length === 0;
  part("plan-none")?.toggleAttribute("hidden", !none);
  for (const one of document.querySelectorAll("[data-plan-some]")) one.toggleAttribute("hidden", none);
  const review = value(round, "review");
  for (const of of document.querySelectorAll("[data-plan-of]")) of.textContent = [title, value(round, "team"), inWords(day(round)), review && `to look at again on ${inWords(review)}`].filter(Boolean).join(", ");
}

/**
 * Lists what has no place on the page any more.
 * @param {ParentNode} page
 * @param {Round} round
 * @param {Map<string, string>} left wordings or names, by id or name
 */
export function showLeftOver(page, round, left) {
  const list = part("left-rows", page);
  if (!list) return;
  list.replaceChildren(...[...left].map(([id, text]) => element("li", {}, `${text} `,
    element("strong", {}, words[value(round, id)] ?? value(round, id)), agreed(round, id))));
  part("left", page)?.toggleAttribute("hidden", left.size === 0);
}
