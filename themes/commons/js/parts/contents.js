/**
 * Keeps the table of contents open where it stands beside the text, and marks
 * the heading that is being read.
 * @param {Document} document
 */
export function followContents(document) {
  const contents = /** @type {HTMLDetailsElement | null} */ (document.querySelector("[data-contents]"));
  if (!contents) return;

  const beside = matchMedia("(min-width: 64em)");
  const open = () => { contents.open = beside.matches; };
  beside.addEventListener("change", open);
  open();

  /** @type {Map<Element, HTMLAnchorElement>} */
  const links = new Map();
  for (const link of contents.querySelectorAll("a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const mark = () => {
    let reading = null;
    for (const [heading, link] of links) {
      if (heading.getBoundingClientRect().top > innerHeight / 3) break;
      reading = link;
    }
    for (const link of links.values()) {
      if (link === reading) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  // A heading that enters or leaves the upper third is the only time the mark moves.
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  for (const heading of links.keys()) observer.observe(heading);
}
