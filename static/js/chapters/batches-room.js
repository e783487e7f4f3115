// Where the chapter about mini-batches draws: right of the network, or below it.

/** @param {import("../draw/layout.js").Layout} layout @returns {import("../draw/curve.js").Box} what the chapter has for itself */
export function roomOf({ x, rows, turned, width, lower, at }) {
  if (!turned) return { x: x(568), y: rows.top, width: x(1408) - x(568), height: rows.bottom - rows.top };
  const top = at(3, 0).y + 54;
  return { x: 14, y: top, width: width - 28, height: lower - top - 8 };
}
