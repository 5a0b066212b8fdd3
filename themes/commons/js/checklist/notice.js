import { element, part } from "./element.js";

/** Takes away what was said last. */
export function hush() {
  const notice = part("notice");
  notice?.replaceChildren();
  notice?.classList.remove("shown");
}

/**
 * Says something at the foot of the window until it is closed or the next
 * thing is said.
 * @param {string} text
 * @param {{ undo?: () => void, wrong?: boolean }} [more]
 */
export function say(text, { undo, wrong } = {}) {
  const notice = part("notice");
  if (!notice) return;
  const close = element("button", { type: "button", class: "plain" }, "Close");
  const buttons = [close];
  close.addEventListener("click", hush);
  if (undo) {
    const button = element("button", { type: "button", "data-undo": "" }, "Undo");
    button.addEventListener("click", () => { hush(); undo(); });
    buttons.unshift(button);
  }
  // Readers of the screen are told of what comes into a region that is there.
  notice.setAttribute("role", wrong ? "alert" : "status");
  notice.classList.add("shown");
  notice.classList.toggle("wrong", Boolean(wrong));
  notice.replaceChildren(element("p", {}, text), element("div", {}, ...buttons));
}
