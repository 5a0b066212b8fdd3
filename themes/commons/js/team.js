// Where a team is asked, its answers are gathered and compared, and what it
// agrees is kept.
import { plain } from "./checklist/address.js";
import { element, part, pressed } from "./checklist/element.js";
import { download } from "./checklist/file.js";
import { hush, say } from "./checklist/notice.js";
import { actions } from "./checklist/plan.js";
import { today, value } from "./checklist/records.js";
import { inWords } from "./parts/day.js";
import { fetchPage, pagesToAsk } from "./ask/choice.js";
import { drawCode } from "./ask/code.js";
import { questionLink, whole } from "./ask/link.js";
import { readLink, takeFragment } from "./ask/read-link.js";
import { newQuestion, questionAsList } from "./ask/question.js";
import { words } from "./team/words.js";
import { writtenRound } from "./team/file.js";
import { compare, roles, voices } from "./team/compare.js";
import { addDiscussion } from "./team/discuss.js";
import { addGathering, showPeople } from "./team/gather.js";
import { asLink, asValue, handedOf } from "./team/handover.js";
import { openOutcome } from "./team/outcome.js";
import { add, openRounds } from "./team/rounds.js";
import { showCompared } from "./team/see.js";
import { addSheets } from "./team/sheets.js";
import { slips } from "./team/slips.js";
import { addTimer } from "./team/timer.js";
import { trend } from "./team/trend.js";

/** @typedef {import("./team/rounds.js").Round} Round */
/** @typedef {import("./team/gather.js").Read} Read */

const home = document.documentElement.dataset.base ?? "/";
const roleOrder = (part("team")?.dataset.roles ?? "").split("|").filter(Boolean);
const pages = pagesToAsk(home);
for (const link of document.querySelectorAll("[data-choice] a")) {
  link.setAttribute("href", `#of=${new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname}`);
}
for (const one of document.querySelectorAll("[data-without]")) one.remove();

const ownTitle = document.title;

/** The page that is asked, with what this device keeps of it.
 * @type {{ page: import("./ask/choice.js").Page, rounds: ReturnType<typeof openRounds>, outcome: ReturnType<typeof openOutcome> } | null} */
let open = null;

/** The round that is gathered: the newest. */
const round = () => open?.rounds.rounds[open.rounds.rounds.length - 1];

/** @type {import("./team/see.js").Seen} */
let seen = { compared: [], all: [], roles: [], last: undefined };

