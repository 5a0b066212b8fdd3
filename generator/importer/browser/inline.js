// Reads the running text of a paragraph.
import { isBlank, readBlocks } from "./word.js";
import { below, child, children, on, textOf, value } from "./xml.js";
import { lookOf } from "./styles.js";
import { isCapitalised } from "./words.js";

/** @typedef {import("./xml.js").Element} Element */
/** @typedef {import("./styles.js").Look} Look */
/** @typedef {import("./word.js").Item} Item */
/** @typedef {import("./word.js").Reading} Reading */

/** Signs of the usual fonts of symbols, by their code. @type {Record<string, string>} */
const symbols = { a8: "☐", "6f": "☐", "71": "☐", "72": "☐", fe: "☒", fd: "☒", fc: "✓", "52": "☑", e0: "→", df: "←", a7: "•", b7: "•", d8: "•", "4a": ":)" };

const transparent = ["w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:sdtContent", "w:fldSimple", "w:dir", "w:bdo"];

/** @param {Element} of a w:p @param {Look} base how its style looks @param {Reading} reading
 * @param {boolean} [ruled] tabs draw a line @returns {Item[]} */
export function readInline(of, base, reading, ruled = false) {
  /** @type {Item[]} */
  const items = [];
  visit(of, undefined);
  return items;

  /** @param {Element} parent @param {string | undefined} href */
  function visit(parent, href) {
    for (const one of children(parent)) {
      if (one.name === "w:r") run(one, href);
      else if (one.name === "w:hyperlink") visit(one, linked(one, reading) ?? href);
      else if (one.name === "w:sdt") control(one, href);
      else if (one.name === "w:fldSimple" && simple(one)) continue;
      else if (transparent.includes(one.name)) {
        if (one.name === "w:ins") reading.told.count("inserted");
        visit(one, href);
      } else if (one.name === "w:del") reading.told.count("deleted");
      else if (one.name === "m:oMath" || one.name === "m:oMathPara") {
        reading.told.count("equation");
        say(below(one, "m:t").map(textOf).join(""), base, href);
      } else if (one.name === "mc:AlternateContent") visit(child(one, "mc:Choice") ?? child(one, "mc:Fallback") ?? one, href);
    }
  }

  /** @param {string} text @param {Look} look @param {string | undefined} href */
  function say(text, look, href) {
    if (!text) return;
    if (look.hidden) return reading.told.count("hidden");
    const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\u00ad\u200b\ufeff]/g, "").replace(/[\u00a0\u202f]/g, " ");
    if (clean) items.push(href ? { text: clean, look, href } : { text: clean, look });
  }

  /** @param {Element} r @param {string | undefined} href */
  function run(r, href) {
    const rPr = child(r, "w:rPr");
    const named = value(rPr, "w:rStyle"), style = named ? reading.styles.style(named) : undefined;
    const look = { ...base, ...style?.look, ...lookOf(rPr) };
    if (style && /^(hyperlink|followedhyperlink)$/i.test(style.name)) look.underline = false;
    if (style && /code/i.test(style.name)) look.mono = true;
    for (const one of children(r)) {
      const field = reading.fields[reading.fields.length - 1];
      if (one.name === "w:fldChar") character(one);
      else if (one.name === "w:instrText") { if (field && !field.result) field.code += textOf(one); }
      else if (field && (!field.result || silent(field.code))) continue;
      else content(one, look, fieldLink(reading) ?? href);
    }
  }

  /** @param {Element} one in a run @param {Look} look @param {string | undefined} href */
  function content(one, look, href) {
    switch (one.name) {
      case "w:t": return say(textOf(one), look, href);
      case "w:tab": case "w:ptab": return void (ruled && one.name === "w:tab" && items.length ? items.push({ blank: "" }) : items.push({ text: "\t", look }));
      case "w:br": return void (["page", "column"].includes(one.attributes["w:type"] ?? "") || items.push({ text: "\n", look: {} }));
      case "w:cr": return void items.push({ text: "\n", look: {} });
      case "w:noBreakHyphen": return say("-", look, href);
      case "w:sym": return say(symbol(one), { ...look, bold: false }, href);
      case "w:footnoteReference": case "w:endnoteReference": return note(one);
      case "w:commentReference": return reading.told.count("comment");
      case "w:delText": return;
      case "w:drawing": case "w:pict": case "w:object": return drawing(one);
      case "mc:AlternateContent": {
        for (const inside of children(child(one, "mc:Choice") ?? child(one, "mc:Fallback"))) content(inside, look, href);
      }
    }
  }

  /** @param {Element} one a w:fldChar */
  function character(one) {
    const kind = one.attributes["w:fldCharType"], fields = reading.fields;
    if (kind === "begin") fields.push({ code: "", result: false, data: child(one, "w:ffData") });
    else if (kind === "separate" && fields.length) {
      const field = fields[fields.length - 1];
      field.result = true;
      begun(field.code, field.data);
    } else if (kind === "end" && fields.length) {
      const field = /** @type {Reading["fields"][0]} */ (fields.pop());
      if (!field.result) begun(field.code, field.data);
    }
  }

  /** A field of Word's that stands for a place to fill in. @param {string} code @param {Element | undefined} data @returns {boolean} */
  function begun(code, data) {
    const [, name = "", of = ""] = /^\s*(\w+)\s*(?:"([^"]*)"|(\S*))?/.exec(code) ?? [];
    if (name === "FORMCHECKBOX") items.push({ box: on(child(data, "w:checkBox"), "w:checked") ?? on(child(data, "w:checkBox"), "w:default") ?? false });
    else if (name === "FORMTEXT" || name === "FORMDROPDOWN") items.push({ blank: readable(value(data, "w:statusText") ?? value(data, "w:helpText")
      ?? value(data, "w:name") ?? "") });
    else if (name === "MERGEFIELD" || name === "FILLIN" || name === "ASK") items.push({ blank: readable(of
      || /"([^"]*)"|\s(\w+)\s*(?:\\|$)/.exec(code)?.slice(1).find(Boolean) || code.trim().split(/\s+/)[1] || "") });
    else return false;
    return true;
  }

  /** @param {Element} one a w:fldSimple */
  function simple(one) {
    const code = one.attributes["w:instr"] ?? "";
    return silent(code) && (begun(code, child(one, "w:ffData")) || true);
  }

  /** @param {Element} one */
  function note(one) {
    const key = `${one.name.replace("Reference", "")} ${one.attributes["w:id"]}`;
    if (!reading.notes.has(key)) return;
    if (!reading.cited.includes(key)) reading.cited.push(key);
    items.push({ note: String(reading.cited.indexOf(key) + 1) });
  }

  /** A content control within a line. @param {Element} sdt @param {string | undefined} href */
  function control(sdt, href) {
    const properties = child(sdt, "w:sdtPr"), content = child(sdt, "w:sdtContent");
    if (!isBlank(properties)) return content && visit(content, href);
    const box = child(properties, "w14:checkbox");
    if (box) return void items.push({ box: on(box, "w14:checked") ?? false });
    const text = below(content, "w:t").map(textOf).join("").trim(), empty = on(properties, "w:showingPlcHdr") === true;
    if (!empty && text) reading.told.count("value");
    const choices = children(child(properties, "w:dropDownList")
      ?? child(properties, "w:comboBox"), "w:listItem").map((one) => one.attributes["w:displayText"] ?? "").filter((one) => one && !/^choose/i.test(one));
    const name = readable(value(properties, "w:alias") ?? "") || (empty && !/^(click|tap|choose|enter)\b/i.test(text) ? text : "")
      || readable(value(properties, "w:tag") ?? "");
    items.push({ blank: name + (choices.length && choices.length < 6 && choices.join(", ").length < 50 ? `${name ? ": " : ""}${choices.join(", ")}` : "") });
  }

  /** A picture, or a text box. @param {Element} one */
  function drawing(one) {
    const boxes = below(one, "w:txbxContent");
    if (boxes.length) {
      reading.told.count("textbox");
      for (const block of readBlocks(boxes[0], reading)) reading.pending.push(block.type === "paragraph" && !block.role ? { ...block, role: "quote" } : block);
      return;
    }
    const about = below(one, "wp:docPr")[0]?.attributes ?? below(one, "v:shape")[0]?.attributes ?? {};
    const title = (about.descr || about.alt || about.title || "").replace(/\s+/g, " ").trim();
    const picture = below(one, "a:blip")[0], image = below(one, "v:imagedata")[0];
    if (!picture && !image) return;
    const outside = picture?.attributes["r:link"];
    const what = outside ? "a picture that lies elsewhere" : "a picture";
    reading.told.left("picture", title && !/^(picture|image|graphic)\s*\d*$/i.test(title) ? `${what}: “${title.slice(0, 100)}”`
      : `${what} without a description`);
  }
}

