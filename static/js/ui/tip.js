// The meaning of a thing, one hover away: whatever carries data-tip, and every square of the plate.

const REST_MS = 250;
const GAP = 8; // px

/** @param {HTMLElement} tip @param {HTMLElement} root @returns {() => void} undoes it */
export function bindTips(tip, root) {
  const over = new AbortController();
  let waiting = 0;
  /** @param {Element|null} node */
  const show = (node) => {
    clearTimeout(waiting);
    tip.hidden = true;
    const words = node?.getAttribute("data-tip");
    if (!words || !node) return;
    waiting = window.setTimeout(() => {
      tip.textContent = words;
      tip.hidden = false;
      placeBeside(tip, node.getBoundingClientRect());
    }, REST_MS);
  };
  /** @param {Event} event */
  const onto = ({ type, target }) => {
    if (!(target instanceof Element) || (type === "focusin" && !target.matches(":focus-visible"))) return; // pressed by a finger or the mouse: they know
    show(target.closest("[data-tip]"));
  };
  for (const type of ["pointerover", "focusin"]) root.addEventListener(type, onto, { signal: over.signal });
  for (const type of ["pointerdown", "pointerleave", "focusout", "keydown"]) root.addEventListener(type, () => show(null), { signal: over.signal });
  return () => over.abort();
}

/** Below what it explains, or above where there is no room or a button would be covered; never over the edge. @param {HTMLElement} tip @param {DOMRect} box */
function placeBeside(tip, box) {
  const [width, height] = [tip.offsetWidth, tip.offsetHeight];
  const left = Math.max(8, Math.min(innerWidth - width - 8, box.left));
  const [below, above] = [box.bottom + GAP, box.top - height - GAP];
  const covers = (/** @type {number} */ top) => document.elementFromPoint(left + width / 2, top + height / 2)?.closest("button, select, a") != null;
  const up = below + height > innerHeight || (above > 8 && covers(below) && !covers(above));
  tip.style.left = `${left}px`;
  tip.style.top = `${up ? Math.max(8, above) : below}px`;
}
