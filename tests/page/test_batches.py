"""Chapter 10: deal, point, race, landscape, seeds; each works at the first try, with the server's numbers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.pen import settle

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("complaints")]

WAIT = 120_000.0  # ms; beside a busy machine


def numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"\d+\.\d+|\d+", text.replace(",", ""))]


def open_step(page: Page, step: int) -> None:
    page.goto(f"/?chapter=batches&step={step}")


def test_three_mini_batches_are_dealt_and_shuffling_deals_others(page: Page) -> None:
    open_step(page, 0)
    expect(page.locator(".deal-cost")).to_have_count(3, timeout=WAIT)
    first = page.locator("[data-dealt]").evaluate_all("all => all.map((one) => one.dataset.dealt)")

    page.get_by_role("button", name="shuffle").click()

    expect(page.locator("[data-dealt]").first).not_to_have_attribute("data-dealt", first[0], timeout=WAIT)
    second = page.locator("[data-dealt]").evaluate_all("all => all.map((one) => one.dataset.dealt)")
    assert len(first) == len(set(first)) == 30
    assert first != second


def test_a_dealt_digit_goes_on_the_pad(page: Page) -> None:
    open_step(page, 0)
    dealt = page.locator("[data-dealt]").nth(4)
    dealt.click(timeout=WAIT)
    expect(page.locator("#prediction")).not_to_have_attribute("data-digit", "", timeout=WAIT)


def test_the_gauge_says_where_mini_batches_of_each_size_point(page: Page) -> None:
    open_step(page, 1)
    expect(page.locator(".cosine-mean")).to_have_count(4, timeout=WAIT)
    for text in page.locator(".cosine-mean").all_text_contents():
        assert -1 <= float(text.replace("−", "-")) <= 1
    expect(page.locator(".cosines-age")).to_contain_text("20 of each size")


def test_a_race_is_held_recorded_and_comes_back_by_its_link(page: Page) -> None:
    open_step(page, 2)
    page.get_by_role("button", name="race", exact=True).click()
    expect(page.locator("#moment")).to_be_visible(timeout=WAIT)
    facts = page.locator(".race-facts").all_text_contents()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".land-line").first).to_be_attached()
    settle(page)
    ends = page.locator(".land-end").all_text_contents()
    expect(page).to_have_url(re.compile("step=3.*race"))

    page.goto(page.url)

    expect(page.locator(".land-end")).to_have_count(3, timeout=WAIT)
    settle(page)
    assert page.locator(".land-end").all_text_contents() == ends
    assert len(facts) == 3 and all("steps" in fact for fact in facts)
    assert all(len(numbers(end)) == 2 for end in ends)


def test_replaying_goes_back_to_where_all_started(page: Page) -> None:
    open_step(page, 2)
    page.get_by_role("button", name="race", exact=True).click()
    expect(page.locator("#moment")).to_be_visible(timeout=WAIT)
    page.keyboard.press("ArrowRight")

    page.locator("#moment").fill("0")

    settle(page)
    costs = [numbers(end)[0] for end in page.locator(".land-end").all_text_contents()]
    assert len(costs) == 3 and len(set(costs)) == 1


def test_eight_seeds_come_to_costs_of_which_the_sentence_tells_the_ends(page: Page) -> None:
    open_step(page, 4)
    page.get_by_role("button", name="train eight networks").click()
    expect(page.get_by_text(re.compile("Costs from .* to"))).to_be_visible(timeout=WAIT)
    settle(page)
    costs = [float(text) for text in page.locator(".seed-cost").all_text_contents()]
    low, high = numbers(page.get_by_text(re.compile("Costs from .* to")).text_content() or "")[:2]
    assert (min(costs), max(costs)) == (low, high)
