/**
 * An address below the site's home in one form, whoever wrote it: without
 * slashes at its ends, its letters as they are read.
 * @param {string} address
 */
export function plain(address) {
  const bare = address.replace(/^\/+|\/+$/g, "");
  try {
    return decodeURI(bare);
  } catch {
    return bare;
  }
}
