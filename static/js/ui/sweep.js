// The forward sweep: strands grow from left to right, then the discs brighten. Any key or press skips to the end.

const LAYER_MS = 600;

/**
 * @typedef {object} Sweep
 * @property {(now: number, still: boolean) => {reach: number|null, moving: boolean}} at
 * @property {() => void} start
 * @property {() => void} skip
 */

/** @param {() => number} clock ms, as of the frames @param {() => void} redraw @returns {Sweep} */
export function makeSweep(clock, redraw) {
  /** @type {number|null} */
  let since = null;
  return {
    at(now, still) {
      if (since === null) return { reach: null, moving: false };
      const reach = Math.max(0, now - since) / LAYER_MS;
      if (still || reach >= 3) since = null;
      return since === null ? { reach: null, moving: false } : { reach, moving: true };
    },
    start() {
      since = clock();
      redraw();
    },
    skip() {
      if (since !== null) redraw();
      since = null;
    },
  };
}
