// What was pasted from an e-mail: the lines at its head and its greeting name
// people, and are no part of a page.
import { plain } from "./text.js";

/** @typedef {import("./word.js").Block} Block */

const head = /^(from|sent|to|cc|bcc|subject|date|attachments?|importance|reply-to|when|where)\s*:/i;
const divider = /^(-{2,}\s*(original|forwarded) message\s*-{2,}|begin forwarded message:?|_{10,}|-{10,}|on .{5,120} wrote:)$/i;
const caution = /^(caution|warning|external( e-?mail)?)\b.*(outside|external|originated|sender)/i;
const disclaimer = /^(this (e-?mail|message)|the information (contained )?in this (e-?mail|message)|please consider the environment|confidentiality notice|sent from my|get outlook for)/i;
const greeting = /^(hi|hello|dear|hiya|morning|good (morning|afternoon|evening))\b[^.?!]{0,40}[,!.]?$/i;
const farewell = /^((many |best |kind |warm )?(thanks|regards|wishes)|yours (sincerely|faithfully|truly)|thank you|cheers|best)( and (best|kind) regards)?[,.!]?$/i;

/** The blocks without the heads, greetings and signatures of e-mails. A document
 * without such a head stays as it is.
 * @param {Block[]} blocks @param {import("./told.js").Told} told @returns {{blocks: Block[], subject: string}} */
export function withoutLetters(blocks, told) {
  const lines = blocks.map((block) => (block.type === "paragraph" ? block.items.map((one) => ("text" in one ? one.text : "blank" in one ? "____"
    : "")).join("") : ""));
  let subject = "", letters = 0, signing = 0;
  /** @type {Block[]} */
  const kept = [];
  for (let i = 0; i < blocks.length; i++) {
    const end = headEnds(lines, i);
    const text = lines[i].replace(/\s+/g, " ").trim();
    if (end > i) {
      subject ||= (/(?:^|\n)\s*subject\s*:\s*([^\n]*)/i.exec(lines.slice(i, end).join("\n"))?.[1] ?? "").replace(/^((re|fw|fwd|aw|wg)\s*:\s*)+/i, "").trim();
      letters++;
      signing = 0;
      i = end - 1;
    } else if (letters && (divider.test(text) || caution.test(text) || disclaimer.test(text))) {
      told.left("e-mail", "the small print of an e-mail");
    } else if (letters && greeting.test(text)) told.left("greeting", "the greeting of an e-mail");
    else if (letters && farewell.test(text)) {
      told.left("signature", "the signature of an e-mail");
      signing = 8;
    } else if (signing > 0 && blocks[i].type === "paragraph" && text.length < 90 && !/^[•·-]\s/.test(text)
      && !(/** @type {{label?: unknown}} */ (blocks[i]).label)) signing -= text ? 1 : 0;
    else {
      if (text || blocks[i].type === "table") signing = 0;
      kept.push(letters ? unquoted(blocks[i]) : blocks[i]);
    }
  }
  if (letters) told.left("e-mail head", "the head of an e-mail: who sent it, to whom and when");
  return letters ? { blocks: kept, subject } : { blocks, subject: "" };
}

/** Where the head of an e-mail that begins at a line ends; the same place if
 * there is none. @param {string[]} lines @param {number} from */
function headEnds(lines, from) {
  if (!head.test(plainLine(lines[from]))) return from;
  let to = from, found = "";
  for (let blanks = 0; to < lines.length && to < from + 14; to++) {
    const parts = lines[to].split("\n").map(plainLine).filter(Boolean);
    if (!parts.length && ++blanks < 2) continue;
    if (!parts.length || !parts.every((part) => head.test(part))) break;
    found += parts.map((part) => `${head.exec(part)?.[1].toLowerCase()} `).join("");
  }
  return /from /.test(found) && /(sent|date|to|subject) /.test(found.replace("from ", "")) ? to : from;
}

/** @param {string} text */
const plainLine = (text) => plain([{ text: text.replace(/^[>\s]+/, ""), look: {} }]);

/** A line of a quoted letter without its >. @param {Block} block @returns {Block} */
function unquoted(block) {
  if (block.type !== "paragraph" || !block.items.length || !("text" in block.items[0]) || !/^\s*>/.test(block.items[0].text)) return block;
  const [first, ...rest] = block.items;
  return { ...block, items: [{ .../** @type {import("./word.js").Words} */ (first),
    text: /** @type {{text: string}} */ (first).text.replace(/^[\s>]+/, "") }, ...rest] };
}
