"""Frames of the page while its network trains flat out: how many come within 17 ms, and how much script each takes."""

from typing import Any

from playwright.sync_api import Page

from bench.timing import percentile
from bench.visit import TWO, VIEWPORT, draw, server_and_browser

SECONDS = 10

# The page keeps its network's id to itself; the socket's address tells it.
KEEP_ADDRESS = """
window.WebSocket = class extends WebSocket {
  constructor(address, ...given) {
    super(address, ...given);
    window.benchNetwork = new URL(address, location).pathname.replace(/\\/live$/, "");
  }
};
"""
START = """
(order) => fetch(benchNetwork + "/training", {
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(order),
}).then((answer) => answer.status)
"""
WATCH = """
(seconds) => new Promise((done) => {
  const times = [];
  const tick = (now) => {
    times.push(now);
    if (now - times[0] < seconds * 1000) requestAnimationFrame(tick);
    else done(times.slice(1).map((time, i) => time - times[i]));
  };
  requestAnimationFrame(tick);
})
"""


def main() -> None:
    """Print the share of frames within 17 ms and the script of each, at rest and while a run is watched."""
    with server_and_browser() as (url, browser):
        page = browser.new_page(viewport=VIEWPORT)  # type: ignore[arg-type]
        page.add_init_script(KEEP_ADDRESS)
        page.goto(url)
        draw(page, TWO)
        report("at rest", page)
        order = {"dataset": "examples", "batch_size": 10, "learning_rate": 0.1, "epochs": 1000}
        status = page.evaluate(START, order)
        assert status == 202, f"training was answered with {status}"
        report("while training", page)


def report(when: str, page: Page) -> None:
    """Watch for some seconds and print one line."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    before = script_seconds(devtools.send("Performance.getMetrics"))
    gaps = page.evaluate(WATCH, SECONDS)
    script = script_seconds(devtools.send("Performance.getMetrics")) - before
    in_time = sum(gap <= 17.5 for gap in gaps) / len(gaps)
    print(
        f"frames {when}: {in_time:.1%} within 17 ms (p95 {percentile(gaps, 0.95):.1f} ms), "
        f"{script / len(gaps) * 1000:.2f} ms of script each, {len(gaps) / SECONDS:.0f} a second"
    )


def script_seconds(metrics: dict[str, Any]) -> float:
    """Return the seconds that the page's script has run so far."""
    return next(float(metric["value"]) for metric in metrics["metrics"] if metric["name"] == "ScriptDuration")


if __name__ == "__main__":
    main()
