// A place on a chart that can be read off: the pointer chooses the nearest of so many positions, the arrow keys walk through them.
// For those who hear the page it is a slider whose value is a sentence.

/** @typedef {import("./pen.js").Pen} Pen */

/**
 * @param {Pen} pen
 * @param {{x: number, y: number, width: number, height: number}} box
 * @param {object} scrub
 * @param {string} scrub.label what is read off
 * @param {number} scrub.count positions
 * @param {number|null} scrub.index the chosen one
 * @param {(share: number) => number} scrub.at from a share of the width to an index
 * @param {(index: number) => string} scrub.say one position in words
 * @param {(index: number|null) => void} scrub.choose null: nothing any more
 * @param {(index: number) => void} [scrub.open] pressed
 */
export function scrubber(pen, box, { label, count, index, at, say, choose, open }) {
  if (!count) return;
  const under = (/** @type {PointerEvent} */ event) => {
    const { left, width } = /** @type {Element} */ (event.target).getBoundingClientRect();
    return Math.min(count - 1, Math.max(0, at((event.clientX - left) / width)));
  };
  let here = index; // two keys may come before the next frame
  const go = (/** @type {number|null} */ to) => choose((here = to));
  const shown = index ?? count - 1;
  const slider = { role: "slider", tabindex: 0, "aria-label": label, "aria-valuemin": 0, "aria-valuemax": count - 1, "aria-valuenow": shown, "aria-valuetext": say(shown) };
  pen.rect(box.x, box.y, box.width, box.height, "hit", slider, {
    move: (event) => go(under(event)),
    down: (event) => go(under(event)),
    hover: (inside) => inside || go(null),
    press: () => here !== null && open?.(here),
    key: (event) => {
      const next = walk(event.key, here ?? count - 1, count);
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation(); // the story must not turn its page
      go(next);
    },
  });
}

/**
 * Where a key leads to.
 * @param {string} key @param {number} index @param {number} count @returns {number|null} null: the key is none of these
 */
export function walk(key, index, count) {
  const far = Math.max(1, Math.round(count / 10));
  /** @type {Record<string, number>} */
  const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -far, PageUp: far, Home: -count, End: count };
  return key in by ? Math.min(count - 1, Math.max(0, index + by[key])) : null;
}
