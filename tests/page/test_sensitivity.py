"""Chapter 3 in a Chromium: its figures divide, multiply and agree with the API, and follow a weight set by hand."""

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.page.handwork import last_order, numbers
from tests.page.pen import TWO, move, settle

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("complaints")]


def open_chapter(page: Page, step: int) -> None:
    page.goto(f"/?chapter=sensitivity&step={step}&label=2&network=untrained.sigmoid.3")
    move(page, TWO)
    expect(page.get_by_text("the most sensitive")).to_be_visible()
    settle(page)


def test_the_displayed_ratio_is_that_of_the_displayed_gradients(page: Page) -> None:
    open_chapter(page, step=1)
    first, second = numbers(page, ".pair-gradient")
    assert numbers(page, ".sensitivity-ratio") == [pytest.approx(first / second, rel=0.02)]


def test_the_displayed_gradients_are_those_of_the_api(page: Page) -> None:
    asked = last_order(page, "insight/wiggle")
    open_chapter(page, step=2)
    expect(page.locator(".wiggle-real").first).not_to_have_text("…")
    address, order = asked()
    pins = {"examples": order["examples"], "pinned": order["parameters"]}
    known = httpx.post(address.replace("wiggle", "sensitivity"), json=pins).json()
    gradients = [abs(pin["gradient"]) for pin in known["pinned"]]
    assert numbers(page, ".pair-gradient") == pytest.approx(gradients, rel=0.005)


def test_the_real_changes_are_the_apis_and_near_what_was_foretold(page: Page) -> None:
    asked = last_order(page, "insight/wiggle")
    open_chapter(page, step=2)
    page.locator("#wiggle").focus()
    page.keyboard.press("Home")  # ε = 0.001, the smallest
    expect(page.locator("#wiggle")).to_have_attribute("aria-valuetext", "0.001")
    expect(page.locator(".wiggle-real").first).not_to_have_text("…")
    address, order = asked()
    assert order["epsilon"] == 0.001
    real = [one["change"] for one in httpx.post(address, json=order).json()["wiggles"]]
    assert numbers(page, ".wiggle-real") == pytest.approx(real, rel=0.005)
    assert numbers(page, ".wiggle-real") == pytest.approx(numbers(page, ".wiggle-foretold"), rel=0.02)


def test_pressing_two_in_the_list_pins_them(page: Page) -> None:
    open_chapter(page, step=1)
    rows = page.locator("[data-parameter]")
    names = [rows.nth(at).get_attribute("data-parameter") for at in (3, 5)]
    rows.nth(3).click()
    rows.nth(5).click()
    expect(rows.nth(3)).to_have_attribute("aria-pressed", "true")
    expect(rows.nth(5)).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(f"pin={names[0]}(~|%7E){names[1]}"))


def output_of(page: Page, name: str) -> str:
    """Return the selector of the output neuron that a weight of the last layer leads to."""
    return f'[data-layer="3"][data-index="{name.split(".")[1]}"]'


def test_a_typed_weight_is_set_everything_follows_and_undo_takes_it_back(page: Page) -> None:
    asked = last_order(page, "/weights")
    open_chapter(page, step=3)
    field = page.locator(".setter__figure")
    name = field.get_attribute("data-parameter") or ""
    output = page.locator(output_of(page, name))
    before, said = field.input_value(), output.get_attribute("aria-label") or ""
    field.fill("-7.5")
    field.press("Enter")
    expect(output).not_to_have_attribute("aria-label", said)
    address, order = asked()
    assert order == {"changes": {name: -7.5}, "remember": True}
    layer, receiver, sender = (int(part) for part in name[1:].split("."))
    assert httpx.get(address).json()["weights"][layer - 1][receiver][sender] == -7.5
    page.get_by_role("button", name="undo", exact=True).click()
    expect(output).to_have_attribute("aria-label", said)
    assert httpx.get(address).json()["weights"][layer - 1][receiver][sender] == pytest.approx(float(before), abs=1e-4)


def test_a_whole_drag_is_undone_at_once(page: Page) -> None:
    open_chapter(page, step=3)
    output = page.locator(output_of(page, page.locator(".setter__figure").get_attribute("data-parameter") or ""))
    said = output.get_attribute("aria-label") or ""
    slider = page.locator("#weight-slider").bounding_box()
    assert slider is not None
    page.mouse.move(slider["x"] + slider["width"] / 2, slider["y"] + slider["height"] / 2)
    page.mouse.down()
    page.mouse.move(slider["x"] + slider["width"] * 0.9, slider["y"] + slider["height"] / 2, steps=8)
    page.mouse.up()
    expect(output).not_to_have_attribute("aria-label", said)
    expect(page.locator(".setter__figure")).to_have_value(re.compile(r"^[4-7]"))
    page.get_by_role("button", name="undo", exact=True).click()
    expect(output).to_have_attribute("aria-label", said)
