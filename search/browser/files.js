// Fetches, checks and unpacks the files of an index.

/** What went wrong, in words for the reader. `retry` says that the same may work later. */
export class SearchError extends Error {
  /** @param {string} message @param {{gone?: boolean, cause?: unknown}} [more] */
  constructor(message, { gone = false, cause } = {}) {
    super(message, { cause });
    this.name = "SearchError";
    this.retry = true;
    this.gone = gone;
  }
}

const table = Int32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? n >>> 1 ^ 0xedb88320 : n >>> 1;
  return n;
});

/** @param {Uint8Array} data */
function crc32(data) {
  let sum = -1;
  for (const byte of data) sum = table[(sum ^ byte) & 255] ^ sum >>> 8;
  return ~sum;
}

/** Undoes a file's packing and checks it. @param {Uint8Array} stored */
export async function unpack(stored) {
  const end = stored.length - 4;
  if (end < 0 || new DataView(stored.buffer, stored.byteOffset + end).getInt32(0, true) !== crc32(stored.subarray(0, end))) {
    throw new SearchError("A search file arrived damaged. Please try again.");
  }
  const stream = new Blob([/** @type {any} */ (stored.subarray(0, end))]).stream();
  return new Uint8Array(await new Response(stream.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());
}

/** Fetches files by name, each once; what failed may be asked for again. */
export class Files {
  /** @param {string} base */
  constructor(base) {
    this.base = base;
    /** @type {Map<string, Promise<any>>} */
    this.held = new Map();
  }

  /**
   * A file, read by a function.
   * @template T @param {string} name @param {(data: Uint8Array) => T} read @returns {Promise<T>}
   */
  get(name, read) {
    const held = this.held.get(name);
    if (held) return held;
    const file = this.fetch(name).then(read);
    this.held.set(name, file);
    file.catch(() => this.held.delete(name));
    return file;
  }

  /** @param {string} name @returns {Promise<Uint8Array>} */
  async fetch(name, again = false) {
    let response, stored;
    try {
      response = await fetch(new URL(name + ".bin", this.base), again ? { cache: "reload" } : {});
      if (response.ok) stored = new Uint8Array(await response.arrayBuffer());
    } catch (cause) {
      throw new SearchError("Search could not reach the site. Check your connection and try again.", { cause });
    }
    if (!stored) {
      const gone = response.status === 404 || response.status === 410;
      throw new SearchError(`Search could not load a file (${response.status}). Please try again.`, { gone });
    }
    try {
      return await unpack(stored);
    } catch (error) {
      // A damaged file may sit in the browser's cache, so it is fetched past it, once.
      if (again) throw error;
      return this.fetch(name, true);
    }
  }
}
