"""What all tests share: a live server, and the rule about the browser."""

import os
from collections.abc import Iterator

import hypothesis
import pytest

from tests import chromium
from tests.live_server import live_server

hypothesis.settings.register_profile("nudge", deadline=None)  # on a busy machine time proves nothing
hypothesis.settings.load_profile("nudge")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of the page last, and skip them where there is no Chromium; in CI they fail instead.

    Last, because Playwright keeps an event loop running, in which no test of asyncio could start its own.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    page_tests = [item for item in items if item.get_closest_marker("browser")]
    if page_tests and os.environ.get("CI") != "true" and chromium.find_chromium() is None:
        for item in page_tests:
            item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that this test process started, with an empty data folder."""
    with live_server(tmp_path_factory.mktemp("data")) as url:
        yield url
