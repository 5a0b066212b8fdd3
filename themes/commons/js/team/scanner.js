import { part, pressed } from "../checklist/element.js";
import { say } from "../checklist/notice.js";
import { words } from "./words.js";

/** @typedef {{ read(picture: CanvasImageSource, width: number, height: number, from: "camera" | "file"): Promise<string | null> }} Reader */

/** Between two looks of the camera, in milliseconds. */
const pause = 120;

/**
 * The camera, when it is asked for, and pictures of codes. What reads them is
 * loaded when it is first used, or while there is nothing else to do, so that
 * it works where there is no network.
 * @param {(text: string) => boolean} take what a code says; tells whether it was wanted
 */
export function openScanner(take) {
  const box = /** @type {HTMLElement} */ (part("team-scanner"));
  const video = /** @type {HTMLVideoElement} */ (part("team-video"));
  /** @type {Promise<Reader> | null} */
  let reader = null;
  /** @type {MediaStream | null} */
  let stream = null;
  let last = "";

  function load() {
    reader ??= import(part("team")?.dataset.scan ?? "").then((module) => module.openReader()).catch((fault) => {
      reader = null;
      throw fault;
    });
    return /** @type {Promise<Reader>} */ (reader);
  }

  async function start() {
    if (stream) return;
    if (!navigator.mediaDevices?.getUserMedia) return say(words.camera.none, { wrong: true });
    try {
      const video = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 960 } };
      stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    } catch {
      return say(words.camera.off, { wrong: true });
    }
    last = "";
    video.srcObject = stream;
    box.hidden = false;
    say(words.camera.on);
    await video.play();
    look();
  }

  /** Looks for a code until the camera is stopped. The same code held up for a
   * while is taken once. */
  async function look() {
    while (stream) {
      if (video.readyState >= 2) {
        const text = await (await load()).read(video, video.videoWidth, video.videoHeight, "camera");
        if (text && text !== last && stream) {
          last = text;
          take(text);
        }
      }
      await new Promise((next) => setTimeout(next, pause));
    }
  }

  function stop() {
    if (!stream) return;
    for (const track of stream.getTracks()) track.stop();
    stream = null;
    video.srcObject = null;
    box.hidden = true;
  }

  pressed("team-camera", start);
  pressed("team-camera-off", () => {
    stop();
    say(words.camera.stopped);
  });
  addEventListener("pagehide", stop);
  /** @param {() => void} act */
  const whenIdle = (act) => ("requestIdleCallback" in window ? requestIdleCallback(act) : setTimeout(act, 2000));
  whenIdle(() => void load().catch(() => {}));

  return {
    stop,
    /** @param {File} file @returns {Promise<string | null>} what the code in a picture says */
    async readPicture(file) {
      try {
        const picture = await createImageBitmap(file);
        const text = await (await load()).read(picture, picture.width, picture.height, "file");
        picture.close();
        return text;
      } catch {
        return null;
      }
    },
  };
}
