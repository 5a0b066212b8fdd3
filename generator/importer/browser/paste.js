// Reads what was pasted: HTML as Word, Google Docs, mail programs and web pages
// put it on the clipboard, or plain text.

/** @typedef {import("./word.js").Block} Block */
/** @typedef {import("./word.js").Item} Item */
/** @typedef {import("./word.js").Cell} Cell */
/** @typedef {import("./styles.js").Look} Look */
/** @typedef {import("./styles.js").Label} Label */
/** @typedef {import("./told.js").Told} Told */

const blockNames = /^(address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|ul)$/;
const unseen = /^(script|style|template|head|title|meta|link|iframe|object|embed|svg|math|canvas|audio|video|noscript|xml|o:p|w:.*)$/;

/** How deep elements may stand in each other. */
const deepest = 200;

/** @param {string} html @param {string} text @param {Told} told @returns {{blocks: Block[], notes: Block[][]}} */
export function readPaste(html, text, told) {
  if (!html.trim()) return { blocks: fromText(text), notes: [] };
  const page = new DOMParser().parseFromString(unstyled(html), "text/html");
  const reader = new Reader(told, page);
  reader.blocks(page.body, {}, 0);
  reader.end();
  return { blocks: reader.found, notes: reader.notes };
}

/** HTML whose styles and scripts are only data: the site's policy lets no page
 * have its own, not even one that is never shown. @param {string} html */
function unstyled(html) {
  return html.replace(/<!\[(if|endif)[^\]]*\]>/g, "").replace(/<style\b[\s\S]*?(<\/style\s*>|$)/gi, "")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|on[a-z]+)\s*=/gi, "$1 data-$2="));
}

/** Plain text: each line is a paragraph. @param {string} text @returns {Block[]} */
function fromText(text) {
  return text.split(/\r?\n/).map((line) => ({ type: "paragraph", role: "", items: line.trim() ? [{ text: line, look: {} }] : [] }));
}

/** Where text stands. @typedef {{role?: string, item?: boolean, ticked?: boolean, level?: number, look?: Look, href?: string}} Place */

class Reader {
  /** @type {Block[]} */ found = [];
  /** @type {Block[][]} */ notes = [];
  /** @type {Item[]} */ #items = [];
  /** @type {{role: string, item?: boolean}} */ #now = { role: "" };
  /** @type {Label | undefined} */ #label; // of an item whose first words are still to come

  /** @param {Told} told @param {Document} page */
  constructor(told, page) {
    this.told = told;
    this.page = page;
  }

