// The first visit: within two seconds a digit is drawn and read by itself; then it is the visitor's turn. Whoever comes by a
// link with a drawing, or begins to draw at once, is not made to wait.

import { fitted } from "../core/handwriting.js";

const WAIT_MS = 350;

/**
 * @param {import("../state/state.js").State} state @param {import("../state/actions.js").Actions} actions
 * @param {import("./player.js").Player} player
 * @param {{digit: number, strokes: import("../state/state.js").Stroke[]}} drawing strokes of any unit
 */
export function makeOpening(state, actions, player, { digit, strokes }) {
  let skipped = state.source.kind !== "empty";
  const play = () => void (skipped || player.play(fitted(strokes), finish));
  function finish() {
    if (state.source.kind === "strokes") actions.setSource({ ...state.source, opening: digit });
    actions.invite();
  }
  return {
    begin() {
      if (skipped) actions.invite();
      else setTimeout(play, WAIT_MS);
    },
    skip: () => void (skipped = true),
  };
}
