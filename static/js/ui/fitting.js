// The sentence takes the largest type in which it keeps to its room: beside a plate, under a reading, beside a long formula.

const SIZES = ["", "sentence--small", "sentence--smaller", "sentence--least"];
const SLACK = 10; // px that a sentence may stand out of its line on a wide screen

/** Where a sentence begins: below the figure, or on a phone beside the plate. @param {import("../draw/layout.js").Layout} layout @returns {{left: number|null, top: number}} */
export const besidePlate = ({ turned, plate, lower }) => (turned ? { left: plate.side + 28, top: 52 } : { left: null, top: lower });

/**
 * The height that a sentence may take: on a phone down to the foot of the plate that it stands beside, else down to the story bar.
 * @param {import("../draw/layout.js").Layout} layout @param {number} top
 */
export function roomBelow({ lower, plate, turned, unit }, top) {
  if (!turned) return 80 * unit + SLACK;
  const foot = plate.y + plate.side;
  return (top < foot - 40 ? foot + 2 : lower) - top;
}

/**
 * Measures only when words or places have changed: a measurement makes the browser lay the page out.
 * @param {HTMLElement} sentence @returns {(room: number, places: string) => void} room: in px; places: what its width depends on
 */
export function makeFitting(sentence) {
  let fitted = "";
  return (room, places) => {
    const key = `${room} ${places} ${sentence.textContent}`;
    if (key === fitted) return;
    fitted = key;
    for (const size of SIZES) {
      sentence.className = `sentence ${size}`.trim();
      if (sentence.offsetHeight <= room) return;
    }
  };
}
