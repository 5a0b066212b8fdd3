// Pages with something to fill in or tick: it is kept on this device, and can
// be compared, saved, printed. Without this the page is a form to print.
import { asCalendar } from "./checklist/calendar.js";
import { fitBlanks, makeBlanks } from "./checklist/blanks.js";
import { part, pressed } from "./checklist/element.js";
import { findControls, findStatements, read, show, showAll } from "./checklist/fields.js";
import { download, read as readFile, written } from "./checklist/file.js";
import { followRewording, isAnswered, leftOver } from "./checklist/match.js";
import { say } from "./checklist/notice.js";
import { actions, asTable, asText } from "./checklist/plan.js";
import { dated, isEmpty, newRound, merge, restore, set, today, value } from "./checklist/records.js";
import { addClearButtons, besideAnswers } from "./checklist/statements.js";
import { openStore, placeOf } from "./checklist/store.js";
import { showLeftOver, showPlan, showProgress, showRounds } from "./checklist/views.js";
import { isDay } from "./parts/day.js";

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const home = document.documentElement.dataset.base ?? "/";
const page = { ...placeOf(main, home), title: document.querySelector("h1")?.textContent ?? "" };
const statements = findStatements(main);
makeBlanks(main);
const controls = findControls(main);
const store = openStore(home, page);

const sound = store.load();
let shown = dated(store.kept).at(-1) ?? newRound();

/** Shows the chosen round and everything that goes with it. */
function showAgain() {
  for (const round of store.kept.rounds) followRewording(round, statements);
  showAll(controls, shown);
  showBeside();
}

function showBeside() {
  const rounds = dated(store.kept);
  const here = rounds.indexOf(shown);
  fitBlanks();
  besideAnswers(shown, here < 0 ? rounds.at(-1) : rounds[here - 1]);
  showRounds(store.kept, shown);
  showPlan(page.title, shown, statements);
  showLeftOver(main, shown, leftOver(shown, new Set(controls.keys())));
  showProgress(shown, statements, store.refused);
}

/** Keeps what has changed in the shown round. */
function keep() {
  if (!store.kept.rounds.includes(shown)) store.kept.rounds.push(shown);
  for (const id of Object.keys(shown.texts)) if (!isAnswered(shown, id)) delete shown.texts[id];
  for (const [id, text] of statements) shown.texts[id] = text;
  store.save();
  showBeside();
}

main.addEventListener("input", (event) => {
  const control = /** @type {HTMLInputElement} */ (event.target);
  const all = controls.get(control.name);
  if (!all?.includes(control)) return;
  joinRound();
  set(shown, control.name, read(all, control));
  delete shown.was[control.name]; // it is answered in its new words
  if (all.length > 1) show(all, value(shown, control.name));
  keep();
});

/** Two tabs that begin with an empty page fill in the same round. */
function joinRound() {
  if (!begun && isEmpty(shown)) shown = dated(store.kept).at(-1) ?? shown;
}
let begun = false; // a new round was asked for

addClearButtons((id) => {
  set(shown, id, "");
  show(controls.get(id) ?? [], "");
  keep();
});

store.changedElsewhere = () => {
  const same = store.kept.rounds.find((round) => round.id === shown.id);
  shown = same ?? (begun ? shown : dated(store.kept).at(-1) ?? newRound());
  showAgain();
  if (!store.kept.rounds.length) say("What was filled in here was cleared in another window.");
  else if (!part("undo")) say("This page was changed in another window too. Both changes are kept, and shown here.");
};

store.refusal = () => {
  if (store.refused) say("This browser is not keeping what you fill in: its storage is full or switched off. Save to a file before you close this page.", { wrong: true });
  else say("This browser keeps what you fill in again.");
};

addEventListener("beforeunload", (event) => {
  if (store.refused && !isEmpty(shown)) event.preventDefault();
});

/** Does something that can be taken back.
 * @param {() => void} act @param {string} said */
function undoable(act, said) {
  const earlier = structuredClone(store.kept);
  const before = shown;
  act();
  const after = structuredClone(store.kept);
  say(said, { undo: () => {
    restore(store.kept, earlier, after);
    shown = store.kept.rounds.find((round) => round.id === before.id) ?? before;
    keep();
    showAgain();
    say("It is as it was before.");
  } });
}

