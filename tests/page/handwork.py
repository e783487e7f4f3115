"""Figures as a visitor reads them, and what the page asked for."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Request


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
