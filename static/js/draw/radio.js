// One of several places on the picture is chosen: by press, or by the arrow keys once one of them has the focus.

/** @typedef {import("./pen.js").Pen} Pen */

/**
 * @param {Pen} pen
 * @param {object} group
 * @param {string} group.label what is chosen
 * @param {string} group.name unique on the page: the places find each other by it
 * @param {{x: number, y: number, width: number, height: number, label: string}[]} group.places
 * @param {number|null} group.chosen
 * @param {(index: number) => void} group.choose
 * @param {(index: number, inside: boolean) => void} [group.hover]
 */
export function radioGroup(pen, { label, name, places, chosen, choose, hover }) {
  pen.group("g", { role: "radiogroup", "aria-label": label }, (inner) => {
    places.forEach((place, i) => {
      const more = { role: "radio", "aria-checked": String(i === chosen), tabindex: i === (chosen ?? 0) ? 0 : -1, "data-radio": `${name}-${i}` };
      inner.hit(place.x, place.y, place.width, place.height, place.label, {
        press: () => choose(i),
        hover: hover && ((inside) => hover(i, inside)),
        key: (event) => step(event, name, i, places.length, choose),
      }, more);
    });
  });
}

/** @param {KeyboardEvent} event @param {string} name @param {number} index @param {number} count @param {(index: number) => void} choose */
function step(event, name, index, count, choose) {
  const next = rove(event, name, index, count);
  if (next !== null) choose(next);
}

/**
 * Move the focus from one place of a row to the next by the arrow keys; the places carry `data-radio="name-index"`.
 * @param {KeyboardEvent} event @param {string} name @param {number} index @param {number} count
 * @returns {number|null} where it went
 */
export function rove(event, name, index, count) {
  const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
  if (!by) return null;
  const next = (index + by + count) % count;
  event.preventDefault();
  event.stopPropagation(); // the story must not turn its page
  const place = document.querySelector(`[data-radio="${name}-${next}"]`);
  if (place instanceof SVGElement) place.focus();
  return next;
}
