// Which network this browser worked with last, so that a reload and a second tab come back to it. It is in no link.

/** @typedef {import("../state/state.js").State["wanted"]} Wanted */
/** @typedef {{id: string, wanted: Wanted}} Known */
/** @typedef {{recall: () => Known|null, keep: (known: Known) => void, forget: () => void}} Memory */

/**
 * @param {() => Pick<Storage, "getItem"|"setItem"|"removeItem">} storage which a browser may refuse
 * @param {string} place the page's address: several servers may share a name
 * @returns {Memory}
 */
export function makeMemory(storage, place) {
  const key = `nudge ${new URL(place).pathname}`;
  /** @template T @param {() => T} ask @returns {T|null} */
  const ifAllowed = (ask) => {
    try {
      return ask();
    } catch {
      return null; // without a memory every visit begins anew
    }
  };
  return {
    recall: () =>
      ifAllowed(() => {
        const { id, wanted } = JSON.parse(storage().getItem(key) ?? "{}");
        const { start, hidden_activation, seed } = wanted;
        return typeof id === "string" ? { id, wanted: { start, hidden_activation, seed } } : null;
      }),
    keep: ({ id, wanted }) => void ifAllowed(() => storage().setItem(key, JSON.stringify({ id, wanted }))),
    forget: () => void ifAllowed(() => storage().removeItem(key)),
  };
}

/** Where nothing is remembered: a figure in somebody's page begins with the network that its address names. @type {Memory} */
export const noMemory = { recall: () => null, keep: () => undefined, forget: () => undefined };
