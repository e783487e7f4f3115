// Pictures of 28×28 numbers, painted once and kept until their numbers change.

/** @typedef {import("./palette.js").Inks} Inks */

const SIDE = 28;
const FINE = 3; // px a weight, before it is scaled down to a tile
const MOST = 120; // bitmaps kept; a 28×28 picture at 18 px is 1 MB on a fine screen

/**
 * @typedef {object} Bitmaps
 * @property {(pixels: ArrayLike<number>, cell: number) => HTMLCanvasElement} live the picture on the pad: one canvas, used again
 * @property {(pixels: ArrayLike<number>, cell: number) => HTMLCanvasElement} plate activations, brightness
 * @property {(values: ArrayLike<number>, cell: number, scale: number) => HTMLCanvasElement} signed weights and the like
 * @property {(values: ArrayLike<number>, cell: number, scale: number) => HTMLCanvasElement} liveSigned the same for numbers that change while a pen moves: one canvas, used again
 * @property {(values: ArrayLike<number>, side: number, scale: number) => HTMLCanvasElement} tile the same, scaled down smoothly to that side
 */

/** @param {Inks} inks @param {number} ratio device pixels in a CSS pixel @returns {Bitmaps} */
export function makeBitmaps(inks, ratio) {
  /** @type {WeakMap<object, Map<string, HTMLCanvasElement>>} */
  let kept = new WeakMap();
  let count = 0;
  /** @param {ArrayLike<number>} numbers @param {string} name @param {number} side @param {(pen: CanvasRenderingContext2D) => void} paint */
  const keep = (numbers, name, side, paint) => {
    let named = kept.get(numbers);
    if (!named) kept.set(numbers, (named = new Map()));
    let bitmap = named.get(name);
    if (!bitmap) {
      if ((count += 1) > MOST) (kept = new WeakMap()), (count = 0);
      named.set(name, (bitmap = painting(side, ratio, paint)));
    }
    return bitmap;
  };
  const live = liveBitmap(ratio, (pen, pixels, cell) => paintPlate(pen, pixels, cell, inks));
  const liveSigned = liveBitmap(ratio, (pen, values, cell, scale) => paintSigned(pen, values, cell, scale, inks));
  /** @type {Bitmaps["signed"]} */
  const signed = (values, cell, scale) => keep(values, `signed ${cell} ${scale}`, SIDE * cell, (pen) => paintSigned(pen, values, cell, scale, inks));
  return {
    live: (pixels, cell) => live(pixels, cell, 1),
    liveSigned,
    plate: (pixels, cell) => keep(pixels, `plate ${cell}`, SIDE * cell, (pen) => paintPlate(pen, pixels, cell, inks)),
    signed,
    tile: (values, side, scale) =>
      keep(values, `tile ${side} ${scale}`, side, (pen) => {
        pen.imageSmoothingEnabled = true;
        pen.imageSmoothingQuality = "high";
        pen.drawImage(signed(values, FINE, scale), 0, 0, side, side);
      }),
  };
}

/** @param {number} ratio @param {(pen: CanvasRenderingContext2D, values: ArrayLike<number>, cell: number, scale: number) => void} paint @returns {Bitmaps["signed"]} */
function liveBitmap(ratio, paint) {
  const canvas = document.createElement("canvas");
  /** @type {{values: ArrayLike<number>|null, key: string}} */
  let shown = { values: null, key: "" };
  return (values, cell, scale) => {
    const key = `${cell} ${scale}`;
    if (values !== shown.values || key !== shown.key) painting(SIDE * cell, ratio, (pen) => paint(pen, values, cell, scale), canvas);
    shown = { values, key };
    return canvas;
  };
}

/** @param {number} side @param {number} ratio @param {(pen: CanvasRenderingContext2D) => void} paint */
function painting(side, ratio, paint, canvas = document.createElement("canvas")) {
  canvas.width = canvas.height = Math.round(side * ratio);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(ratio, ratio);
  paint(pen);
  return canvas;
}

/** @param {CanvasRenderingContext2D} pen @param {ArrayLike<number>} pixels @param {number} cell @param {Inks} inks */
function paintPlate(pen, pixels, cell, inks) {
  const gap = cell >= 5 ? 1 : cell >= 4 ? 0.5 : 0;
  const dot = cell >= 10 ? 2 : 1;
  pen.fillStyle = inks.palette.ground === inks.palette.band ? inks.palette.ground : inks.palette["activation-0"];
  pen.fillRect(0, 0, SIDE * cell, SIDE * cell);
  for (let i = 0; i < SIDE * SIDE; i += 1) {
    const x = (i % SIDE) * cell;
    const y = Math.floor(i / SIDE) * cell;
    if (pixels[i] > 0.004) {
      pen.fillStyle = inks.brightness(pixels[i]);
      pen.fillRect(x, y, cell - gap, cell - gap);
    } else if (cell >= 4) {
      pen.fillStyle = inks.palette.dot;
      pen.fillRect(x + (cell - gap - dot) / 2, y + (cell - gap - dot) / 2, dot, dot);
    }
  }
}

/** Positive: a full square; negative: a dash where there is room for one. @param {CanvasRenderingContext2D} pen @param {ArrayLike<number>} values @param {number} cell @param {number} scale @param {Inks} inks */
function paintSigned(pen, values, cell, scale, inks) {
  const gap = cell >= 5 ? 1 : 0;
  const dash = Math.max(2, Math.round(cell * 0.45));
  pen.fillStyle = inks.palette["activation-0"];
  pen.fillRect(0, 0, SIDE * cell, SIDE * cell);
  for (let i = 0; i < SIDE * SIDE; i += 1) {
    const share = values[i] / scale;
    if (!(Math.abs(share) >= 0.02)) continue;
    const [r, g, b] = inks.signed(share);
    pen.fillStyle = `rgb(${r},${g},${b})`;
    const x = (i % SIDE) * cell;
    const y = Math.floor(i / SIDE) * cell;
    if (share > 0 || cell < 7) pen.fillRect(x, y, cell - gap, cell - gap);
    else pen.fillRect(x, y + Math.floor((cell - gap - dash) / 2), cell - gap, dash);
  }
}