pressed("afresh", () => {
  if (isEmpty(shown)) return say("There is nothing to clear on this page.");
  undoable(() => {
    for (const name of Object.keys(shown.fields)) set(shown, name, "");
    keep();
    showAgain();
  }, "The page is empty again.");
});

pressed("new-round", () => {
  const last = shown;
  shown = newRound();
  begun = true;
  for (const name of Object.keys(last.fields)) {
    if (name === "team" || name.startsWith("{{")) set(shown, name, value(last, name));
  }
  set(shown, "date", today());
  keep();
  showAgain();
  say("A new round has begun. What you said last time stands beside each answer.");
});

document.querySelector("select[data-round]")?.addEventListener("change", (event) => {
  const { value: id } = /** @type {HTMLSelectElement} */ (event.target);
  shown = store.kept.rounds.find((round) => round.id === id) ?? shown;
  showAgain();
});

/** @param {string} ending */
const fileName = (ending) => `${page.title} ${value(shown, "date") || today()}`.replace(/[^\p{L}\p{N} -]/gu, "").trim().replaceAll(" ", "-").toLowerCase() + ending;

pressed("save", () => {
  keep();
  download(fileName(".json"), "application/json", written(page, store.kept, statements));
});

const chooser = /** @type {HTMLInputElement | null} */ (part("file"));
pressed("open", () => chooser?.click());
chooser?.addEventListener("change", async () => {
  const file = chooser.files?.[0];
  if (!file) return;
  const result = await readFile(page, file);
  chooser.value = "";
  if ("trouble" in result) return say(result.trouble, { wrong: true });
  undoable(() => {
    for (const round of result.kept.rounds) {
      // What was cleared here since must not hide what the file brings back.
      const mine = store.kept.rounds.find((one) => one.id === round.id);
      for (const name of Object.keys(round.fields)) {
        if (mine && value(mine, name) === "" && value(round, name) !== "") set(mine, name, value(round, name));
      }
    }
    merge(store.kept, result.kept);
    const newest = dated(result.kept).at(-1)?.id;
    shown = store.kept.rounds.find((round) => round.id === newest) ?? shown;
    showAgain();
    keep();
  }, "The file was opened. Where this device had something newer, that was left.");
});

const sure = /** @type {HTMLDialogElement | null} */ (part("sure"));
pressed("forget", () => sure?.showModal());
sure?.addEventListener("close", () => {
  if (sure.returnValue !== "forget") return;
  sure.returnValue = "";
  const forgotten = store.forgetAll();
  shown = newRound();
  begun = false;
  showAgain();
  say(forgotten ? "Everything this site had kept on this device is gone." : "This browser does not let the site clear its storage. Clear it in the browser's settings.", { wrong: !forgotten });
});

pressed("plan-copy", async () => {
  const text = asText(page.title, shown, actions(shown, statements));
  try {
    await navigator.clipboard.writeText(text);
    say("The action plan was copied.");
  } catch {
    download(fileName("-actions.txt"), "text/plain", text);
    say("This browser does not let the site copy. The action plan was saved as a text file instead.");
  }
});
pressed("plan-csv", () => download(fileName("-actions.csv"), "text/csv;charset=utf-8", asTable(actions(shown, statements))));
pressed("plan-ics", () => {
  const plan = actions(shown, statements);
  const undated = plan.filter(({ when }) => !isDay(when)).length;
  if (undated === plan.length) return say("None of the actions has a date yet, so there is nothing for a calendar.");
  download(fileName("-actions.ics"), "text/calendar;charset=utf-8", asCalendar(page.title, location.href.replace(/#.*/, ""), shown.id, plan));
  if (undated) say(undated === 1 ? "One action has no date and was left out." : `${undated} actions have no date and were left out.`);
});

// A page that the browser had put by may have been changed in another tab.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  store.again();
  shown = store.kept.rounds.find((round) => round.id === shown.id) ?? dated(store.kept).at(-1) ?? newRound();
  showAgain();
});

for (const one of document.querySelectorAll("[data-keeping]")) one.removeAttribute("hidden");
showAgain();
if (store.refused) store.refusal();
if (!sound) say("What was kept on this device for this page cannot be read. It was put aside, not deleted. If you saved it to a file, open that.", { wrong: true });
