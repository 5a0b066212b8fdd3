// The words that the scripts say to those who answer, and team/words.js to those
// who gather. A site in another language lays a theme/js/ask/words.js and a
// theme/js/team/words.js of its own over them, and its own layouts over
// layouts/ask.html and layouts/team.html.

export const words = {
  of: (/** @type {number} */ n, /** @type {number} */ all) => `${n} of ${all}`,
  answered: (/** @type {number} */ n, /** @type {number} */ all) => `${n} of ${all} answered.`,
  fewWords: "Add a few words, if you like",
  asList: "Show all as a list",
  oneByOne: "One at a time",
  clearAnswer: "Clear answer",
  answersCode: "QR code of your answers",
  tooLong: "This is too much for a code that a phone can read. Use the link or the file.",
  copied: "The link was copied.",
  notCopied: "This browser does not let the site copy. Select the link and copy it.",
  shareTitle: (/** @type {string} */ title) => `Answers: ${title}`,
  nothingAnswered: "You have not answered anything yet. You can still hand in.",
  again: "When you hand this in, it takes the place of what you handed in before.",
  nextPerson: "Nobody's answers are shown now. Please hand the device on.",
  cleared: "Your answers are gone from this device.",
  noFetch: "The page with the statements could not be fetched. Are you online?",
  unknownPage: (/** @type {string} */ address) => `This site has no page ${address} that a team can answer. The link may be old, or of another site.`,
  trouble: {
    none: "This is not a link or file of a team's answers, so nothing was added.",
    damaged: "This link is damaged or was cut short, so nothing was added. Ask for it to be sent again.",
    later: "This was made by a later version of this site. Load this page again and then open it.",
    large: "This is too long to be a link of this site, so nothing was added.",
  },
  notQuestion: "This is a link with somebody's answers. Open it on the page where answers are gathered.",
};