  /** Closes the paragraph that is open. */
  end() {
    if (this.#items.length) {
      const label = this.#label, { role, item } = this.#now;
      this.found.push({ type: "paragraph", role: role || (item && !label ? "inlist" : ""), items: this.#items, ...(label ? { label } : {}) });
      this.#label = undefined;
    }
    this.#items = [];
    this.#now = { role: "" };
  }

  /** @param {Node} of @param {Place} place @param {number} depth */
  blocks(of, place, depth) {
    if (depth > deepest) return void this.#say(of.textContent ?? "", place);
    for (const node of of.childNodes) {
      if (node.nodeType === 3) this.#say(node.textContent ?? "", place);
      if (node instanceof Element || node.nodeType === 1) this.#element(/** @type {HTMLElement} */ (node), place, depth);
    }
  }

  /** @param {HTMLElement} node @param {Place} place @param {number} depth */
  #element(node, place, depth) {
    const name = node.localName, style = node.dataset.style ?? "", kind = node.className;
    if (unseen.test(name) || /display:\s*none|mso-hide:\s*all/.test(style)) return;
    if (/mso-element:\s*comment(-list)?|MsoCommentReference/.test(`${style} ${kind}`)
      || /^_?_?(com|msocom)_?\d/i.test(node.id)) return this.told.count("comment");
    if (/mso-element:\s*(footnote|endnote)-list/.test(style)) return;
    if (name === "table") return this.#table(node, place, depth);
    if (name === "del" || node.matches("ins[cite], ins")) {
      this.told.count(name === "del" ? "deleted" : "inserted");
      if (name === "del") return;
    }
    if (name === "br") return void this.#items.push({ text: "\n", look: {} });
    if (name === "img") return this.#picture(node);
    if (name === "input" || name === "select" || name === "textarea") return this.#control(node);
    const note = name === "a" ? /^#_(?:ftn|edn)(\d+)$/.exec(node.getAttribute("href")?.replace(/^.*(?=#)/, "") ?? "") : null;
    if (note && this.#note(Number(note[1]), depth)) return;
    const within = { ...place, look: lookOf(node, style, place.look ?? {}), href: name === "a" ? address(node, this.told) ?? place.href : place.href };
    if (!blockNames.test(name)) return this.blocks(node, within, depth + 1);
    this.end();
    const { role, label } = this.#opens(node, name, style, place);
    if (label) this.#label = label;
    const item = name === "li" || place.item && !/^(ul|ol)$/.test(name);
    this.#now = { role, item };
    const inner = { ...within, item, role: role || place.role, level: name === "ul" || name === "ol" ? (place.level ?? -1) + 1 : place.level };
    if (/^h[1-6]$/.test(name)) inner.look = {};
    if (node.getAttribute("aria-checked") === "true") {
      this.told.count("tick");
      inner.ticked = true;
    }
    this.blocks(name === "li" ? withoutBox(node) : node, inner, depth + 1);
    this.end();
  }

  /** What a block begins: its role, and its label in a list.
   * @param {HTMLElement} node @param {string} name @param {string} style @param {Place} place @returns {{role: string, label?: Label}} */
  #opens(node, name, style, place) {
    if (/^h[1-6]$/.test(name)) return { role: `heading${name[1]}` };
    if (/MsoTitle/.test(node.className)) return { role: "title" };
    if (/MsoSubtitle/.test(node.className)) return { role: "subtitle" };
    if (/MsoToc/.test(node.className)) this.told.left("contents", "the table of contents; the site makes its own");
    if (name === "blockquote" || /MsoQuote|MsoIntenseQuote/.test(node.className)) return { role: "quote" };
    if (name === "pre") return { role: "code" };
    if (name === "li") return { role: "", label: labelOf(node, place) };
    const list = /mso-list:\s*l(\d+)\s+level(\d)/.exec(style);
    /** @type {HTMLElement | null} */
    const marker = list && node.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']");
    if (list && marker) {
      const text = (marker.textContent ?? "").replace(/\s+/g, " ").trim(), number = /^\(?(\d+)[.)]?$/.exec(text);
      marker.remove();
      const label = { text, number: Number(number?.[1] ?? 0), level: Number(list[2]) - 1, list: list[1] };
      return { role: "", label: { ...label, kind: number ? "number" : /^[\u2610\u25a1\u00a8\u2751oq]$/.test(text)
        && /wingdings/i.test(marker.dataset.style ?? marker.innerHTML) && text !== "o" ? "box" : /[A-Za-z0-9]/.test(text)
        && text !== "o" ? "label" : "bullet" } };
    }
    return { role: place.role === "quote" || place.role === "code" ? place.role : "" };
  }

  /** @param {string} text @param {Place} place */
  #say(text, place) {
    const words = text.replace(/[\u00a0\u202f]/g, " ").replace(/[\u00ad\u200b\ufeff]/g, "");
    const folded = place.role === "code" ? words : words.replace(/[ \t\r\n]+/g, " ");
    if (!folded || !folded.trim() && !this.#items.length) return;
    const look = place.ticked ? { ...place.look, strike: false } : place.look ?? {};
    this.#items.push(place.href ? { text: folded, look, href: place.href } : { text: folded, look });
  }

  /** @param {HTMLElement} node */
  #picture(node) {
    if (node.closest("li[role=checkbox]")) return;
    const words = (node.getAttribute("alt") ?? "").replace(/\s+/g, " ").trim();
    this.told.left("picture", words ? `a picture: “${words.slice(0, 100)}”` : "a picture without a description");
  }

