"""Chapter 2 in a Chromium: ten displayed squares add up to the displayed cost, exactly."""

import pytest
from playwright.sync_api import Page, expect

from tests.page.figures import figure, figures, formula, last_digit, open_chapter
from tests.page.pen import TWO, draw, settle

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("complaints")]


@pytest.mark.parametrize("start", ["untrained.sigmoid.3", "trained.sigmoid.0", "untrained.relu.1"])
def test_the_ten_squares_add_up_to_the_cost_as_displayed(page: Page, start: str) -> None:
    open_chapter(page, "cost", start=start)
    squares = figures(page, ".square-figure")
    assert len(squares) == 10
    assert sum(squares) == figures(page, ".cost-figure")[0] == formula(page)[0]


def test_the_formula_adds_up_exactly(page: Page) -> None:
    open_chapter(page, "cost")
    cost, own, others = formula(page)
    assert own + others == cost


def test_a_square_is_the_gap_squared_and_a_gap_is_wanted_minus_said(page: Page) -> None:
    open_chapter(page, "cost")
    says, gaps, squares = (figures(page, f".{name}-figure") for name in ("says", "gap", "square"))
    assert gaps == [(1 if digit == 2 else 0) - value for digit, value in enumerate(says)]
    for gap, square in zip(gaps, squares, strict=True):
        assert abs(gap * gap - square) <= 2 * last_digit(square)


def test_the_cost_is_the_servers(page: Page) -> None:
    told = open_chapter(page, "cost")
    shown = figures(page, ".cost-figure")[0]
    assert float(shown) == pytest.approx(told.backprop()["cost"], abs=0.0006)


def test_before_a_digit_is_wanted_nothing_is_computed_and_a_press_chooses_it(page: Page) -> None:
    page.goto("/?chapter=cost&network=untrained.sigmoid.3")
    draw(page, TWO)
    expect(page.locator("#marks").get_by_text("not computed yet")).to_be_visible()
    assert figures(page, ".square-figure") == []
    page.get_by_role("radio", name="it should be a 7").click()
    expect(page.locator(".square-figure")).to_have_count(10)
    expect(page.get_by_role("radio", name="it should be a 7")).to_be_checked()


def test_arrow_keys_choose_another_digit(page: Page) -> None:
    open_chapter(page, "cost")
    page.get_by_role("radio", name="it should be a 2").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="it should be a 3")).to_be_checked()
    expect(page.locator("#sentence")).to_contain_text("You want a 3.")
    settle(page)
    assert figure(page.locator("#sentence").inner_text().split("costs")[1]) == figures(page, ".cost-figure")[0]


def test_the_mean_over_many_is_the_apis_and_a_bar_loads_its_example(page: Page) -> None:
    told = open_chapter(page, "cost", step=1)
    strip = page.get_by_role("slider", name="cost of")
    count = int(strip.get_attribute("aria-valuemax") or 0) + 1
    assert figures(page, ".mean-figure") == [formula(page)[0]]
    strip.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(strip).to_have_attribute("aria-valuenow", "1")
    said = strip.get_attribute("aria-valuetext") or ""
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name=f"it should be a {said[2]}")).to_be_checked()
    settle(page)
    assert told.image["index"] is not None
    assert float(figures(page, ".cost-figure")[0]) == pytest.approx(float(figure(said.split("cost")[1])), abs=0.006)
    assert count >= 30
