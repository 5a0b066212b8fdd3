// Reloads the page when there is a newer one, and shows over it what is wrong
// with the site until it is put right. The server puts this script into each
// page that it serves; the published site does not have it.

/** @typedef {{file: string, line: number, col: number, severity: string, rule: string, message: string, hint?: string}} Fault */
/** @typedef {{moment: string, edition: string, lead: string, total: number, faults: Fault[]}} News */

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const watched = /** @type {"moment" | "edition"} */ (script.dataset.watch);
  const seen = script.dataset.seen;

  /** @type {EventSource | null} */
  let stream = null;
  /** @type {HTMLElement | null} */
  let overlay = null;
  let moment = "";

  // A browser opens only six connections to a server, so a page that nobody
  // looks at lets go of its own.
  function listen() {
    if (document.hidden) {
      stream?.close();
      stream = null;
      return;
    }
    if (stream) return;
    stream = new EventSource("/_steward/events");
    stream.addEventListener("state", (event) => take(JSON.parse(event.data)));
    stream.addEventListener("error", () => {
      if (stream?.readyState !== EventSource.CLOSED) return;
      stream = null;
      setTimeout(listen, 1000);
    });
  }

  /** @param {News} news */
  function take(news) {
    if (news[watched] !== seen) {
      stream?.close();
      location.reload();
      return;
    }
    if (news.moment === moment) return; // it may have been closed
    moment = news.moment;
    close();
    if (watched === "edition" && news.faults.length > 0) show(news);
  }

  /** @param {News} news */
  function show(news) {
    const count = news.total;
    const button = make("button", "steward-close", "Close");
    button.setAttribute("type", "button");
    button.addEventListener("click", close);
    const list = make("ol", "steward-faults");
    for (const fault of news.faults) list.append(entry(fault));
    overlay = make("div", "steward");
    overlay.id = "steward.overlay";
    overlay.setAttribute("role", "alert");
    overlay.append(
      button,
      make("p", "steward-title", `${count === 1 ? "1 error" : `${count} errors`} to put right`),
      make("p", "steward-lead", news.lead),
      list,
    );
    const more = count - news.faults.length;
    if (more > 0) overlay.append(make("p", "steward-lead", `And ${more} more: the terminal lists them all.`));
    style(() => overlay && document.body.append(overlay));
  }

  /** @param {Fault} fault */
  function entry(fault) {
    const item = make("li", "");
    const place = make("p", "steward-place");
    place.append(make("code", "", [fault.file, fault.line, fault.col].filter(Boolean).join(":")));
    item.append(make("p", "steward-message", fault.message), place);
    if (fault.hint) item.append(make("p", "steward-hint", fault.hint));
    return item;
  }

  function close() {
    overlay?.remove();
    overlay = null;
  }

  /**
   * Calls ready when the overlay's style sheet is there, or cannot be had.
   * @param {() => void} ready
   */
  function style(ready) {
    if (document.getElementById("steward.style")) {
      ready();
      return;
    }
    const link = /** @type {HTMLLinkElement} */ (make("link", ""));
    link.id = "steward.style";
    link.rel = "stylesheet";
    link.href = "/_steward/overlay.css";
    link.addEventListener("load", ready);
    link.addEventListener("error", ready);
    document.head.append(link);
  }

  /**
   * @param {string} name
   * @param {string} classes
   * @param {string} [text]
   */
  function make(name, classes, text) {
    const element = document.createElement(name);
    if (classes) element.className = classes;
    if (text) element.textContent = text;
    return element;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  document.addEventListener("visibilitychange", listen);
  listen();
})();
