import { plain } from "../checklist/address.js";

/** The name under which a device keeps the rounds of a page that it gathers.
 * @param {string} home @param {string} address */
export const keyOf = (home, address) => `team ${home} ${plain(address)}`;

/** Whether this device gathers the answers to a question. Names of rounds are
 * unlike anything else that is kept with them.
 * @param {string} home @param {{ address: string, round: string }} question */
export function gathersHere(home, { address, round }) {
  try {
    return (localStorage.getItem(keyOf(home, address)) ?? "").includes(`"${round}"`);
  } catch {
    return false;
  }
}
