"""What tests of the insight chapters do by hand: draw a 2 with the mouse, and read figures as a visitor reads them."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Request

TWO = [[(6, 9), (9, 5), (15, 4), (19, 8), (17, 13), (6, 23), (21, 23)]]  # squares of the plate


def draw_two(page: Page) -> None:
    """Draw a 2 on the pad."""
    box = page.locator("#pad").bounding_box()
    assert box is not None
    for stroke in TWO:
        points = [(box["x"] + x / 28 * box["width"], box["y"] + y / 28 * box["height"]) for x, y in stroke]
        page.mouse.move(*points[0])
        page.mouse.down()
        for point in points[1:]:
            page.mouse.move(*point, steps=4)
        page.mouse.up()


def number(text: str) -> float:
    """Return what a displayed figure says: "−3.4·10⁻⁶" is -3.4e-6."""
    plain = text.replace("−", "-").replace(",", "").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(re.sub("·10", "e", plain))


def numbers(page: Page, selector: str) -> list[float]:
    """Return all figures that match a selector, in the order in which they stand in the document."""
    return [number(text) for text in page.locator(selector).all_text_contents()]


def last_order(page: Page, path: str) -> Callable[[], tuple[str, dict[str, Any]]]:
    """Listen for requests to a path; the returned function gives the newest one's address and body."""
    heard: list[Request] = []
    page.on("request", lambda request: heard.append(request) if request.url.endswith(path) else None)
    return lambda: (heard[-1].url, heard[-1].post_data_json)
