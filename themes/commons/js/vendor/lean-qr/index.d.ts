// What is used of lean-qr: see docs/dependencies.md.
type Mode = { readonly mode: unique symbol };
type Level = { readonly level: unique symbol };
export const mode: { multi(...modes: Mode[]): Mode; ascii(text: string): Mode; alphaNumeric(text: string): Mode };
export const correction: { L: Level; M: Level };
/** Throws what does not fit the largest version. */
export function generate(data: Mode, options: { minCorrectionLevel: Level; maxVersion: number }): { size: number; get(x: number, y: number): boolean };
