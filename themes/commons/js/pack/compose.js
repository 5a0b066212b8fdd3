import { day } from "../checklist/records.js";
import { fillIn, newest } from "./answers.js";

/** @typedef {{ address: string, title: string, url: string }} Entry */
/**
 * @typedef {object} Composed
 * @property {HTMLElement[]} parts
 * @property {string[]} missing titles of the pages that could not be had
 * @property {{ title: string, day: string }[]} answered those whose answers this device keeps, and of which day
 */

// What refers to an id, or is a name that two parts must not share: radio
// buttons of one name are one question.
const references = ["id", "for", "name", "aria-labelledby", "aria-describedby", "aria-controls"];
const useless = "script, style, template, dialog, nav, .tools, .contents, .related, .turn, .keep, .keeping, .plan, .about, [hidden]";

/**
 * Fetches pages of this site and makes one document of them: their ids begin
 * with that of their part, and links from one to another stay on the paper.
 * @param {string} home
 * @param {Entry[]} entries
 * @param {boolean} filled whether the answers that this device keeps stand in it
 * @returns {Promise<Composed>}
 */
export async function compose(home, entries, filled) {
  const mains = await Promise.all(entries.map(fetched));
  /** @type {Map<string, string>} */
  const anchors = new Map();
  /** @type {Composed} */
  const composed = { parts: [], missing: [], answered: [] };
  for (const [i, entry] of entries.entries()) if (mains[i]) anchors.set(new URL(entry.url).pathname, `part.${i + 1}`);
  for (const [i, { title, url }] of entries.entries()) {
    const main = mains[i];
    const article = main?.querySelector("article");
    if (!main || !article) {
      composed.missing.push(title);
      continue;
    }
    const round = newest(home, main);
    if (round) composed.answered.push({ title, day: day(round) });
    if (round && filled) fillIn(main, round);
    composed.parts.push(asPart(article, `part.${i + 1}`, url, anchors));
  }
  mendLinks(composed.parts);
  return composed;
}

/** The pages that have been fetched, by address.
 * @type {Map<string, string>} */
const texts = new Map();

/** @param {Entry} entry @returns {Promise<HTMLElement | null>} */
async function fetched({ url }) {
  try {
    if (!texts.has(url)) {
      const answer = await fetch(url);
      if (!answer.ok) return null;
      texts.set(url, await answer.text());
    }
    return new DOMParser().parseFromString(texts.get(url) ?? "", "text/html").querySelector("main");
  } catch {
    return null;
  }
}

/** @param {Element} article @param {string} id @param {string} url @param {Map<string, string>} anchors */
function asPart(article, id, url, anchors) {
  for (const one of article.querySelectorAll(useless)) one.remove();
  for (const one of article.querySelectorAll("*")) {
    for (const name of references) {
      const ids = one.getAttribute(name);
      if (ids !== null) one.setAttribute(name, ids.split(/\s+/).filter(Boolean).map((each) => `${id}.${each}`).join(" "));
    }
    for (const name of ["href", "src"]) {
      const to = one.getAttribute(name);
      if (to !== null && !(one instanceof SVGElement)) one.setAttribute(name, onPaper(to, id, url, anchors));
    }
  }
  const section = document.createElement("section");
  section.className = "part";
  section.id = id;
  const heading = article.querySelector("h1");
  if (heading) {
    const title = document.createElement("h2");
    title.className = "part-title";
    title.append(...heading.childNodes);
    heading.replaceWith(title);
    title.id = `${id}.title`;
    section.setAttribute("aria-labelledby", title.id);
  }
  section.append(document.adoptNode(article));
  return section;
}

/** Where a link leads when its page is printed with others.
 * @param {string} to @param {string} id @param {string} url @param {Map<string, string>} anchors */
function onPaper(to, id, url, anchors) {
  if (to.startsWith("#")) return to === "#" ? `#${id}` : `#${id}.${to.slice(1)}`;
  const target = new URL(to, url);
  const other = target.origin === location.origin ? anchors.get(target.pathname) : undefined;
  if (other) return `#${other}${target.hash && `.${target.hash.slice(1)}`}`;
  // A whole address would be printed behind the words of the link.
  return target.origin === location.origin ? target.href.slice(target.origin.length) : target.href;
}

/** A link to what was left out leads to the top of its part.
 * @param {HTMLElement[]} parts */
function mendLinks(parts) {
  const ids = new Set(parts.flatMap((part) => [part.id, ...[...part.querySelectorAll("[id]")].map(({ id }) => id)]));
  for (const part of parts) {
    for (const link of part.querySelectorAll('a[href^="#"]')) {
      const id = link.getAttribute("href")?.slice(1) ?? "";
      if (!ids.has(id) && !ids.has(unescaped(id))) link.setAttribute("href", `#${id.split(".").slice(0, 2).join(".")}`);
    }
  }
}

/** @param {string} text */
function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