  /** @param {HTMLElement} node */
  #control(node) {
    const type = node.getAttribute("type") ?? "text";
    if (/^(hidden|submit|button|image|reset|password|file)$/.test(type)) return;
    if (type === "checkbox" || type === "radio") this.#items.push({ box: node.hasAttribute("checked") });
    else this.#items.push({ blank: node.getAttribute("aria-label") ?? node.getAttribute("placeholder") ?? "" });
  }

  /** @param {number} n of a footnote that Word pasted @param {number} depth @returns {boolean} */
  #note(n, depth) {
    const at = this.page.getElementById(`ftn${n}`) ?? this.page.getElementById(`edn${n}`);
    if (!at || this.notes[n - 1]) return Boolean(at);
    at.querySelector("a[href*='ftnref'], a[href*='ednref']")?.remove();
    const reader = new Reader(this.told, this.page);
    reader.blocks(at, {}, depth + 1);
    reader.end();
    at.remove();
    this.notes.push(reader.found);
    this.#items.push({ note: String(this.notes.length) });
    return true;
  }

  /** @param {HTMLElement} table @param {Place} place @param {number} depth */
  #table(table, place, depth) {
    this.end();
    /** @type {{head: boolean, cells: Cell[]}[]} */
    const rows = [];
    /** @type {number[]} */
    const reach = []; // how many rows each column is still taken for
    for (const tr of table.querySelectorAll("tr")) {
      if (tr.closest("table") !== table || rows.length > 2000) continue;
      /** @type {Cell[]} */
      const cells = [];
      let column = 0;
      const taken = () => {
        for (; reach[column] > 0; column++) {
          reach[column]--;
          cells.push({ span: 1, below: true, shaded: false, blocks: [] });
        }
      };
      for (const td of /** @type {HTMLCollectionOf<HTMLTableCellElement>} */ (tr.children)) {
        taken();
        const span = Math.min(Math.max(td.colSpan || 1, 1), 63), reader = new Reader(this.told, this.page);
        reader.blocks(td, td.localName === "th" ? { look: { bold: true } } : {}, depth + 1);
        reader.end();
        cells.push({ span, below: false, shaded: /background(?!.*(transparent|white|#fff))/i.test(td.dataset.style ?? ""), blocks: reader.found });
        for (let i = 0; i < span; i++) reach[column++] = Math.min((td.rowSpan || 1) - 1, 2000);
      }
      taken();
      if (cells.length) rows.push({ head: tr.closest("thead") !== null, cells });
    }
    this.found.push({ type: "table", rows });
  }
}

/** @param {HTMLElement} node @param {string} style @param {Look} look */
function lookOf(node, style, look) {
  const name = node.localName;
  const made = { ...look };
  if (/^(b|strong|th)$/.test(name)) made.bold = true;
  if (/^(i|em|cite)$/.test(name)) made.italic = true;
  if (/^(s|strike)$/.test(name)) made.strike = true;
  if (name === "u") made.underline = true;
  if (/^(code|kbd|samp|tt)$/.test(name)) made.mono = true;
  if (name === "sup" || name === "sub") made.raise = name;
  const weight = /(?:^|[;\s])font-weight:\s*(\w+)/.exec(style)?.[1];
  if (weight) made.bold = weight === "bold" || weight === "bolder" || Number(weight) >= 600;
  if (/font-style:\s*italic/.test(style)) made.italic = true;
  if (/font-style:\s*normal/.test(style)) made.italic = false;
  if (/text-decoration[^;]*line-through/.test(style)) made.strike = true;
  if (/text-decoration[^;]*underline/.test(style) && name !== "a" && !node.closest("a")) made.underline = true;
  const size = /font-size:\s*([\d.]+)(pt|px)/.exec(style);
  if (size) made.size = Math.round(Number(size[1]) * (size[2] === "px" ? 1.5 : 2));
  const raise = /vertical-align:\s*(super|sub)/.exec(style)?.[1];
  if (raise) made.raise = raise === "super" ? "sup" : "sub";
  return made;
}

/** @param {HTMLElement} link @param {Told} told */
function address(link, told) {
  let href = (link.getAttribute("href") ?? "").trim();
  const wrapped = /^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?(?:.*&)?q=([^&]+)/.exec(href)?.[1]; // as Google Docs publishes it
  if (wrapped) {
    try {
      href = decodeURIComponent(wrapped);
    } catch { /* the address as it stands will do */ }
  }
  if (/^(https?:\/\/[^\s"<>]+\.[^\s"<>]+|mailto:[^\s"<>]+@[^\s"<>]+|tel:[-+()\d.%]+)$/i.test(href)) return href;
  if (href && !href.startsWith("#")) told.count("link");
  return undefined;
}

/** The label of an item. @param {HTMLElement} item @param {Place} place @returns {Label} */
function labelOf(item, place) {
  const list = item.parentElement, level = Math.max(Number(item.getAttribute("aria-level") ?? 0) - 1, place.level ?? 0, 0);
  const base = { level: Math.min(level, 8), list: "pasted", text: "" };
  if (item.getAttribute("role") === "checkbox" || /checkbox|task-list/.test(item.className)
    && item.querySelector("input[type=checkbox]")) return { ...base, kind: "box", number: 0 };
  if (list?.localName !== "ol") return { ...base, kind: "bullet", number: 0 };
  const before = [...list.children].filter((one) => one.localName === "li").indexOf(item);
  const number = Number(list.getAttribute("start") ?? 1) + before;
  const letters = /lower-alpha|lower-latin/.test(item.dataset.style ?? "") || list.getAttribute("type") === "a";
  return letters && number < 27 ? { ...base, kind: "label", number, text: `${String.fromCharCode(96 + number)}.` }
    : { ...base, kind: "number", number, text: `${number}.` };
}

/** An item without the box that is its label. @param {HTMLElement} item */
function withoutBox(item) {
  const first = item.querySelector(":scope > input[type=checkbox], :scope > label > input[type=checkbox], :scope > p > input[type=checkbox]");
  if (first && /task-list/.test(item.className)) first.remove();
  return item;
}
