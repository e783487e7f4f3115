// "Write me a 7": the server writes a digit as a hand would, and the pen goes along it. Each time another hand.

import { fitted } from "../core/handwriting.js";

/** @typedef {ReturnType<typeof makeWriter>} Writer */

/**
 * @param {import("../state/state.js").State} state @param {import("../state/actions.js").Actions} actions
 * @param {import("../wire/api.js").Api} api @param {import("./player.js").Player} player
 */
export function makeWriter(state, actions, api, player) {
  let seed = 0;
  /** @param {number} digit */
  async function write(digit) {
    const before = state.source;
    seed += 1;
    try {
      const { strokes, ...written } = await api.handwriting(digit, seed);
      if (state.source === before) player.play(fitted(strokes), () => finish(written)); // else the visitor has begun to draw
    } catch (error) {
      actions.setTrouble(error instanceof Error ? error.message : String(error));
    }
  }
  /** @param {import("../state/state.js").Written} written */
  function finish(written) {
    if (state.source.kind === "strokes") actions.setSource({ ...state.source, written });
  }
  return {
    write,
    any: () => write(Math.floor(Math.random() * 10)),
    /** The seed of the next. */
    next: () => seed + 1,
  };
}
