// Reads QR codes: with the browser's own reader where it has one.
/*! qr, © Paul Miller, MIT licence: github.com/paulmillr/qr */
import decodeQR from "./vendor/qr/decode.js";

/** A picture is made no larger than this before it is looked at. */
const widest = 1200;

/** How hard to look: a camera has another picture soon, a file has not. */
const efforts = { camera: { effort: 2, timeLimit: 16 }, file: { effort: 32, timeLimit: 500 } };

/** @returns {Promise<import("./team/scanner.js").Reader>} */
export async function openReader() {
  const own = await ownReader();
  const canvas = document.createElement("canvas");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  return {
    async read(picture, width, height, from) {
      if (!width || !height) return null;
      if (own) {
        const [code] = await own.detect(picture).catch(() => []);
        if (code) return code.rawValue;
      }
      const scale = Math.min(1, widest / Math.max(width, height));
      [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
      try {
        return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height), efforts[from]);
      } catch {
        return null;
      }
    },
  };
}

/** @returns {Promise<{ detect(picture: CanvasImageSource): Promise<{ rawValue: string }[]> } | null>} */
async function ownReader() {
  const Detector = /** @type {any} */ (window).BarcodeDetector;
  try {
    if (!(await Detector.getSupportedFormats()).includes("qr_code")) return null;
    return new Detector({ formats: ["qr_code"] });
  } catch {
    return null;
  }
}
