"""Watching a network learn, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.pen import settle

pytestmark = pytest.mark.browser


def test_a_press_on_step_takes_one_step_and_play_goes_on(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/?view=train&network=untrained.sigmoid.0&example=examples.test.4")
    page.get_by_role("button", name="step", exact=True).click()
    note = page.locator("text", has_text=re.compile(r"^step "))
    expect(note).to_have_text(re.compile(r"^step 1, epoch"))
    page.get_by_role("button", name="play", exact=True).click()
    expect(note).to_have_text(re.compile(r"^step (\d\d|\d,)\d+"))
    page.get_by_role("button", name="pause", exact=True).click()
    expect(page.get_by_role("button", name="play", exact=True)).to_be_visible()


def test_undo_takes_back_step_after_step_and_the_next_goes_on(page: Page, complaints: list[str]) -> None:
    page.goto("/?view=train&network=untrained.sigmoid.0&example=examples.test.4")
    note = page.locator("text", has_text=re.compile(r"^step "))
    step, undo = (page.get_by_role("button", name=name, exact=True) for name in ("step", "undo"))
    said = []
    for count in (1, 2, 3):
        step.click()
        expect(note).to_have_text(re.compile(f"^step {count}, epoch"))
        settle(page)
        said.append(page.locator("#prediction").get_attribute("data-confidence"))
    for count in (2, 1):
        undo.click()
        expect(note).to_have_text(re.compile(f"^step {count}, epoch"))
        expect(page.locator("#prediction")).to_have_attribute("data-confidence", said[count - 1] or "")
    step.click()
    expect(note).to_have_text(re.compile("^step 2, epoch"))
    expect(page.locator("#prediction")).to_have_attribute("data-confidence", said[1] or "")


def test_relu_learns_at_a_rate_that_suits_it_and_a_thousand_is_told_to_be_too_large(page: Page) -> None:
    page.goto("/?view=train&network=untrained.relu.0&example=examples.test.4")
    rate = page.get_by_role("slider", name="learning rate")
    expect(rate).to_have_attribute("aria-valuetext", "0.3")
    rate.press("End")
    expect(rate).to_have_attribute("aria-valuetext", "1,000")
    page.get_by_role("button", name="play", exact=True).click()
    expect(page.locator("#sentence")).to_contain_text("a learning rate of 1000")
    page.get_by_role("button", name="undo", exact=True).click()
    expect(page.locator("#sentence")).to_contain_text("Random weights")


def test_one_example_alone_makes_all_ten_read_the_same(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/?chapter=only&network=untrained.sigmoid.0&example=examples.test.4&label=2")
    page.get_by_role("button", name="listen only to this 2").click()
    expect(page.locator("#sentence")).to_have_text(re.compile("all of ten are read as 2"))
    page.get_by_role("button", name="stop", exact=True).click()
    page.get_by_role("button", name="listen to all of them").click()
    expect(page.locator("#sentence")).to_have_text(re.compile("all of them again"))
