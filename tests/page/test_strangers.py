"""The honest moment in a Chromium: what is no digit is put on the pad and read as the gallery said."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.handwork import number
from tests.page.pen import settle

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("complaints")]

# Both at once, since a frame may come between two questions.
TOTAL_AND_OUTPUTS = """() => ({
    total: document.querySelector("#formula .equation__value").textContent,
    outputs: [...document.querySelectorAll('[data-layer="3"]')].map((one) => one.getAttribute("aria-label")),
})"""


@pytest.mark.parametrize("name", ["X", "clouds"])
def test_a_stranger_is_read_as_the_gallery_says(page: Page, name: str) -> None:
    page.goto("/?chapter=strangers")
    entry = page.locator(f'[data-stranger="{name}"]')
    said = re.search(r"read as (\d), >?(\d\.\d+)", entry.get_attribute("aria-label") or "")
    assert said is not None
    entry.click()
    settle(page)
    expect(page.locator("#prediction")).to_have_attribute("data-digit", said[1])
    confidence = float(page.locator("#prediction").get_attribute("data-confidence") or 0)
    assert confidence == pytest.approx(float(said[2]), abs=0.02)  # a letter is framed anew from its place on the pad


def test_other_noise_is_other_noise(page: Page) -> None:
    page.goto("/?chapter=strangers")
    expect(page.locator('[data-stranger="static"]')).to_be_visible()
    with page.expect_response(re.compile("insight/strangers$")) as heard:
        page.get_by_role("button", name="other noise").click()
    noises = [one for one in heard.value.json()["strangers"] if one["kind"] == "noise"]
    assert all(100 <= one["seed"] < 200 for one in noises)


def test_the_outputs_are_added_up_to_what_they_are(page: Page) -> None:
    page.goto("/?chapter=strangers&step=1")
    page.locator('[data-stranger="X"]').click()
    expect(page.locator("#prediction")).to_have_attribute("data-digit", re.compile(r"\d"))
    expect(page.locator("#formula .equation__value").first).to_be_visible()
    settle(page)
    shown = page.evaluate(TOTAL_AND_OUTPUTS)
    activations = [float(label.rsplit(" ", 1)[1].lstrip(">")) for label in shown["outputs"]]
    assert number(shown["total"]) == pytest.approx(sum(activations), abs=0.006)
