"""Fixtures for tests of the page: the machine's own Chromium, on a live server, with nothing amiss in its console."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests import chromium

expect.set_options(timeout=60_000)  # milliseconds; patience for a busy machine, not for a slow page


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium of this machine."""
    if chromium.find_chromium() is None:
        pytest.fail(chromium.MISSING)
    return {**browser_type_launch_args, **chromium.launch_arguments()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Look at the page at the size it was designed for."""
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}}


@pytest.fixture(scope="session")
def base_url(server_url: str) -> str:
    """The address that `page.goto("/")` leads to."""
    return server_url


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """A browser of its own for each test, in which `settle` can see what the page still waits for."""
    context.add_init_script(path=Path(__file__).with_name("still.js"))
    return context


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the page complains of: console errors, uncaught exceptions, failed requests. Fails the test if any is left.

    A test that provokes an error on purpose asserts on the list and clears it.
    """
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "requestfailed", lambda request: heard.append(f"{request.url}: {request.failure}") if lost(request) else None
    )
    yield heard
    assert heard == []


def lost(request: Request) -> bool:
    """Tell whether a request failed for a reason other than the page itself going away or giving it up."""
    return request.failure != "net::ERR_ABORTED"
