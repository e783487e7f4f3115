"""Take the pictures that README and docs show, from the running product: `python -m scripts.pictures`.

The digits in them are drawn here or are our own examples, never MNIST's.
"""

import math
from pathlib import Path

from bench.visit import VIEWPORT, draw, server_and_browser

DOCS = Path(__file__).parent.parent / "docs"


def two() -> list[tuple[float, float]]:
    """Return a written 2: an arch, a slanting line, a wavy foot; from 0 to 1 across the pad."""
    arch = [(0.5 - 0.2 * math.cos(t), 0.36 - 0.17 * math.sin(t)) for t in (math.pi * k / 12 for k in range(14))]
    foot = [(0.3 + 0.45 * k / 8, 0.76 - 0.025 * math.sin(math.pi * k / 4)) for k in range(9)]
    return [*arch, (0.6, 0.53), *foot]


def main() -> None:
    """Write docs/read.png."""
    with server_and_browser() as (url, browser):
        page = browser.new_page(viewport=VIEWPORT, color_scheme="dark", reduced_motion="reduce")  # type: ignore[arg-type]
        page.goto(url)
        page.get_by_role("button", name="Clear", exact=True).click()
        draw(page, two(), moves_per_line=3)
        page.mouse.move(5, 5)
        page.wait_for_function("document.getElementById('prediction').dataset.digit === '2'")
        page.screenshot(path=DOCS / "read.png")


if __name__ == "__main__":
    main()
