// Which square of a picture a pointer is over.

/** One of the 784, whatever the picture's size and place. @param {PointerEvent} event on the mark that covers the picture */
export function squareUnder(event) {
  const { left, top, width } = /** @type {Element} */ (event.target).getBoundingClientRect();
  const at = (/** @type {number} */ distance) => Math.min(27, Math.max(0, Math.floor((distance / width) * 28)));
  return at(event.clientY - top) * 28 + at(event.clientX - left);
}
