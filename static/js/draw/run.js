// One short movement that starts, runs for so long and can be skipped by any key or press; without it where motion is not wanted.

/**
 * @param {number} duration_ms
 * @returns {{start: () => void, stop: () => void, share: () => number}} share: 0 … 1 of the way; 1 when nothing runs
 */
export function makeRun(duration_ms) {
  let since = -Infinity;
  let over = new AbortController();
  const stop = () => {
    since = -Infinity;
    over.abort();
  };
  return {
    start() {
      stop();
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
      since = performance.now();
      over = new AbortController();
      for (const skip of ["keydown", "pointerdown"]) addEventListener(skip, stop, { capture: true, signal: over.signal });
    },
    stop,
    share: () => Math.min(1, (performance.now() - since) / duration_ms),
  };
}

/** Slow, fast, slow. @param {number} share 0 … 1 */
export const smooth = (share) => share * share * (3 - 2 * share);
