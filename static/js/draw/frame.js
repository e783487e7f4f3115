// The one gate through which every redraw goes: however often something changes, it is drawn once a frame.

/**
 * @param {(now: number) => boolean} draw returns whether it moves and wants the next frame too
 * @param {(callback: (now: number) => void) => unknown} [schedule]
 * @returns {() => void} asks for a redraw
 */
export function makeGate(draw, schedule = (callback) => requestAnimationFrame(callback)) {
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    schedule(run);
  };
  /** @param {number} now */
  const run = (now) => {
    asked = false;
    if (draw(now)) ask();
  };
  return ask;
}
