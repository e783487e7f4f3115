// Digits that somebody else has written: by label, any, the next.

/** @typedef {{byLabel: (digit: number) => Promise<void>, any: () => Promise<void>, next: () => Promise<void>}} Examples */

/**
 * @param {import("../state/state.js").State} state @param {import("../state/actions.js").Actions} actions
 * @param {import("../wire/api.js").Api} api @param {() => string} dataset the best there is
 * @param {() => number} [random] from 0 to 1
 * @returns {Examples}
 */
export function makeExamples(state, actions, api, dataset, random = Math.random) {
  /** How many of each label have been shown. @type {Map<string, number>} */
  const shown = new Map();
  /** @param {Record<string, string|number>} filter */
  const load = async (filter) => {
    const name = dataset();
    try {
      const { examples } = await api.examples(name, { split: "test", limit: 1, ...filter });
      const [found] = examples;
      if (found) actions.setSource({ kind: "example", dataset: name, split: "test", index: found.index, label: found.label });
      else shown.clear();
    } catch (error) {
      actions.setTrouble(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    async byLabel(digit) {
      const key = `${dataset()} ${digit}`;
      const offset = shown.get(key) ?? 0;
      shown.set(key, offset + 1);
      await load({ label: digit, offset });
    },
    async any() {
      await this.byLabel(Math.floor(random() * 10));
    },
    async next() {
      const label = state.source.kind === "example" ? state.source.label : null;
      await (label === null ? this.any() : this.byLabel(label));
    },
  };
}
