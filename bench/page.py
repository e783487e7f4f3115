"""The page, from request to usable: how long a first visit takes, and how many bytes go over the wire."""

import statistics
import time

from playwright.sync_api import Browser

from bench.visit import VIEWPORT, server_and_browser

VISITS = 7


def main() -> None:
    """Print the median time until the page can be drawn on and its socket answers, and what was sent for it."""
    with server_and_browser() as (url, browser):
        first, *further = (visit(url, browser) for _ in range(VISITS))
    usable = statistics.median(seconds for seconds, _ in further)
    kilobytes = statistics.median(size for _, size in further) / 1000
    print(f"page: usable {usable * 1000:.0f} ms after the request (the very first visitor: {first[0] * 1000:.0f} ms)")
    print(f"page: {kilobytes:.1f} kB over the wire")


def visit(url: str, browser: Browser) -> tuple[float, int]:
    """Return the seconds until the first reading could be made, and the bytes received until then, nothing cached."""
    with browser.new_context(viewport=VIEWPORT) as context:  # type: ignore[arg-type]
        page = context.new_page()
        received = 0

        def count(event: dict[str, float]) -> None:
            nonlocal received
            received += int(event["encodedDataLength"])

        devtools = context.new_cdp_session(page)
        devtools.on("Network.loadingFinished", count)
        devtools.send("Network.enable")
        start = time.perf_counter()
        with page.expect_websocket() as socket, page.expect_event("load"):
            page.goto(url, wait_until="commit")
        with socket.value.expect_event("framereceived"):
            page.wait_for_selector("#pad")
        return time.perf_counter() - start, received


if __name__ == "__main__":
    main()