/** Fields whose results are not text of the author's. @param {string} code */
function silent(code) {
  return /^\s*(PAGE|NUMPAGES|SECTIONPAGES|FORMCHECKBOX|FORMTEXT|FORMDROPDOWN|MERGEFIELD|FILLIN|ASK|FILENAME|PRINTDATE|SAVEDATE|TIME|AUTHOR|INDEX|XE|TC)\b/.test(code);
}

/** The address that the field around leads to. @param {Reading} reading */
function fieldLink(reading) {
  for (const field of [...reading.fields].reverse()) {
    const [, address] = /^\s*HYPERLINK\s+"([^"]*)"/.exec(field.code) ?? [];
    if (address) return allowed(address, reading);
  }
  return undefined;
}

/** Where a w:hyperlink leads. @param {Element} link @param {Reading} reading */
function linked(link, reading) {
  const to = reading.links.get(link.attributes["r:id"] ?? "");
  if (!to) return undefined; // a place in the document: the number of a page there has no meaning here
  const place = link.attributes["w:anchor"] ?? link.attributes["w:docLocation"];
  return allowed(to.target + (place && !to.target.includes("#") ? `#${place}` : ""), reading);
}

/** An address that a page may lead to. @param {string} address @param {Reading} reading */
function allowed(address, reading) {
  const trimmed = address.trim().replace(/ /g, "%20");
  if (/^(https?:\/\/[^\s"<>]+\.[^\s"<>]+|mailto:[^\s"<>]+@[^\s"<>]+|tel:[-+()\d.%]+)$/i.test(trimmed)) return trimmed;
  reading.told.count("link");
  return undefined;
}

/** @param {Element} one a w:sym */
function symbol(one) {
  const code = (one.attributes["w:char"] ?? "").toLowerCase().replace(/^f0/, "");
  const direct = parseInt(code, 16);
  const own = /wingdings|symbol|webdings/i.test(one.attributes["w:font"] ?? "") || (one.attributes["w:char"] ?? "").toLowerCase().startsWith("f0");
  if (own) return symbols[code] ?? "";
  return direct > 31 && direct < 0xe000 ? String.fromCharCode(direct) : "";
}

/** A name as a program has it, in words: "DateOfBirth", "date_of_birth". @param {string} name */
function readable(name) {
  if (/^(text|dropdown|check|field|control)?_?\d*$/i.test(name) || /^-?\d+$/.test(name)) return "";
  if (/\s/.test(name.trim())) return name.trim();
  const words = name.replace(/[_-]+/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2").trim().split(/\s+/);
  return words.map((word) => (isCapitalised(word) ? word.toLowerCase() : word)).join(" ");
}
