"""Where words stand on the page, as a visitor sees them: none on another, none off the screen."""

from playwright.sync_api import Page

_CLASHES = """() => {
  const shown = [...document.querySelectorAll('#marks text, #sentence, .equation__value, .ruler__name')]
    .filter((one) => one.textContent.trim() && !one.closest('[hidden]'))
    .map((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      const { left, right, top, bottom } = (one.closest('svg') ? one : range).getBoundingClientRect();
      const air = one.id === 'sentence' ? 0 : (bottom - top) * 0.22; // letters are lower than their line
      return { words: one.textContent.trim(), left: left + 1, right: right - 1, top: top + air, bottom: bottom - air };
    })
    .filter(({ left, right }) => right > left);
  const stage = document.getElementById('stage'); // what it scrolls to can be reached
  const foot = Math.max(innerHeight, stage.scrollHeight - stage.scrollTop);
  const clashes = [];
  shown.forEach((a, i) => {
    if (a.left < -2 || a.right > innerWidth + 2 || a.bottom > foot + 2) clashes.push(`${a.words} | edge`);
    for (const b of shown.slice(i + 1)) {
      const beside = a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
      if (!beside) clashes.push(`${a.words} | ${b.words}`);
    }
  });
  return clashes;
}"""


def clashes(page: Page) -> list[str]:
    """Return what stands on something else or off the screen, as "these words | those words"."""
    found: list[str] = page.evaluate(_CLASHES)
    return found
