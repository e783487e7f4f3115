"""Chapter 7 in a Chromium: the same sum, layer by layer, down to the squares of the picture."""

import pytest
from playwright.sync_api import Page, expect

from tests.page.figures import figures, formula, last_digit, open_chapter

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("complaints")]


def test_what_survives_at_the_output_is_nudge_times_slope(page: Page) -> None:
    open_chapter(page, "backwards")
    survives, nudge, slope = formula(page)
    assert (nudge * slope).quantize(last_digit(survives)) == survives


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_neurons_nudge_is_what_one_asks_and_what_the_others_ask(page: Page, step: int) -> None:
    open_chapter(page, "backwards", step=step)
    nudge, own, others = formula(page)
    assert own + others == nudge


def test_every_layers_nudges_and_the_size_of_the_signal_are_the_servers(page: Page) -> None:
    told = open_chapter(page, "backwards", step=3)
    expect(page.locator(".size-figure")).to_have_count(4)
    layers = told.backprop()["layers"]
    for layer in (1, 2, 3):
        shown = [float(n) for n in figures(page, f".layer-figure--{layer}")]
        assert shown == pytest.approx(layers[layer]["nudges"], abs=0.006)
    sizes = [sum(map(abs, one["nudges"])) / len(one["nudges"]) for one in reversed(layers)]
    assert [float(n) for n in figures(page, ".size-figure")] == pytest.approx(sizes, rel=0.006)


def test_a_layer_that_the_signal_has_not_reached_shows_no_figures(page: Page) -> None:
    open_chapter(page, "backwards", step=1)
    expect(page.locator(".layer-figure--2")).to_have_count(16)
    assert page.locator(".layer-figure--1").count() == 0
    expect(page.get_by_text("not yet")).to_have_count(2)


def test_one_layer_back_goes_on_and_again_begins_anew(page: Page) -> None:
    open_chapter(page, "backwards", step=2)
    page.get_by_role("button", name="one layer back").click()
    expect(page.locator("#sentence")).to_contain_text("Last, the 784 squares")
    page.get_by_role("button", name="again").click()
    expect(page.locator("#sentence")).to_contain_text("It begins at the outputs")
