"""A visit for the benchmarks of the page: our server, this machine's Chromium, a page with a stopwatch in it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import launch_arguments
from tests.live_server import live_server

VIEWPORT = {"width": 1440, "height": 900}


@contextmanager
def server_and_browser() -> Iterator[tuple[str, Browser]]:
    """Yield the address of a server with an empty data folder, and a browser."""
    with (
        tempfile.TemporaryDirectory() as folder,
        live_server(Path(folder)) as url,
        sync_playwright() as playwright,
        playwright.chromium.launch(**launch_arguments()) as browser,  # type: ignore[arg-type]
    ):
        yield url, browser


def draw(page: Page, points: list[tuple[float, float]], moves_per_line: int = 12) -> None:
    """Draw one stroke on the pad with the mouse; points go from 0 to 1 across it."""
    box = page.locator("#pad").bounding_box()
    assert box, "the pad is not visible"
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for x, y in places[1:]:
        page.mouse.move(x, y, steps=moves_per_line)
    page.mouse.up()


TWO = [(0.3, 0.3), (0.45, 0.2), (0.62, 0.25), (0.66, 0.4), (0.5, 0.6), (0.3, 0.78), (0.5, 0.76), (0.7, 0.78)]
