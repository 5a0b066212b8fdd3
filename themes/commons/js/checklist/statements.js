import { inWords } from "../parts/day.js";
import { element } from "./element.js";
import { isAnswered } from "./match.js";
import { bare, day, value } from "./records.js";

/** @typedef {import("./records.js").Round} Round */

/** @type {Record<string, string>} */
export const words = bare({ yes: "Yes", no: "No", na: "N/A" });

/** What came of an action. @type {Record<string, string>} */
const came = bare({ done: "Done.", on: "Still on.", dropped: "Dropped." });

/** Puts a button beside each answer that clears it.
 * @param {(id: string) => void} clear */
export function addClearButtons(clear) {
  for (const fieldset of document.querySelectorAll(".statement fieldset")) {
    const button = element("button", { type: "button", class: "plain clear", hidden: "" }, "Clear answer");
    button.append(element("span", { class: "unseen" }, ` to statement ${fieldset.querySelector(".number")?.textContent?.replace(/\D/g, "")}`));
    button.addEventListener("click", () => {
      clear(fieldset.id);
      fieldset.querySelector("input")?.focus();
    });
    fieldset.querySelector(".answers")?.after(button);
  }
}

/**
 * Shows what goes with each answer: the button that clears it, what was said
 * last time, and the wording it was given to if that was another.
 * @param {Round} round
 * @param {Round | undefined} last
 */
export function besideAnswers(round, last) {
  for (const fieldset of document.querySelectorAll(".statement fieldset")) {
    const { id } = fieldset;
    fieldset.querySelector(".clear")?.toggleAttribute("hidden", value(round, id) === "");
    put(fieldset, "was", id in round.was && isAnswered(round, id) ? ["The wording has changed. You answered: ", quoted(round.was[id])] : []);
    put(fieldset, "spread", spread(round, id));
    put(fieldset, "last", last && isAnswered(last, id) ? [`Last time (${inWords(day(last))}): `, element("strong", {}, words[value(last, id)] ?? "no answer"), agreed(last, id),
      ...[came[value(last, `${id}-came`)], ...spread(last, id)].filter(Boolean).map((text) => ` ${text}`)] : []);
  }
}

/** How the people of a team answered, each alone.
 * @param {Round} round @param {string} id */
function spread(round, id) {
  const counts = value(round, `${id}-spread`).split(" ");
  return counts.length === 3 ? [`Answered alone: ${Object.values(words).map((word, i) => `${word} ${counts[i]}`).join(", ")}.`] : [];
}

/** @param {string} text */
const quoted = (text) => element("q", {}, text);

/** What was agreed on a statement.
 * @param {Round} round @param {string} id */
export function agreed(round, id) {
  const when = value(round, `${id}-when`);
  const by = [value(round, `${id}-who`), when && `by ${inWords(when)}`].filter(Boolean).join(", ");
  return [value(round, `${id}-action`), by && `(${by})`].filter(Boolean).map((text, i) => (i ? " " : ". ") + text).join("");
}

/** @param {Element} fieldset @param {string} name @param {(Node | string)[]} content */
function put(fieldset, name, content) {
  let line = fieldset.querySelector(`.${name}-time`);
  if (!content.length) return line?.remove();
  if (!line) {
    line = element("p", { class: `beside ${name}-time` });
    fieldset.querySelector(".answers")?.before(line);
  }
  // What is the same again is left alone, or a screen would flicker.
  const next = element("p", {}, ...content);
  if (line.textContent !== next.textContent) line.replaceChildren(...next.childNodes);
}
