/**
 * Bytes as text that a QR code writes in its alphanumeric mode, 5.5 bits a
 * letter (ISO/IEC 18004, 7.4.4), and an address may hold behind its # as it is
 * (RFC 3986, 3.5): of that mode's 45 letters all but the space, %, * and +. Two
 * bytes are three letters, as in RFC 9285, which keeps all 45.
 */
const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$-./:";
const base = letters.length;

/**
 * @param {Uint8Array} bytes of an odd number, so that the last letter is a
 *   figure: many programs leave a stop or colon at its end out of a link
 */
export function encode(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 2) {
    const two = i + 1 < bytes.length;
    let n = two ? bytes[i] * 256 + bytes[i + 1] : bytes[i];
    for (let digit = 0; digit < (two ? 3 : 2); digit++) {
      text += letters[n % base];
      n = Math.floor(n / base);
    }
  }
  return text;
}

/** @param {string} text @returns {Uint8Array | null} null if nothing is encoded so */
export function decode(text) {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
  for (let i = 0, at = 0; i < text.length; i += 3) {
    const group = text.slice(i, i + 3);
    let n = 0;
    for (let digit = group.length - 1; digit >= 0; digit--) {
      const value = letters.indexOf(group[digit]);
      if (value < 0) return null;
      n = n * base + value;
    }
    if (n >= (group.length === 3 ? 65536 : 256)) return null;
    if (group.length === 3) bytes[at++] = n >> 8;
    bytes[at++] = n & 255;
  }
  return bytes;
}
