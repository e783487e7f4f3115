"""Figures as a visitor reads them, to the last displayed digit, and what the page told the server meanwhile."""

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import httpx
from playwright.sync_api import Page, WebSocket, expect

from tests.page.pen import TWO, move, settle


def figure(text: str) -> Decimal:
    """Return what a displayed figure says, exactly: "+0.40" is 0.40, "−3·10⁻⁶" is -0.000003."""
    plain = text.replace("−", "-").replace(",", "").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    found = re.search(r"[-+]?\d+(\.\d+)?(·10-?\d+)?", plain)
    assert found, f"no figure in {text!r}"
    return Decimal(found.group().replace("·10", "e"))


def figures(page: Page, selector: str) -> list[Decimal]:
    """Return all figures that match a selector, in the order of the document."""
    return [figure(text) for text in page.locator(selector).all_text_contents()]


def formula(page: Page) -> list[Decimal]:
    """Return the live values under the formula's symbols, from left to right."""
    return figures(page, ".equation__value")


def last_digit(value: Decimal) -> Decimal:
    """Return one unit of a figure's last displayed digit."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


@dataclass
class Told:
    """What the page told its network over the live line."""

    page: Page
    image: Any = None
    label: int | None = None
    network: str = ""
    _sockets: list[WebSocket] = field(default_factory=list)

    def backprop(self) -> dict[str, Any]:
        """Ask the API for the pass that the page shows: the first example's facts."""
        example = {"image": self.image, "label": self.label}
        answer = httpx.post(f"{self.network}/backprop", json={"examples": [example]})
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()["examples"][0]
        return found

    def insight(self, name: str, order: dict[str, Any]) -> dict[str, Any]:
        """Ask the API for an insight of the page's network."""
        answer = httpx.post(f"{self.network}/insight/{name}", json=order)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


def overhear(page: Page) -> Told:
    """Listen to what the page sends from now on."""
    told = Told(page)

    def sent(payload: str | bytes) -> None:
        message = json.loads(payload)
        if message["type"] == "draw":
            told.image = message["data"]["image"]
        if message["type"] in ("draw", "label"):
            told.label = message["data"].get("label", told.label)

    def opened(socket: WebSocket) -> None:
        told.network = socket.url.replace("ws", "http", 1).removesuffix("/live")
        socket.on("framesent", sent)

    page.on("websocket", opened)
    return told


def open_chapter(page: Page, chapter: str, *, step: int = 0, start: str = "untrained.sigmoid.3") -> Told:
    """Open a chapter with a drawn 2 that is wanted to be a 2; return once the backward pass is there."""
    told = overhear(page)
    page.goto(f"/?chapter={chapter}&step={step}&label=2&network={start}")
    move(page, TWO)
    expect(page.locator(".equation__value").first).to_be_visible()
    settle(page)
    return told
