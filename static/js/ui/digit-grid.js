// A grid of digits that scrolls smoothly through thousands: one canvas draws the rows that are seen, pages come as needed.

/** @typedef {import("../core/digit-pages.js").Pages} Pages */
/** @typedef {import("../core/digit-pages.js").Shown} Shown */
/** @typedef {{left: number, top: number, width: number, height: number}} Room */

/**
 * @typedef {object} Grid
 * @property {string} name said to screen readers
 * @property {Pages} list
 * @property {number|null} chosen index of the example on the pad
 * @property {(digit: Shown) => string|null} note written in a digit's corner
 * @property {(digit: Shown) => void} choose
 * @property {import("../draw/palette.js").Inks} inks
 */

const CELL = 44; // px from digit to digit
const SIDE = 36;
const RIM = 2; // px, so that the frame of the first is not cut

/** @type {WeakMap<Element, {grid: Grid, draw: () => void, at: number}>} */
const views = new WeakMap();
/** @type {WeakMap<Shown, {inks: object, canvas: HTMLCanvasElement}>} */
const pictures = new WeakMap();

/** @param {import("../draw/pen.js").Pen} html @param {Room} room @param {Grid} grid */
export function digitGrid(html, { left, top, width, height }, grid) {
  const style = { "style.left": `${left}px`, "style.top": `${top}px`, "style.width": `${width}px`, "style.height": `${height}px` };
  html.group("div", { class: "digits", ...style }, (inside) => {
    const rows = Math.ceil((grid.list.total ?? 0) / acrossIn(width));
    const canvas = /** @type {HTMLCanvasElement} */ (inside.element("canvas", { class: "digits__view", tabindex: 0, role: "img", "aria-label": grid.name, "style.width": `${width}px`, "style.height": `${height}px` }));
    inside.element("div", { class: "digits__all", "style.height": `${Math.max(0, rows * CELL - height)}px` });
    const view = views.get(canvas) ?? begin(canvas);
    if (view.grid !== grid && view.grid?.list !== grid.list) (/** @type {HTMLElement} */ (canvas.parentElement).scrollTop = 0), (view.at = 0);
    view.grid = grid;
    fit(canvas, width, height);
    view.draw();
  });
}

/** @param {number} width */
const acrossIn = (width) => Math.max(1, Math.floor(width / CELL));

/** @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
function fit(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
}

/** Listens for scrolling, pressing and keys, once. @param {HTMLCanvasElement} canvas */
function begin(canvas) {
  const box = /** @type {HTMLElement} */ (canvas.parentElement);
  const view = { grid: /** @type {any} */ (null), at: 0, draw: () => paint(canvas, box, view) };
  views.set(canvas, view);
  const width = () => acrossIn(canvas.clientWidth);
  const choose = (/** @type {number} */ place) => {
    const digit = view.grid.list.at(place);
    if (digit) (view.at = place), view.grid.choose(digit);
  };
  box.addEventListener("scroll", view.draw, { passive: true });
  canvas.addEventListener("click", ({ offsetX, offsetY }) => choose(Math.floor((offsetY + box.scrollTop) / CELL) * width() + Math.min(width() - 1, Math.floor(offsetX / CELL))));
  canvas.addEventListener("keydown", (event) => {
    const steps = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -width(), ArrowDown: width() });
    if (!(event.key in steps)) return;
    event.preventDefault();
    event.stopPropagation();
    const place = Math.max(0, Math.min((view.grid.list.total ?? 1) - 1, view.at + steps[event.key]));
    const row = Math.floor(place / width()) * CELL;
    if (row < box.scrollTop || row + CELL > box.scrollTop + box.clientHeight) box.scrollTop = row - box.clientHeight / 2;
    choose(place);
  });
  return view;
}

/** @param {HTMLCanvasElement} canvas @param {HTMLElement} box @param {{grid: Grid}} view */
function paint(canvas, box, { grid }) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const ratio = window.devicePixelRatio || 1;
  const across = acrossIn(canvas.width / ratio);
  const { palette } = grid.inks;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.font = `600 12px ${getComputedStyle(canvas).fontFamily}`;
  const first = Math.floor(box.scrollTop / CELL) * across;
  const last = Math.min((grid.list.total ?? 1) - 1, Math.ceil((box.scrollTop + box.clientHeight) / CELL) * across - 1);
  grid.list.want(first, last);
  for (let place = first; place <= last; place += 1) {
    const digit = grid.list.at(place);
    const x = RIM + (place % across) * CELL;
    const y = RIM + Math.floor(place / across) * CELL - box.scrollTop;
    if (!digit) {
      pen.fillStyle = palette.hair;
      pen.fillRect(x, y, SIDE, SIDE);
      continue;
    }
    pen.drawImage(pictureOf(digit, grid.inks), x, y, SIDE, SIDE);
    pen.strokeStyle = digit.index === grid.chosen ? palette.ink : palette.line;
    pen.lineWidth = digit.index === grid.chosen ? 2 : 1;
    pen.strokeRect(x - 0.5, y - 0.5, SIDE + 1, SIDE + 1);
    const note = grid.note(digit);
    if (note === null) continue;
    pen.fillStyle = palette.ground;
    pen.fillRect(x + SIDE - 12, y + SIDE - 14, 12, 14);
    pen.fillStyle = palette.minus;
    pen.fillText(note, x + SIDE - 10, y + SIDE - 3);
  }
}

/** @param {Shown} digit @param {import("../draw/palette.js").Inks} inks */
function pictureOf(digit, inks) {
  const known = pictures.get(digit);
  if (known?.inks === inks) return known.canvas;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 28;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const data = pen.createImageData(28, 28);
  digit.image.forEach((value, at) => data.data.set([...inks.activation(value / 255), 255], 4 * at));
  pen.putImageData(data, 0, 0);
  pictures.set(digit, { inks, canvas });
  return canvas;
}
