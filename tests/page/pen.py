"""A hand for the tests: draws on the page's pad with the mouse, and waits until it has been read."""

from playwright.sync_api import Locator, Page

TWO = [
    (0.28, 0.34), (0.30, 0.26), (0.38, 0.19), (0.50, 0.17), (0.62, 0.20), (0.68, 0.28), (0.68, 0.38),
    (0.62, 0.48), (0.52, 0.58), (0.42, 0.68), (0.30, 0.80), (0.40, 0.79), (0.55, 0.80), (0.72, 0.80),
]  # fmt: skip
ONE = [(0.45, 0.25), (0.52, 0.18), (0.52, 0.5), (0.52, 0.82)]
STILL_FRAMES = 20


def draw(page: Page, stroke: list[tuple[float, float]]) -> None:
    """Draw one stroke, and settle."""
    move(page, stroke)
    settle(page)


def move(page: Page, stroke: list[tuple[float, float]]) -> None:
    """Move the pen along one stroke; points are fractions of the pad, x to the right, y down."""
    page.wait_for_selector("body[data-ready]")  # until then the pad has not found its place
    box = page.locator("#pad").bounding_box()
    assert box is not None
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=3)
    page.mouse.up()


def settle(page: Page) -> None:
    """Wait until the page waits for nothing and its words stand still: then figures read one by one belong together."""
    page.evaluate("untilStill", STILL_FRAMES)


def begin(page: Page, query: str = "", *, at: str = "") -> None:
    """Open the page and wait until it could be drawn upon. The opening is skipped, as for whoever begins at once."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{at}/{query}")
    page.wait_for_selector("body[data-ready]")
    page.keyboard.press("Shift")


def wait_for_digit(page: Page, digit: str) -> None:
    """Wait until the page reads that digit; an empty text stands for an empty pad."""
    page.wait_for_selector(f'#prediction[data-digit="{digit}"]', state="attached")


def neuron(page: Page, layer: int, index: int) -> Locator:
    """Return the place of a neuron in the picture."""
    return page.locator(f'[data-layer="{layer}"][data-index="{index}"]')
