// The ways out: to GitHub, into a file, into an e-mail, onto the clipboard.

/** How long an address may be: GitHub takes some 8,000 signs. */
const longest = 7500;
/** How long an e-mail's may be: mail programs on Windows take some 2,000. */
const longestMail = 1900;

/** @param {string} text @returns {Promise<boolean>} */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The address on GitHub at which a new page waits with its name, and with its
 * text if that fits. @param {string} folder @param {string} name @param {string} text */
export function newFile(folder, name, text) {
  const address = `${folder}?filename=${encodeURIComponent(name)}`, whole = `${address}&value=${encodeURIComponent(text)}`;
  return whole.length <= longest ? { address: whole, fits: true } : { address, fits: false };
}

/** The address that opens an e-mail with the page in it, if that fits.
 * @param {string} to @param {string} subject @param {string} text @param {string} instead what stands there if it does not */
export function mail(to, subject, text, instead) {
  const address = (/** @type {string} */ body) => `mailto:${encodeURIComponent(to).replace("%40", "@")}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\r?\n/g, "\r\n"))}`;
  const whole = address(text);
  return whole.length <= longestMail ? { address: whole, fits: true } : { address: address(instead), fits: false };
}
