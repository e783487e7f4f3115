"""The workbench's face of all digits: browse, filter, load, and see which are mixed up."""

import re
from typing import Any

import httpx
import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page.pen import settle

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("complaints")]

WAIT = 120_000.0  # ms; the built-in digits are written once, beside the first visitors
CELL = 44  # px from one digit of the grid to the next

# The grey levels of the first digit as drawn, one in the middle of each of its 28×28 squares.
DRAWN = """(canvas) => {
    const side = 36, scale = canvas.width / canvas.clientWidth;
    const pen = canvas.getContext("2d");
    return Array.from({ length: 784 }, (_, i) => pen.getImageData(
        scale * (2 + (i % 28 + 0.5) * side / 28), scale * (2 + (Math.floor(i / 28) + 0.5) * side / 28), 1, 1).data[0]);
}"""


def open_digits(page: Page) -> Locator:
    """Open the face with the built-in test digits, and return the grid when they have been read."""
    page.goto('/?view=digits&choices=digits:"built-in"')
    expect(page.locator("#sentence")).to_contain_text("Of 4,000 test digits", timeout=WAIT)
    settle(page)
    return grid_of(page)


def grid_of(page: Page) -> Locator:
    return page.locator(".digits__view")


def press_digit(page: Page, place: int) -> int:
    """Press a digit of the grid; return its index in the dataset when it is on the pad."""
    grid, before = grid_of(page), loaded(page.url)
    across = int(grid.evaluate("(canvas) => canvas.clientWidth")) // CELL
    grid.click(position={"x": (place % across) * CELL + 18, "y": (place // across) * CELL + 18})
    page.wait_for_url(lambda url: loaded(url) != before)
    settle(page)
    index = loaded(page.url)
    assert index is not None
    return index


def loaded(url: str) -> int | None:
    """Return the index of the digit that is on the pad, as the address tells it."""
    found = re.search(r"example=built-in\.test\.(\d+)", url)
    return int(found[1]) if found else None


def example(base_url: str, index: int) -> dict[str, Any]:
    answer = httpx.get(f"{base_url}/api/datasets/built-in/examples/{index}", params={"split": "test"})
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


def test_the_grid_shows_the_digits_of_the_dataset(page: Page, base_url: str) -> None:
    grid = open_digits(page)
    expect(grid).to_have_attribute("aria-label", re.compile("4,000 digits"))

    drawn = np.array(grid.evaluate(DRAWN), float)

    wanted = np.ravel(example(base_url, 0)["image"])
    assert np.corrcoef(drawn, wanted)[0, 1] > 0.9


def test_a_pressed_digit_is_read_on_the_pad(page: Page, base_url: str) -> None:
    open_digits(page)
    index = press_digit(page, 3)
    assert index == 3
    page.wait_for_function("document.getElementById('prediction').dataset.digit !== ''")


def test_one_label_can_be_looked_at_alone(page: Page, base_url: str) -> None:
    grid = open_digits(page)
    page.get_by_role("button", name="only 7s").click()
    expect(grid).to_have_attribute("aria-label", re.compile(" 400 digits"))
    assert [example(base_url, press_digit(page, place))["label"] for place in (0, 5)] == [7, 7]


def test_those_read_wrong_are_all_there_and_are_read_wrong(page: Page, base_url: str) -> None:
    grid = open_digits(page)
    said = re.search(r"([\d,]+) wrong", page.locator("#sentence").inner_text())
    assert said is not None
    page.get_by_role("button", name="wrong now").click()
    expect(grid).to_have_attribute("aria-label", re.compile(f": {said[1]} digits"))

    label = example(base_url, press_digit(page, 0))["label"]

    prediction = page.locator("#prediction")
    expect(prediction).not_to_have_attribute("data-digit", str(label))
    expect(prediction).to_have_attribute("data-digit", re.compile(r"\d"))


def test_the_most_doubtful_come_first(page: Page) -> None:
    grid = open_digits(page)
    page.get_by_role("button", name="most doubtful").click()
    expect(grid).to_have_attribute("aria-label", re.compile(" 1,000 digits"))
    apart = []
    for place in (0, 119):
        press_digit(page, place)
        said = page.locator('[data-layer="3"]').evaluate_all("all => all.map((output) => output.ariaLabel)")
        second, first = sorted(float(re.findall(r"\d\.\d+", words)[0]) for words in said)[-2:]
        apart.append(first - second)
    assert apart[0] < 0.05
    assert apart[0] <= apart[1]


def test_a_cell_of_the_confusion_matrix_shows_whom_it_counts(page: Page, base_url: str) -> None:
    grid = open_digits(page)
    cell = page.get_by_role("button", name=re.compile(r"^\d+ \ds read as \d$")).first
    name = cell.get_attribute("aria-label") or ""
    many, label, digit = re.findall(r"\d+", name)
    cell.click()
    expect(grid).to_have_attribute("aria-label", re.compile(f": {many} digits"))

    assert example(base_url, press_digit(page, 0))["label"] == int(label)

    expect(page.locator("#prediction")).to_have_attribute("data-digit", digit)
    cell.click()
    expect(grid).not_to_have_attribute("aria-label", re.compile(f": {many} digits"))


def test_the_grid_is_walked_by_keyboard_and_scrolls_to_its_end(page: Page) -> None:
    grid = open_digits(page)
    grid.press("ArrowRight")
    page.wait_for_url(re.compile(r"example=built-in\.test\.1(&|$)"))
    grid.evaluate("(canvas) => { canvas.parentElement.scrollTop = 1e9 }")
    page.wait_for_function("document.querySelector('.digits').scrollTop > 10_000")
    across = int(grid.evaluate("(canvas) => canvas.clientWidth")) // CELL
    height = int(grid.evaluate("(canvas) => canvas.parentElement.clientHeight"))
    rows = -(-4000 // across)
    top = rows * CELL - height
    grid.click(position={"x": 18, "y": (rows - 1) * CELL - top + 18})
    page.wait_for_url(re.compile(rf"example=built-in\.test\.{(rows - 1) * across}(&|$)"))
