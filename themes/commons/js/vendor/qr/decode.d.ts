// What is used of qr: see docs/dependencies.md.
/** Throws if there is no code in the picture, or none that can be read. */
export default function decodeQR(image: { width: number; height: number; data: Uint8ClampedArray }, options?: { timeLimit?: number; effort?: number }): string;
