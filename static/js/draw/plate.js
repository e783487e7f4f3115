// The picture as squares, and how the drawing was framed: the 20-pixel box and the centre of mass.

/** @typedef {import("./layout.js").Layout} Layout */
/** @typedef {import("./palette.js").Inks} Inks */

/** @param {CanvasRenderingContext2D} pen @param {Layout} layout @param {HTMLCanvasElement} bitmap @param {Inks} inks */
export function paintPlate(pen, { plate }, bitmap, inks) {
  pen.imageSmoothingEnabled = !Number.isInteger(plate.cell);
  pen.drawImage(bitmap, plate.x, plate.y, plate.side, plate.side);
  pen.strokeStyle = inks.palette.ring;
  pen.lineWidth = 1;
  pen.strokeRect(Math.round(plate.x) - 1.5, Math.round(plate.y) - 1.5, Math.round(plate.side) + 2, Math.round(plate.side) + 2);
}

/** The corners of the 20-pixel box. @param {CanvasRenderingContext2D} pen @param {Layout} layout @param {[number, number, number, number]} box in squares @param {Inks} inks */
export function paintBox(pen, { plate: { x, y, cell } }, [left, top, right, bottom], inks) {
  const arm = Math.max(4, cell);
  pen.strokeStyle = inks.palette.faint;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const [column, inwards] of [[left, arm], [right, -arm]]) {
    for (const [row, down] of [[top, arm], [bottom, -arm]]) {
      const [cornerX, cornerY] = [Math.round(x + column * cell) - 0.5, Math.round(y + row * cell) - 0.5];
      pen.moveTo(cornerX + inwards, cornerY);
      pen.lineTo(cornerX, cornerY);
      pen.lineTo(cornerX, cornerY + down);
    }
  }
  pen.stroke();
}

/** @param {CanvasRenderingContext2D} pen @param {Layout} layout @param {[number, number]} centre @param {Inks} inks */
export function paintCentre(pen, { plate }, [column, row], inks) {
  const radius = Math.max(3, plate.cell * 0.28);
  for (const [style, width] of /** @type {const} */ ([[inks.palette.ground, 4], [inks.palette.ink, 1.5]])) {
    pen.strokeStyle = style;
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(plate.x + column * plate.cell, plate.y + row * plate.cell, radius, 0, 2 * Math.PI);
    pen.stroke();
  }
}

/** Centre of mass in squares from the upper left corner; null when there is no ink. @param {ArrayLike<number>} pixels @returns {[number, number]|null} */
export function centreOfMass(pixels) {
  let [mass, x, y] = [0, 0, 0];
  for (let i = 0; i < 784; i += 1) {
    mass += pixels[i];
    x += pixels[i] * ((i % 28) + 0.5);
    y += pixels[i] * (Math.floor(i / 28) + 0.5);
  }
  return mass > 0 ? [x / mass, y / mass] : null;
}
