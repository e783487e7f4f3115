"""Every chapter at three sizes: words stand beside each other, never on each other, and none leaves the screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.page.pen import begin, settle
from tests.page.places import clashes

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("complaints")]

STEPS = {
    "network": 2, "cost": 4, "sensitivity": 4, "nudges": 3, "levers": 4, "sum": 2,
    "backwards": 4, "only": 1, "average": 3, "batches": 2, "strangers": 1,
}  # fmt: skip


SIZES = [(1440, 900), (1024, 768), (390, 844), (360, 640)]
DRAWN = "ink=B3i0ATxPeBNQUCdk2wHIAawCAA&label=2&network=trained.sigmoid.0"


@pytest.mark.parametrize("chapter", STEPS)
def test_no_words_stand_on_others(page: Page, chapter: str) -> None:
    for step in range(STEPS[chapter]):
        begin(page, f"?chapter={chapter}&step={step}&{DRAWN}")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            settle(page)
            assert clashes(page) == [], f"step {step}, {width}×{height}"


def test_long_words_on_a_phone_end_above_the_story_bar(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    begin(page, "?chapter=network&label=2&network=trained.sigmoid.0")
    expect(page.locator("#sentence")).to_contain_text("Each square is a neuron")
    words, bar = page.locator("#sentence").bounding_box(), page.locator("#story").bounding_box()
    assert words and bar
    assert words["y"] + words["height"] <= bar["y"]