/** Opens what the address names: a page, somebody's answers, or a whole round. */
async function begin() {
  const of = /^#of=(.+)/.exec(location.hash);
  if (of) {
    // Without scripts the address leads to the entry of the list, which is not shown now.
    for (const one of document.querySelectorAll('[id^="of="]')) one.removeAttribute("id");
    scrollTo({ top: 0, behavior: "instant" });
    return void await openPage(plain(of[1].startsWith(home) ? of[1].slice(home.length) : of[1]));
  }
  if (!/^#[qar]=/.test(location.hash)) return;
  const found = readLink(takeFragment());
  if ("trouble" in found) return trouble(words.trouble[found.trouble]);
  const address = "handIn" in found ? found.handIn.address : "question" in found ? found.question.address : addressIn(found.round);
  if (!await openPage(plain(address))) return;
  history.replaceState(null, "", `#of=${home}${encodeURI(plain(address))}/`);
  if (gathering.take(found)) go("gather");
}

/** @param {any} value of a round that is handed over */
const addressIn = (value) => (typeof value?.[0]?.[0] === "string" ? value[0][0] : "?");

/** @param {string} address @returns {Promise<boolean>} whether the page is there */
async function openPage(address) {
  part("team-trouble")?.setAttribute("hidden", "");
  if (open && open.page.address === address) return true;
  const entry = pages.get(address);
  if (!entry) return trouble(words.unknownPage(address.slice(0, 200)));
  const page = await fetchPage(entry, address);
  if (!page) return trouble(words.noFetch);
  open = { page, rounds: openRounds(home, address), outcome: openOutcome(home, page.main) };
  open.rounds.whenChanged(refresh);
  open.outcome.store.changedElsewhere = refresh;
  if (open.rounds.damaged) say(words.damagedStore, { wrong: true });
  for (const one of document.querySelectorAll("[data-team-none]")) one.setAttribute("hidden", "");
  for (const one of document.querySelectorAll("[data-team-some]")) one.removeAttribute("hidden");
  put("team-title", page.title);
  document.title = `${page.title} – ${ownTitle}`;
  part("team-lead")?.setAttribute("hidden", "");
  part("team-page")?.setAttribute("href", page.url);
  go(round()?.people.length ? "gather" : "ask");
  return true;
}

/** @param {string} text @returns {false} */
function trouble(text) {
  put("team-trouble", text);
  part("team-trouble")?.removeAttribute("hidden");
  return false;
}

/** @param {string} name @param {string} text */
function put(name, text) {
  const place = part(name);
  if (place && place.textContent !== text) place.textContent = text;
}

/** Changes the round and keeps it.
 * @template T @param {(round: Round) => T} act @returns {T} */
function change(act) {
  const { rounds } = /** @type {NonNullable<typeof open>} */ (open);
  const before = rounds.refused;
  const result = rounds.change((all) => act(all[all.length - 1]));
  if (rounds.refused && !before) say(words.refused, { wrong: true });
  return result;
}

/** Puts other rounds in the place of all that there are.
 * @param {Round[]} all */
function replaceAll(all) {
  open?.rounds.change((now) => now.splice(0, now.length, ...all));
  refresh();
}

/** Works out anew what is shown, and shows the step that is open. */
function refresh() {
  const own = round();
  if (!open) return;
  const all = own ? voices(own) : [];
  const before = own ? open.outcome.before(own) : [];
  seen = { compared: own ? compare(own.items, all) : [], all, roles: roles(all, roleOrder), last: before[before.length - 1] };
  if (own) open.outcome.keepSpread(own, all);
  const lastActions = seen.last ? actions(seen.last, new Map()) : [];
  part("team-last")?.toggleAttribute("hidden", lastActions.length === 0);
  for (const button of document.querySelectorAll("[data-step]")) button.toggleAttribute("disabled", !own && button.getAttribute("data-step") !== "ask");
  if (own) showPeople(own, remove);
  panes[pane]();
}

let pane = /** @type {keyof typeof panes} */ ("ask");
const panes = { ask: showAsk, gather: () => {}, last: showLast, compare: showCompare, discuss: () => discussion.show(), keep: showKeep };

/** @param {keyof typeof panes} name @param {number} [at] */
function go(name, at) {
  if (name !== "gather") gathering.stop();
  pane = round() || name === "ask" ? name : "ask";
  for (const one of document.querySelectorAll("[data-pane]")) one.toggleAttribute("hidden", one.getAttribute("data-pane") !== pane);
  for (const button of document.querySelectorAll(".steps [data-step]")) {
    if (button.getAttribute("data-step") === pane) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  }
  if (pane !== "discuss") discussion.close();
  refresh();
  if (pane === "discuss") discussion.open(at);
}

pressed("step", (event) => {
  const name = /** @type {keyof typeof panes} */ (/** @type {Element} */ (event.currentTarget).getAttribute("data-step"));
  hush();
  go(name);
  part("team")?.querySelector(".steps")?.scrollIntoView({ block: "start" });
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-pane="${pane}"]`))?.focus({ preventScroll: true });
});

function showAsk() {
  const own = round();
  part("team-new")?.toggleAttribute("hidden", Boolean(own));
  part("team-asked")?.toggleAttribute("hidden", !own);
  part("slips")?.replaceChildren();
  if (!own || !open) return;
  const link = questionLink(own.question);
  put("team-day", words.asked(inWords(own.question.day)));
  put("team-question-asked", own.question.ask);
  part("team-code")?.replaceChildren(drawCode(link, words.questionCode) ?? words.tooLong);
  address("team-link").value = whole(link);
  part("team-share")?.toggleAttribute("hidden", typeof navigator.share !== "function");
  part("slips")?.replaceChildren(...slips(open.page.title, own, parseInt(address("slip-count").value, 10) || 1));
}

/** @param {string} name */
const address = (name) => /** @type {HTMLInputElement} */ (part(name));
address("slip-count").addEventListener("input", showAsk);
for (const name of ["team-link", "team-over-link"]) address(name).addEventListener("focus", () => address(name).select());

pressed("team-begin", () => {
  if (!open) return;
  const { page, rounds } = open;
  const question = newQuestion(page.address, today(), address("team-question").value, page.items);
  rounds.change((all) => all.push({ question, items: page.items, people: [] }));
  refresh();
  if (rounds.refused) say(words.refused, { wrong: true });
  else if (rounds.rounds.length > 1) {
    say(words.newRound, { undo: () => {
      rounds.change((all) => all.splice(all.findIndex((one) => one.question.round === question.round), 1));
      refresh();
      say(words.back);
    } });
  }
  /** @type {HTMLElement | null} */ (document.querySelector('[data-pane="ask"]'))?.focus();
});
pressed("team-again", () => {
  part("team-new")?.removeAttribute("hidden");
  part("team-asked")?.setAttribute("hidden", "");
  address("team-question").focus();
});
pressed("team-copy", async () => {
  try {
    await navigator.clipboard.writeText(address("team-link").value);
    say(words.copied);
  } catch {
    address("team-link").focus();
    say(words.notCopied);
  }
});
pressed("team-share", async () => {
  try {
    await navigator.share({ title: open?.page.title, url: address("team-link").value });
  } catch {
    // The share sheet was closed, or is not allowed here: the link stands beside it.
  }
});

/** @param {import("./ask/handin.js").HandIn} handIn */
function remove(handIn) {
  change((own) => own.people.splice(own.people.findIndex(({ person }) => person === handIn.person), 1));
  refresh();
  say(words.removed(handIn.name || words.someone), { undo: () => {
    change((own) => add(own, handIn));
    refresh();
    say(words.back);
  } });
}

const gathering = addGathering({ round, change, foreign, changed: refresh });
addSheets(round, (handIn) => {
  change((own) => add(own, handIn));
  refresh();
  return round()?.people.length ?? 0;
});
const discussion = addDiscussion({
  round,
  seen: () => seen,
  canDo: (id) => open?.page.items.find((item) => item.id === id)?.actions ?? [],
  get,
  set: (id, part, text) => {
    const own = round();
    if (own && open && !open.outcome.set(own, id, part, text)) say(words.refused, { wrong: true });
  },
});
addTimer();

/** @param {string} id @param {string} part */
function get(id, part) {
  const own = round();
  return own && open ? open.outcome.get(own, id, part) : "";
}

/** Takes what is not of this round: answers to another that this device
 * gathers, a round from another device, a round to gather here too.
 * @param {Read} read @returns {boolean} whether it did */
function foreign(read) {
  const refuse = (/** @type {string} */ text) => {
    say(text, { wrong: true });
    return false;
  };
  if (!open || "trouble" in read) return false;
  if ("handIn" in read) {
    const other = plain(read.handIn.address);
    const rounds = openRounds(home, other);
    const at = rounds.rounds.findIndex(({ question }) => question.round === read.handIn.round);
    const entry = pages.get(other);
    if (at < 0 || !entry) return refuse(entry ? words.otherRound : words.unknownPage(other.slice(0, 200)));
    rounds.change((all) => add(all[at], read.handIn));
    if (other === open.page.address) open.rounds.read();
    say(words.toOther(entry.title));
    return true;
  }
  const value = "question" in read ? [questionAsList(read.question), 0, [], []] : read.round;
  if (plain(addressIn(value)) !== open.page.address) return refuse(words.unknownPage(addressIn(value).slice(0, 200)));
  const handed = handedOf(value, open.page.items);
  if (!handed) return refuse(words.trouble.damaged);
  open.rounds.change((all) => {
    const mine = all.find(({ question }) => question.round === handed.round.question.round);
    for (const one of mine ? handed.round.people : []) if (mine) add(mine, one);
    if (!mine) all.push(handed.round);
  });
  for (const [at, ...texts] of handed.agreed) {
    for (const [i, part] of ["", "-action", "-who", "-when"].entries()) {
      const { id } = handed.round.items[at];
      // What this device has already agreed is not lost.
      if (texts[i] && !open.outcome.get(handed.round, id, part)) open.outcome.set(handed.round, id, part, texts[i]);
    }
  }
  refresh();
  say("question" in read ? words.gathersNow : words.roundOpened(round()?.people.length ?? 0));
  return true;
}

function showLast() {
  const { last } = seen;
  const own = round();
  if (!last || !own || !open) return;
  const { outcome } = open;
  part("team-last-rows")?.replaceChildren(...actions(last, new Map(own.items.map(({ id, text }) => [id, text]))).map(({ id, what, who, when, from }) => {
    const by = [who, when && inWords(when)].filter(Boolean).join(", ");
    return element("li", {}, element("fieldset", {}, element("legend", {}, what || words.noAction, by && ` (${by})`),
      element("p", { class: "small" }, from),
      element("div", { class: "answers" }, ...Object.entries(words.came).map(([came, label]) => {
        const box = element("input", { type: "radio", name: `came ${id}`, value: came });
        box.checked = value(last, `${id}-came`) === came;
        box.addEventListener("change", () => {
          outcome.setCame(last, id, came);
          if (came !== "on" || ["-action", "-who", "-when"].some((part) => get(id, part))) return;
          for (const [part, text] of [["-action", what], ["-who", who], ["-when", when]]) if (text) outcome.set(own, id, part, text);
          say(words.carried);
        });
        return element("label", {}, box, element("span", {}, label));
      }))));
  }));
}

function showCompare() {
  const own = round();
  if (!own || !open) return;
  showCompared(seen, (i) => go("discuss", i));
  part("team-paper")?.replaceChildren(element("p", {}, [get("team", ""), inWords(own.question.day)].filter(Boolean).join(", ")),
    ...own.question.ask ? [element("p", {}, own.question.ask)] : []);
}

function showKeep() {
  const own = round();
  if (!own || !open) return;
  const kept = open.outcome.own(own);
  const answered = own.items.filter(({ id }) => value(kept, id)).length;
  const plan = kept ? actions(kept, new Map(own.items.map(({ id, text }) => [id, text]))).length : 0;
  put("team-agreed", answered || plan ? words.agreedCount(answered, plan) : words.noneAgreed);
  const moved = trend(own.items, [...open.outcome.before(own), ...kept ? [kept] : []]);
  part("team-trend")?.toggleAttribute("hidden", !moved);
  const heading = document.getElementById("team.trend");
  if (heading && moved) {
    part("team-chart")?.replaceChildren(...moved.chart);
    part("team-table")?.replaceChildren(...moved.table);
  }
  const link = asLink(own, get);
  put("team-fits", link ? words.linkFits : words.linkTooLong);
  part("team-over")?.toggleAttribute("hidden", !link);
  if (!link) return;
  part("team-over-code")?.replaceChildren(drawCode(link, words.roundCode) ?? words.tooLong);
  address("team-over-link").value = whole(link);
}

pressed("team-save", () => {
  const own = round();
  if (own) download(`round-${own.question.day}.json`, "application/json", writtenRound(asValue(own, get, true)));
});
pressed("team-clear", () => {
  if (!open) return;
  const before = [...open.rounds.rounds];
  replaceAll([]);
  go("ask");
  say(words.roundCleared, { undo: () => {
    replaceAll(before);
    say(words.back);
  } });
});

addEventListener("hashchange", begin);
begin();
