"""Write me a 7: the page's own hand writes, and the network reads along."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.pen import ONE, begin, draw, wait_for_digit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Every confidence that the page shows, in turn.
WATCH_READINGS = """() => {
    window.readings = [];
    new MutationObserver(() => window.readings.push(document.getElementById("prediction").dataset.confidence))
        .observe(document.getElementById("prediction"), { attributes: true, attributeFilter: ["data-confidence"] });
}"""


def test_a_seven_is_written_and_read_along(page: Page, complaints: list[str]) -> None:
    begin(page)
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_role("button", name="write", exact=True).click()
    page.evaluate(WATCH_READINGS)
    page.get_by_role("button", name="write me a 7").click()
    expect(page.locator("#sentence")).to_contain_text(re.compile(r"That was a 7 as a hand might write it, \w+"))
    wait_for_digit(page, "7")
    assert page.evaluate("new Set(window.readings).size") > 3, "it was not read while it was written"


def test_each_press_writes_another_and_the_seed_is_told(page: Page, complaints: list[str]) -> None:
    begin(page)
    page.get_by_role("button", name="write", exact=True).click()
    button = page.get_by_role("button", name="write me a 4")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_attribute("data-tip", re.compile(r"^this 4: \w+, seed 1\n"))
    page.wait_for_url(re.compile(r"ink="))
    first = page.url
    button.click()
    expect(button).to_have_attribute("data-tip", re.compile(r"^this 4: \w+, seed 2\n"))
    page.wait_for_url(lambda url: "ink=" in url and url != first)


def test_it_is_written_by_keyboard_and_all_at_once_for_who_wants_no_movement(page: Page, complaints: list[str]) -> None:
    begin(page)
    page.get_by_role("button", name="write", exact=True).press("Enter")
    page.evaluate(WATCH_READINGS)
    page.get_by_role("button", name="write me a 3").press("Enter")
    wait_for_digit(page, "3")
    assert page.evaluate("new Set(window.readings).size") <= 3, "it was read while it was written"


def test_a_visitors_stroke_begins_a_drawing_of_its_own(page: Page, complaints: list[str]) -> None:
    begin(page)
    page.get_by_role("button", name="write", exact=True).click()
    page.get_by_role("button", name="write me a 8").click()
    wait_for_digit(page, "8")
    draw(page, ONE)
    wait_for_digit(page, "1")
    expect(page.locator("#sentence")).not_to_contain_text("hand might write")


def test_a_phone_has_it_behind_one_word(page: Page, complaints: list[str]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    begin(page)
    page.get_by_label("digits are read or written").select_option("write")
    page.get_by_role("button", name="write me a 5").click()
    wait_for_digit(page, "5")


def test_what_was_written_needs_no_label_and_what_is_drawn_after_it_does(page: Page, complaints: list[str]) -> None:
    begin(page)
    page.get_by_role("button", name="write", exact=True).click()
    page.get_by_role("button", name="write me a 6").click()
    wait_for_digit(page, "6")
    page.get_by_role("button", name="2\u2002Cost").click()
    expect(page.locator("#sentence")).to_contain_text("You want a 6.")
    draw(page, ONE)
    expect(page.locator("#sentence")).to_contain_text("Did you mean a 1?")
