"""Chapter 5 in a Chromium: what the levers show multiplies, what the server did is shown, and a wish springs back."""

from decimal import Decimal

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.page.figures import figure, figures, formula, last_digit, open_chapter
from tests.page.pen import begin, settle

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("complaints")]

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def test_the_formula_multiplies_to_its_displayed_result(page: Page) -> None:
    open_chapter(page, "levers")
    wish, activation, slope, nudge = formula(page)
    assert (activation * slope * nudge).quantize(last_digit(wish)) == wish


def test_weights_are_wished_as_their_senders_shine(page: Page) -> None:
    told = open_chapter(page, "levers")
    senders = told.backprop()["layers"][2]["activations"]
    (push,) = figures(page, ".bias-figure")
    wishes = figures(page, ".weight-figure")
    assert [float(w) for w in wishes] == pytest.approx([a * float(push) for a in senders], abs=0.006)


def test_activations_are_wished_as_their_weights_are_large(page: Page) -> None:
    told = open_chapter(page, "levers")
    weights = httpx.get(f"{told.network}/weights").json()["weights"][2][2]
    delta = told.backprop()["layers"][3]["deltas"][2]
    wishes = figures(page, ".activation-figure")
    assert [float(w) for w in wishes] == pytest.approx([-w * delta for w in weights], abs=0.0006)


def test_each_lever_alone_moves_the_output_by_what_was_asked(page: Page) -> None:
    told = open_chapter(page, "levers", step=1)
    order = {"image": told.image, "label": 2, "output": 2, "change": 0.01}
    levers = told.insight("levers", order)["levers"]
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        settle(page)
        expect(page.locator(".reached-figure")).to_have_count(3)
        expect(page.locator(".mark-stale")).to_have_count(0)
        for text in page.locator(".reached-figure").all_text_contents():
            before, after = (figure(part) for part in text.split("→"))
            assert after - before == Decimal("0.010")
        assert [float(n) for n in figures(page, ".needed-figure")] == pytest.approx(
            [lever["length"] for lever in levers], abs=0.0006
        )


def test_an_output_that_is_almost_sure_says_that_no_lever_lifts_it(page: Page) -> None:
    begin(page, "?chapter=levers&step=1&ink=B3i0ATxPeBNQUCdk2wHIAawCAA&label=2&network=trained.sigmoid.0")
    says = page.locator("#prediction").get_attribute("data-confidence")
    assert says and float(says) > 0.99
    words = f"Output 2 says {float(says):.3f}: no lever brings it 0.01 higher; 1 is the most it can say."
    expect(page.locator("#sentence")).to_have_text(words)
    expect(page.locator(".needed-figure")).to_have_text(["cannot"] * 3)


def test_a_dashed_lever_springs_back_and_says_why(page: Page) -> None:
    told = open_chapter(page, "levers")
    before = httpx.get(f"{told.network}/weights").json()
    grip = page.get_by_role("button", name="activation of hidden 2, neuron 5").bounding_box()
    assert grip is not None
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=5)
    page.mouse.up()
    expect(page.locator("#sentence")).to_contain_text("Activation 5 springs back: no hand can set it")
    assert httpx.get(f"{told.network}/weights").json() == before


def test_the_same_budget_buys_most_downhill(page: Page) -> None:
    told = open_chapter(page, "levers", step=3)
    expect(page.locator(".drop-figure")).to_have_count(3)
    expect(page.locator(".mark-stale")).to_have_count(0)
    order = {"image": told.image, "label": 2, "output": 2, "epsilon": 0.1}
    ways = told.insight("levers", order)["budget"]["spendings"]
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        settle(page)
        drops = figures(page, ".drop-figure")
        assert drops[0] == min(drops) < 0
        assert [float(d) for d in drops] == pytest.approx([-way["drop"] for way in ways], abs=0.0006)


def test_the_grid_puts_bright_senders_and_large_wishes_first(page: Page) -> None:
    told = open_chapter(page, "levers", step=2)
    deltas = told.backprop()["layers"][3]["deltas"]
    columns = page.get_by_role("button", name="what survives of its nudge").all()
    names = [column.get_attribute("aria-label") or "" for column in columns]
    digits = [int(name.split(":")[0].removeprefix("output ")) for name in names]
    assert digits == sorted(range(10), key=lambda digit: deltas[digit])


def test_arrow_keys_reach_every_dashed_lever(page: Page) -> None:
    open_chapter(page, "levers")
    grips = page.get_by_role("group", name="wishes for activations").get_by_role("button")
    grips.nth(3).focus()
    page.keyboard.press("ArrowDown")
    expect(grips.nth(4)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#sentence")).to_contain_text("Activation 4 springs back")
