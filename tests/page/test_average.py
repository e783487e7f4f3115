"""Chapter 9 in a Chromium: displayed columns add up to the displayed means, and a step does what its curve foretold."""

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.page.handwork import last_order, number, numbers
from tests.page.pen import TWO, move, settle

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("complaints")]


def open_chapter(page: Page, step: int) -> None:
    page.goto(f"/?chapter=average&step={step}&label=2&network=untrained.sigmoid.3")
    move(page, TWO)
    expect(page.locator("#marks .stale")).to_have_count(0)
    settle(page)


def cells(page: Page, row: int) -> list[float]:
    """Return the eight displayed wishes of a row; 0 for what is too small to be written in the row's figures."""
    texts = page.locator(f".average-cell-{row}").all_text_contents()
    return [0.0 if "≈" in text else number(text) for text in texts]


def test_displayed_wishes_average_to_the_displayed_means(page: Page) -> None:
    open_chapter(page, step=1)
    expect(page.locator(".average-mean")).to_have_count(8)
    means = page.locator(".average-mean").all_text_contents()
    for row, mean in enumerate(means):
        mean = mean.partition("·")[0]  # the factor is that of the row's figures
        last_digit = 10.0 ** -len(mean.partition(".")[2])
        assert len(cells(page, row)) == 8
        assert sum(cells(page, row)) / 8 == pytest.approx(number(mean), abs=0.5001 * last_digit)


def test_the_means_are_those_of_the_batch_as_displayed(page: Page) -> None:
    open_chapter(page, step=1)
    expect(page.locator(".average-batch")).to_have_count(8)
    assert numbers(page, ".average-mean") == numbers(page, ".average-batch")
    expect(page.locator("#sentence")).to_contain_text(re.compile(r"differ (by \d·10⁻¹. of the largest|not at all)"))


def test_the_visitors_own_drawing_is_the_first_column(page: Page) -> None:
    asked = last_order(page, "insight/averages")
    open_chapter(page, step=1)
    expect(page.locator('[data-column="0"]')).to_have_attribute("aria-label", "your drawing, a 2: put it on the pad")
    expect(page.locator(".average-mean")).to_have_count(8)
    _, order = asked()
    assert "strokes" in order["examples"][0]["image"]


def test_columns_fill_in_one_by_one_and_a_key_brings_them_all(page: Page) -> None:
    page.goto("/?chapter=average&network=untrained.sigmoid.3")
    expect(page.get_by_text(re.compile(r"mean of \d so far"))).to_be_visible()
    page.keyboard.press("Shift")
    expect(page.get_by_text("mean of the eight")).to_be_visible()


def test_a_column_loads_its_example_and_a_row_finds_its_edge(page: Page) -> None:
    page.goto("/?chapter=average&step=1&network=untrained.sigmoid.3")
    page.locator('[data-column="3"]').click(position={"x": 10, "y": 10})
    expect(page.locator("#prediction")).to_have_attribute("data-digit", re.compile(r"\d"))
    page.locator('[data-row="4"]').click()
    expect(page.locator('[data-row="4"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#sentence")).to_contain_text("averaged")


def test_the_step_that_is_taken_costs_what_the_curve_foretold_and_undo_takes_it_back(page: Page) -> None:
    asked = last_order(page, "insight/slice")
    open_chapter(page, step=2)
    page.locator("#stride").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".descent-verdict")).to_have_text(re.compile("too small|about right|overshoots"))
    settle(page)
    address, order = asked()
    stride = int(page.locator("#stride").input_value())
    foretold = httpx.post(address, json=order).json()["costs"][stride]
    expect(page.locator(".descent-after")).to_have_text(f"{foretold:.3f}")
    page.get_by_role("button", name="take this step").click()
    taken = page.locator(".descent__taken")
    expect(taken).to_contain_text("→")
    before, after = (number(text) for text in re.findall(r"\d+\.\d+", taken.text_content() or ""))
    assert after == pytest.approx(foretold, abs=0.001)
    expect(page.locator(".descent-moved")).to_have_count(4)
    assert httpx.post(address, json=order).json()["cost"] == pytest.approx(after, abs=0.001)
    page.get_by_role("button", name="undo", exact=True).click()
    expect(page.locator("#sentence")).to_contain_text(f"{before:.3f}")
    assert httpx.post(address, json=order).json()["cost"] == pytest.approx(before, abs=0.001)
