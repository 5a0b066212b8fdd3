import { plain } from "../checklist/address.js";
import { element, part, pressed } from "../checklist/element.js";
import { say } from "../checklist/notice.js";
import { readFile } from "./file.js";
import { linksIn, readLink } from "../ask/read-link.js";
import { words } from "./words.js";
import { add } from "./rounds.js";
import { openScanner } from "./scanner.js";

/** @typedef {import("../ask/handin.js").HandIn} HandIn */
/** @typedef {import("./rounds.js").Round} Round */
/** @typedef {{ handIn: HandIn } | { round: unknown } | { question: import("../ask/question.js").Question } | { trouble: string }} Read */

/** Letters that are looked for links at once: those of 500 people with much to say. */
const largest = 1e6;

/** @param {HandIn} handIn */
const nameOf = ({ name }) => name || words.someone;

/**
 * The step in which answers come in: by camera, picture, file, link and paper.
 * @param {object} team
 * @param {() => Round | undefined} team.round
 * @param {(act: (round: Round) => string) => string} team.change changes the round and keeps it
 * @param {(read: Read) => boolean} team.foreign takes what is not of this round, and tells whether it did
 * @param {() => void} team.changed
 */
export function addGathering({ round, change, foreign, changed }) {
  /** Adds what was read, and says what became of it.
   * @param {Read} read
   * @returns {boolean} whether it is now in the round */
  function take(read) {
    if ("trouble" in read) {
      say(read.trouble, { wrong: true });
      return false;
    }
    const mine = round()?.question;
    if (!("handIn" in read) || !mine || read.handIn.round !== mine.round || plain(read.handIn.address) !== plain(mine.address)) return foreign(read);
    const { handIn } = read;
    const became = change((own) => add(own, handIn));
    const who = nameOf(handIn);
    const n = round()?.people.length ?? 0;
    if (became === "full") say(words.full, { wrong: true });
    else say(became === "added" ? words.added(who, n) : became === "replaced" ? words.replaced(who) : became === "older" ? words.older(who) : words.same(who));
    if (became === "added" || became === "replaced") changed();
    return became !== "full";
  }

  /** @param {string} text @returns {Read} */
  function readText(text) {
    const found = readLink(text);
    return "trouble" in found ? { trouble: words.trouble[found.trouble] } : found;
  }

  /** Adds many, and shows them when all have been read. Between two the
   * browser gets its turn.
   * @param {(() => Promise<Read>)[]} all */
  async function takeMany(all) {
    if (all.length === 1) return void take(await all[0]());
    const before = round()?.people.length ?? 0;
    let refused = 0;
    /** @type {HandIn[]} */
    const handIns = [];
    for (const one of all) {
      const read = await one();
      const isOurs = "handIn" in read && read.handIn.round === round()?.question.round;
      if (isOurs) handIns.push(read.handIn);
      else refused++;
      await new Promise((next) => setTimeout(next));
    }
    change((own) => {
      for (const handIn of handIns) if (add(own, handIn) === "full") refused++;
      return "added";
    });
    changed();
    say(words.several((round()?.people.length ?? 0) - before, refused), { wrong: refused > 0 });
  }

  const scanner = openScanner((text) => take(readText(text)));

  /** @param {File} file @returns {Promise<Read>} */
  async function readAny(file) {
    if (!file.type.startsWith("image/")) return readFile(file);
    const text = await scanner.readPicture(file);
    return text === null ? { trouble: words.file.noCode } : readText(text);
  }

  const chooser = /** @type {HTMLInputElement} */ (part("team-chooser"));
  pressed("team-files", () => chooser.click());
  chooser.addEventListener("change", async () => {
    const files = [...chooser.files ?? []];
    chooser.value = "";
    if (files.length) await takeMany(files.map((file) => () => readAny(file)));
  });

  const pasted = /** @type {HTMLTextAreaElement} */ (part("team-pasted"));
  part("team-paste")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = pasted.value;
    pasted.value = "";
    if (text.length > largest) return say(words.trouble.large, { wrong: true });
    const links = linksIn(text);
    await takeMany((links.length ? links : [text]).map((one) => async () => readText(one)));
  });

  return { take, readText, stop: scanner.stop };
}

/** Lists who has handed in, without saying who was first.
 * @param {Round} round @param {(handIn: HandIn) => void} remove */
export function showPeople({ people }, remove) {
  const box = /** @type {HTMLDetailsElement} */ (part("team-list-box"));
  box.hidden = people.length === 0;
  let nameless = 0;
  const rows = people.map((handIn) => {
    const who = handIn.name || words.anonymous(++nameless);
    const button = element("button", { type: "button", class: "plain" }, words.remove, element("span", { class: "unseen" }, ` ${who}`));
    button.addEventListener("click", () => {
      remove(handIn);
      /** @type {HTMLElement | null} */ (box.querySelector("summary"))?.focus();
    });
    return element("li", {}, element("span", {}, [who, handIn.name && handIn.role].filter(Boolean).join(", ")), button);
  });
  part("team-list")?.replaceChildren(...rows);
  for (const name of ["team-people", "team-people-again"]) {
    const line = part(name);
    if (line && line.textContent !== words.people(people.length)) line.textContent = words.people(people.length);
  }
  const count = part("team-count");
  if (count) count.textContent = people.length ? ` (${people.length})` : "";
}
