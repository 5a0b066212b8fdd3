/** Whether something is a day that there is, as 2026-11-22.
 * @param {unknown} iso @returns {iso is string} */
export const isDay = (iso) => typeof iso === "string" && new Date(`${iso}T00:00Z`).toJSON()?.slice(0, 10) === iso;

/** A day in the words of the page's language.
 * @param {string} iso as 2026-11-22; anything else is given back
 * @returns {string} 22 November 2026 */
export function inWords(iso) {
  const day = new Date(`${iso}T00:00:00Z`);
  return isNaN(day.getTime()) ? iso : day.toLocaleDateString(document.documentElement.lang || "en-GB", { dateStyle: "long", timeZone: "UTC" });
}
