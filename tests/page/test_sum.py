"""Chapter 6 in a Chromium: ten displayed wishes add up to the displayed nudge, whoever is switched off."""

import pytest
from playwright.sync_api import Page, expect

from tests.page.figures import figures, formula, last_digit, open_chapter
from tests.page.pen import settle

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("complaints")]


@pytest.mark.parametrize("start", ["untrained.sigmoid.3", "trained.sigmoid.0", "untrained.relu.1"])
def test_the_ten_wishes_of_a_row_add_up_to_its_nudge_as_displayed(page: Page, start: str) -> None:
    open_chapter(page, "sum", step=1, start=start)
    nudge, own, others = formula(page)
    wishes = figures(page, ".sum-figure")
    assert len(wishes) == 10
    assert sum(wishes) == nudge == own + others
    assert nudge in figures(page, ".left-figure")


def test_an_entry_of_a_list_is_weight_times_what_survives(page: Page) -> None:
    open_chapter(page, "sum", step=0)
    wish, weight, push = formula(page)
    assert (weight * push).quantize(last_digit(wish)) == wish


def test_the_sixteen_nudges_are_the_servers(page: Page) -> None:
    told = open_chapter(page, "sum", step=1)
    expect(page.locator(".left-figure")).to_have_count(16)
    nudges = told.backprop()["layers"][2]["nudges"]
    assert [float(n) for n in figures(page, ".left-figure")] == pytest.approx(nudges, abs=0.0006)


def test_an_output_that_is_switched_off_asks_nothing_and_the_sum_follows(page: Page) -> None:
    told = open_chapter(page, "sum", step=1)
    page.get_by_role("checkbox", name="output 8 asks").click()
    expect(page.get_by_role("checkbox", name="output 8 asks")).not_to_be_checked()
    expect(page.locator("#sentence")).to_contain_text("Nine of ten ask now")
    settle(page)
    wishes = figures(page, ".sum-figure")
    nudge, own, others = formula(page)
    assert wishes[8] == 0
    assert sum(wishes) == nudge == own + others
    order = {"image": told.image, "label": 2, "layer": 2, "off": [8]}
    left = told.insight("sums", order)["nudges"]
    assert [float(n) for n in figures(page, ".left-figure")] == pytest.approx(left, abs=0.0006)


def test_another_row_is_written_out_when_it_is_pressed(page: Page) -> None:
    open_chapter(page, "sum", step=1)
    page.get_by_role("button", name="hidden 2, neuron 11: nudge").click()
    page.mouse.move(700, 20)
    settle(page)
    nudge = formula(page)[0]
    assert figures(page, ".left-figure")[11] == nudge == sum(figures(page, ".sum-figure"))
