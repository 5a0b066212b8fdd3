/*! lean-qr, © David Evans, MIT licence: github.com/davidje13/lean-qr */
import { correction, generate, mode } from "../vendor/lean-qr/index.js";

/** Light modules around a code (ISO/IEC 18004). */
const quiet = 4;

/** Version 25 has 117 modules a side: the largest that a phone reads with ease
 * from another phone, 2.5 pixels a module where it is 320 wide. */
const largest = 25;

const svg = "http://www.w3.org/2000/svg";

/**
 * Draws a link as a QR code: dark on light in every appearance.
 * @param {import("./link.js").Link} link
 * @param {string} label what it is, for those who do not see it
 * @returns {SVGSVGElement | null} null if it is too long to be read with ease
 */
export function drawCode({ before, payload }, label) {
  let code;
  try {
    code = generate(mode.multi(mode.ascii(before), mode.alphaNumeric(payload)), { minCorrectionLevel: correction.M, maxVersion: largest });
  } catch {
    return null;
  }
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      const start = x;
      while (x < code.size && code.get(x, y)) x++;
      if (x > start) path += `M${start + quiet} ${y + quiet}h${x - start}v1h-${x - start}z`;
    }
  }
  const size = code.size + 2 * quiet;
  const picture = make("svg", { class: "code", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" });
  picture.append(make("rect", { width: String(size), height: String(size), fill: "#fff" }), make("path", { fill: "#000", d: path }));
  return /** @type {SVGSVGElement} */ (picture);
}

/** @param {string} tag @param {Record<string, string>} attributes */
export function make(tag, attributes) {
  const element = document.createElementNS(svg, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
