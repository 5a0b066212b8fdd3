// What is used of fflate: see docs/dependencies.md.
export function deflateSync(data: Uint8Array, options?: { level?: number }): Uint8Array;
/** What does not fit into `out` is dropped. */
export function inflateSync(data: Uint8Array, options?: { out?: Uint8Array }): Uint8Array;
