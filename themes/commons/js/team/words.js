// The words that the scripts say to those who gather answers: see ask/words.js.
import { words as shared } from "../ask/words.js";

/** @param {number} n @param {string} one @param {string} many */
const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

export const words = {
  ...shared,
  roundCode: "QR code of the whole round",
  file: {
    large: "This file is too large to be one that was saved here.",
    foreign: "This is not a file that was saved here, so nothing was added.",
    damaged: "This file is damaged, so nothing was added.",
    noCode: "No code was found in this picture. Take it again, nearer and sharper.",
  },
  questionCode: "QR code of the link to answer",

  // Gathering
  asked: (/** @type {string} */ day) => `Asked on ${day}`,
  anonymous: (/** @type {number} */ n) => `Without a name ${n}`,
  people: (/** @type {number} */ n) => (n ? `${count(n, "person has", "people have")} handed in.` : "Nobody has handed in yet."),
  added: (/** @type {string} */ who, /** @type {number} */ n) => `${who} was added. ${count(n, "person", "people")} now.`,
  replaced: (/** @type {string} */ who) => `${who} handed in again. The new answers take the place of the old.`,
  same: (/** @type {string} */ who) => `${who} is here already.`,
  older: (/** @type {string} */ who) => `There are newer answers of ${who}, so these were left out.`,
  someone: "Somebody without a name",
  several: (/** @type {number} */ added, /** @type {number} */ refused) =>
    `${count(added, "person was", "people were")} added${refused ? `, ${refused} could not be read` : ""}.`,
  full: "A round holds 500 people, and this one is full.",
  otherRound:
    "These answers belong to a round that is not gathered on this device, so nothing was added. To gather it here too, first add the link that everybody answers with.",
  gathersNow: "This device gathers that round now.",
  toOther: (/** @type {string} */ title) => `Added to the round of ${title}.`,
  removed: (/** @type {string} */ who) => `${who} was taken out.`,
  remove: "Take out",
  newRound: "A new round has begun. Send the new link.",
  roundCleared: "Everybody's answers to this list are cleared from this device.",
  back: "It is as it was before.",
  refused: "This browser is not keeping the answers: its storage is full or switched off. Save the round to a file before you close this page.",
  damagedStore: "What was kept on this device of this page's rounds cannot be read. It was put aside, not deleted.",
  camera: {
    none: "This browser does not let the page use a camera. Let people send the link, or open pictures of their codes.",
    off: "The camera was not allowed. You can allow it in the browser's settings, or open pictures of the codes.",
    on: "The camera is on. Hold a code in front of it.",
    stopped: "The camera is off.",
  },
  sheetAdded: (/** @type {number} */ n) => `The sheet was added. ${count(n, "person", "people")} now. Take the next sheet.`,
  sheetEmpty: "Nothing is ticked on this sheet yet.",
  sheet: "Statement",

  slip: "Answer alone. Scan the code with your phone, or tick the boxes. Nothing is sent anywhere.",
  slipName: "Name or role, if you like:",

  // Comparing
  small: "In a team as small as this, people can guess who said what, even without names. Ask whether everybody is content to look at it together.",
  nobody: "Nobody has answered this.",
  none: (/** @type {number} */ none) => `No answer ${none}.`,
  olderWording: "To an older wording:",
  elsewhere: "Answers to statements that are not in this round",
  others: "The others",
  lastSpread: (/** @type {string} */ day, /** @type {string} */ parts) => `Last time (${day}): ${parts}.`,
  lastAgreed: (/** @type {string} */ day, /** @type {string} */ said) => `Last time (${day}) the team agreed: ${said}`,
  middle: (/** @type {string} */ middle, /** @type {string} */ low, /** @type {string} */ high) => `Middle ${middle}, from ${low} to ${high}.`,
  who: "Who said what",
  said: "In their own words",
  rest: "On all of it",
  rolesHidden: "Roles are shown apart when three people or more share one, and when that does not leave one or two people without a name standing alone.",
  discussThis: "Talk about this",

  // Discussing
  nth: (/** @type {number} */ n, /** @type {number} */ all) => `${n} of ${all}, where you differ most first`,
  canDo: "What you can do",
  timerLeft: (/** @type {string} */ left) => `${left} left`,
  timerOver: "The time is over.",
  timerSoon: (/** @type {number} */ minutes) => `${count(minutes, "minute", "minutes")} left.`,
  timerStart: "Start",
  timerStop: "Pause",

  // Last time and the trend
  came: { done: "Done", on: "Still on", dropped: "Dropped" },
  noAction: "(no action written)",
  carried: "The action was carried over to this round.",
  shareYes: "Yes, of those who said Yes or No",
  mean: "Mean of all answers",
  shareFirst: (/** @type {string} */ label) => `${label}, of all answers`,
  inAll: "In all",
  agreedCount: (/** @type {number} */ n, /** @type {number} */ actions) =>
    `${count(n, "statement has", "statements have")} the team's answer, and ${count(actions, "action was", "actions were")} agreed.`,
  noneAgreed: "Nothing has been agreed yet. Talk first, and come back here.",
  linkFits: "The round fits a link and a code.",
  linkTooLong: "The round is too long for a link. Save it to a file and send that.",
  roundOpened: (/** @type {number} */ n) => `The round is on this device now, with ${count(n, "person", "people")}.`,
};
