"""Chapter 4 in a Chromium: nudges are twice the gaps, and what survives is nudge times slope."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.page.figures import figure, figures, formula, last_digit, open_chapter
from tests.page.pen import settle

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("complaints")]


def test_every_nudge_is_twice_what_is_missing(page: Page) -> None:
    open_chapter(page, "nudges")
    says, nudges = figures(page, ".says-figure"), figures(page, ".nudge-figure")
    assert len(nudges) == 10
    for digit, (value, nudge) in enumerate(zip(says, nudges, strict=True)):
        gap = (1 if digit == 2 else 0) - value
        assert abs(2 * gap - nudge) <= last_digit(nudge)


def test_the_formula_gives_its_displayed_result_from_its_displayed_figures(page: Page) -> None:
    open_chapter(page, "nudges")
    nudge, wanted, said = formula(page)
    assert (2 * (wanted - said)).quantize(last_digit(nudge)) == nudge


def test_the_sentence_compares_two_outputs_and_its_figures_agree(page: Page) -> None:
    open_chapter(page, "nudges", step=1)
    sentence = page.locator("#sentence").inner_text()
    first, second = sentence.split(";")
    for half, word in ((first, "low"), (second, "high")):
        gap = figure(half.split(" is ")[1])
        nudge = figure(half.split("nudge ")[1])
        assert f"too {word}" in half
        assert (2 * gap).quantize(last_digit(nudge)) == abs(nudge)


def test_what_survives_is_nudge_times_slope(page: Page) -> None:
    open_chapter(page, "nudges", step=2)
    survives, nudge, slope = formula(page)
    assert (nudge * slope).quantize(last_digit(survives)) == survives
    table = zip(*(figures(page, f".{name}-figure") for name in ("nudge", "slope", "push")), strict=True)
    for whole, factor, rest in table:
        assert abs(whole * factor - rest) <= Decimal("0.002")


def test_nudges_and_what_survives_are_the_servers(page: Page) -> None:
    told = open_chapter(page, "nudges", step=2)
    layer = told.backprop()["layers"][3]
    assert [float(v) for v in figures(page, ".nudge-figure")] == pytest.approx(layer["nudges"], abs=0.006)
    assert [-float(v) for v in figures(page, ".push-figure")] == pytest.approx(layer["deltas"], abs=0.0006)


def test_a_saturated_output_is_marked_and_the_mark_explains_itself(page: Page) -> None:
    open_chapter(page, "nudges", step=2, start="trained.sigmoid.0")
    slopes = figures(page, ".slope-figure")
    saturated = [digit for digit, slope in enumerate(slopes) if slope < Decimal("0.01")]
    assert saturated, f"a trained network is sure of most digits, but its slopes are {slopes}"
    expect(page.get_by_text("a wall: saturated, σ′ under 0.01")).to_be_visible()
    page.get_by_role("radio", name=f"it should be a {saturated[0]}").hover()
    expect(page.locator("#sentence")).to_contain_text("is saturated: its curve is flat there")


def test_pressing_another_output_turns_the_arrows(page: Page) -> None:
    open_chapter(page, "nudges")
    before = figures(page, ".nudge-figure")
    page.get_by_role("radio", name="it should be a 8").click()
    expect(page.locator("#sentence")).to_contain_text("8 wishes to say more")
    settle(page)
    after = figures(page, ".nudge-figure")
    assert before[2] > 0 > after[2] and before[8] < 0 < after[8]
    assert before[5] == after[5]
