"""From the pen to the picture, in Chromium: pen event handled → reading received → drawn in a frame."""

import statistics

from playwright.sync_api import Page

from bench.timing import percentile
from bench.visit import TWO, VIEWPORT, draw, server_and_browser

DRAWINGS = 25

# Runs before the page's own script: notes when a pen event is handled, when the reading that answers what was then sent
# arrives, and when the next frame after that has been drawn. All times in milliseconds.
STOPWATCH = """
(() => {
  const times = (window.benchTimes = { received: [], drawn: [] });
  const sent = new Map();
  let moved = 0;
  const note = ({ target }) => target.id === "pad" && (moved = performance.now());
  for (const pen of ["pointerdown", "pointermove"]) addEventListener(pen, note, { capture: true });
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        const now = performance.now();
        const message = JSON.parse(data);
        const start = message.type === "reading" ? sent.get(message.reply_to) : undefined;
        if (start === undefined) return;
        times.received.push(now - start);
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => times.drawn.push(performance.now() - start);
          channel.port2.postMessage(null);
        });
      });
    }
    send(data) {
      const message = JSON.parse(data);
      if (message.type === "draw" && moved) sent.set(message.id, moved);
      moved = 0; // what is sent without the pen, as by "Clear", is not measured
      super.send(data);
    }
  };
})();
"""


def main() -> None:
    """Print the median and the 99th percentile of both ways."""
    with server_and_browser() as (url, browser):
        page = browser.new_page(viewport=VIEWPORT)  # type: ignore[arg-type]
        page.add_init_script(STOPWATCH)
        page.goto(url)
        draw(page, TWO)  # warms up, and ends the opening
        clear(page)
        for _ in range(DRAWINGS):
            draw(page, TWO)
            clear(page)
        times = page.evaluate("benchTimes")
    for what, measured in times.items():
        print(
            f"pen → {what}: median {statistics.median(measured):.1f} ms, "
            f"p99 {percentile(measured, 0.99):.1f} ms ({len(measured)} pen events)"
        )


def clear(page: Page) -> None:
    """Empty the pad, and forget nothing that was measured."""
    page.get_by_role("button", name="Clear", exact=True).click()


if __name__ == "__main__":
    main()
