// The one gate through which every redraw goes: however often something changes, it is drawn once a frame.

const FRAME_MS = 12; // a little less than a frame of the screen

/**
 * @typedef {object} Gate
 * @property {() => void} ask for a redraw with the next frame
 * @property {() => void} hurry draw at once, so that the next frame has nothing to wait for; but not twice between two frames
 */

/**
 * @param {(now: number) => boolean} draw returns whether it moves and wants the next frame too
 * @param {(callback: (now: number) => void) => unknown} [schedule]
 * @param {() => number} [clock] ms
 * @returns {Gate}
 */
export function makeGate(draw, schedule = (callback) => requestAnimationFrame(callback), clock = () => performance.now()) {
  let asked = false;
  let hurried = -Infinity;
  let latest = -Infinity; // a frame's time is that of its beginning, which a hurried drawing may have passed already
  const ask = () => {
    if (asked) return;
    asked = true;
    schedule(run);
  };
  /** @param {number} now */
  const run = (now) => {
    if (!asked) return; // it has been drawn in a hurry meanwhile
    asked = false;
    latest = Math.max(latest, now);
    if (draw(latest)) ask();
  };
  const hurry = () => {
    const now = clock();
    if (now - hurried < FRAME_MS) return ask();
    hurried = now;
    asked = true;
    run(now);
  };
  return { ask, hurry };
}
