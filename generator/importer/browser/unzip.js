// Unpacks a Word document in a browser, with the same limits as unzip.go.
import { Refused } from "./xml.js";

const mostBytes = 30 << 20, mostXML = 12 << 20, mostNames = 5000;
const wanted = /^(_rels\/\.rels|[^/]+\/(document\d*|styles|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml|[^/]+\/_rels\/[^/]+\.rels|customXml\/item\d*\.xml)$/;

/** @param {Uint8Array} data a .docx file @returns {Promise<import("./word.js").WordFile>} */
export async function unzip(data) {
  const reason = notWord(data);
  if (reason) throw new Refused(reason);
  /** @type {import("./word.js").WordFile} */
  const file = { parts: {}, names: [] };
  let left = mostXML;
  for (const entry of entries(data)) {
    file.names.push(entry.name);
    if (!wanted.test(entry.name)) continue;
    if (file.parts[entry.name] !== undefined) throw new Refused(`this file is damaged: it holds the part ${entry.name} twice`);
    const text = await unpack(data, entry, left);
    left -= text.length;
    file.parts[entry.name] = decoded(text);
  }
  return file;
}

/** @typedef {{name: string, method: number, size: number, at: number}} Entry */

/** The list of parts at the end of a zip file (PKWARE APPNOTE 4.3.12, 4.3.16).
 * @param {Uint8Array} data @returns {Entry[]} */
function entries(data) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let end = data.length - 22;
  while (end >= 0 && end > data.length - 66000 && view.getUint32(end, true) !== 0x06054b50) end--;
  const damaged = new Refused("this file is damaged: it cannot be unpacked");
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw damaged;
  const count = view.getUint16(end + 10, true);
  if (count > mostNames) throw new Refused("this file holds more than 5,000 parts, which no Word document needs");
  /** @type {Entry[]} */
  const found = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > data.length || view.getUint32(at, true) !== 0x02014b50) throw damaged;
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(data.subarray(at + 46, at + 46 + length));
    found.push({ name, method: view.getUint16(at + 10, true), size: view.getUint32(at + 20, true), at: view.getUint32(at + 42, true) });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return found;
}

/** @param {Uint8Array} data @param {Entry} entry @param {number} most bytes that it may have @returns {Promise<Uint8Array>} */
async function unpack(data, { name, method, size, at }, most) {
  const damaged = new Refused(`this file is damaged: its part ${name} cannot be unpacked`);
  const large = new Refused(`this document is too large: it holds more than ${mostXML >> 20} MB of text and layout`);
  if (at + 30 > data.length) throw damaged;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = data.subarray(start, start + size);
  if (packed.length < size || ![0, 8].includes(method)) throw damaged;
  if (method === 0) {
    if (size > most) throw large;
    return packed;
  }
  const reader = new Blob([/** @type {BlobPart} */ (packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > most) {
        await reader.cancel();
        break;
      }
      chunks.push(value);
    }
  } catch {
    throw damaged;
  }
  if (length > most) throw large;
  const whole = new Uint8Array(length);
  let to = 0;
  for (const chunk of chunks) {
    whole.set(chunk, to);
    to += chunk.length;
  }
  return whole;
}

/** UTF-8, or UTF-16 with a mark at its start. @param {Uint8Array} text */
function decoded(text) {
  const little = text[0] === 0xff && text[1] === 0xfe, big = text[0] === 0xfe && text[1] === 0xff;
  return new TextDecoder(little ? "utf-16le" : big ? "utf-16be" : "utf-8").decode(text);
}

/** What a file is that is no .docx file, "" for one that may be. @param {Uint8Array} data */
function notWord(data) {
  const start = String.fromCharCode(...data.subarray(0, 5));
  if (!data.length) return "this file is empty";
  if (data.length > mostBytes) return `this file is larger than ${mostBytes >> 20} MB: take the pictures out and save it again`;
  if (start.startsWith("\xd0\xcf\x11\xe0")) return "this is an old Word file (.doc), or one with a password: open it in Word, and save it as .docx without a password";
  if (start.startsWith("%PDF")) return "this is a PDF: open the Word document that it was made from";
  if (start.startsWith("{\\rtf")) return "this is an RTF file: open it in Word and save it as .docx";
  if (!start.startsWith("PK\x03\x04")) return "this is not a Word document (.docx)";
  return "";
}
