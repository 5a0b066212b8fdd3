// Shows the Markdown of a line as a browser does. It knows what the importer
// writes and nothing more.
import { element } from "../checklist/element.js";

const token = new RegExp([
  /\\([\s\S])/, // a sign that means nothing
  /\{\{([^{}]+)\}\}/, /\[\^([^\]]+)\]/,
  /\[((?:\\.|[^\]\\])*)\]\((?:<([^>]*)>|([^()\s]*))\)/,
  /(\*\*)(?=\S)((?:\\.|(?!\*\*)[^\\])*)\*\*/, /(?<![A-Za-z0-9])_(?=\S)((?:\\.|[^_\\]|_(?=[A-Za-z0-9]))*)_(?![A-Za-z0-9])/, /\*(?=\S)((?:\\.|[^*\\])*)\*/,
  /~~((?:\\.|(?!~~)[^\\])*)~~/, /`([^`]*)`/, /<(sup|sub)>(.*?)<\/(?:sup|sub)>/, /<(br)>/,
].map((one) => one.source).join("|"));

/** @param {string} text @returns {(Node | string)[]} */
export function inline(text) {
  /** @type {(Node | string)[]} */
  const out = [];
  let rest = text;
  for (let match = token.exec(rest); match; match = token.exec(rest)) {
    if (match.index) out.push(rest.slice(0, match.index));
    out.push(made(match));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest) out.push(rest);
  return out;
}

/** @param {RegExpExecArray} match @returns {Node | string} */
function made(match) {
  const [, sign, blank, note, words, angled, address, bold, strong, low, high, struck, code, raised, high2, line] = match;
  if (sign !== undefined) return sign === "\n" ? element("br", {}) : sign;
  if (blank !== undefined) return element("span", { class: "blank" }, blank.trim());
  if (note !== undefined) return element("sup", {}, note);
  if (words !== undefined) {
    const href = angled ?? address;
    return /^(https?:|mailto:|tel:)/i.test(href) ? element("a", { href, rel: "noopener" }, ...inline(words)) : words;
  }
  if (bold) return element("strong", {}, ...inline(strong));
  if (low !== undefined || high !== undefined) return element("em", {}, ...inline(low ?? high));
  if (struck !== undefined) return element("del", {}, ...inline(struck));
  if (code !== undefined) return element("code", {}, code);
  if (raised) return element(/** @type {"sup"} */ (raised), {}, ...inline(high2));
  return line ? element("br", {}) : match[0];
}
