import { part, pressed } from "../checklist/element.js";
import { say } from "../checklist/notice.js";
import { words } from "./words.js";

const second = 1000;
/** Minutes before the end at which it says how long is left. */
const soon = [10, 5, 1];

/** A clock for the hour, if somebody wants one. It makes no sound. */
export function addTimer() {
  const minutes = /** @type {HTMLInputElement} */ (part("timer-minutes"));
  const button = /** @type {HTMLElement} */ (part("timer-button"));
  const shown = /** @type {HTMLElement} */ (part("timer-left"));
  let left = 0; // milliseconds, while it stands
  let end = 0; // when it is over, while it runs
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;

  const remaining = () => (ticking ? Math.max(0, end - Date.now()) : left);

  function show() {
    button.textContent = ticking ? words.timerStop : words.timerStart;
    const seconds = Math.ceil(remaining() / second);
    shown.textContent = seconds ? words.timerLeft(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`) : "";
  }

  function stop() {
    left = remaining();
    clearInterval(ticking);
    ticking = undefined;
  }

  let before = 0;
  function tick() {
    const now = Math.ceil(remaining() / second);
    for (const one of soon) if (before > one * 60 && now <= one * 60) say(words.timerSoon(one));
    before = now;
    if (!now) {
      stop();
      left = 0;
      say(words.timerOver);
    }
    show();
  }

  pressed("timer-button", () => {
    if (ticking) stop();
    else {
      left ||= Math.min(600, Math.max(1, parseInt(minutes.value, 10) || 60)) * 60 * second;
      end = Date.now() + left;
      before = Math.ceil(left / second);
      ticking = setInterval(tick, second / 2);
    }
    show();
  });
  minutes.addEventListener("input", () => {
    if (!ticking) left = 0;
    show();
  });
  show();
}
