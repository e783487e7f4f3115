"""What the page shows of one neuron adds up, line by line, and agrees with the server."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.pen import TWO, begin, draw, neuron, settle, wait_for_digit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def card_lines(page: Page) -> dict[str, float]:
    """Return the displayed figures of the card by their names, as a reader would type them into a calculator."""
    page.wait_for_selector('#sum-card [data-term="z"]')
    settle(page)
    lines = page.locator("#sum-card [data-term]").evaluate_all(
        "lines => lines.map(line => [line.dataset.term, line.lastElementChild.textContent])"
    )
    return {name: float(figure.replace("−", "-")) for name, figure in lines}


@pytest.mark.parametrize(("layer", "index", "others"), [(1, 7, "776"), (2, 3, "8"), (3, 2, "8")])
def test_the_displayed_lines_of_an_opened_neuron_add_up_exactly(
    page: Page, complaints: list[str], layer: int, index: int, others: str
) -> None:
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    neuron(page, layer, index).click()
    page.get_by_role("button", name="as figures").click()
    expect(page.locator("#sum-card")).to_contain_text(f"the other {others} together")
    lines = card_lines(page)
    z = lines.pop("z")
    assert len(lines) == 10
    assert round(sum(lines.values()), 3) == z


def test_the_formula_says_the_same_as_the_card(page: Page, complaints: list[str]) -> None:
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    neuron(page, 3, 2).click()
    page.get_by_role("button", name="as figures").click()
    lines = card_lines(page)
    values = page.locator("#formula .equation__value").all_text_contents()
    activation, terms, bias, z = (float(value.replace("−", "-")) for value in values)
    assert (bias, z) == (lines["bias"], lines["z"])
    assert round(terms + bias, 3) == z
    assert activation == pytest.approx(
        float(page.locator("#prediction").get_attribute("data-confidence") or 0), abs=5e-4
    )


def test_the_whole_list_has_784_terms_that_are_products_and_add_up_to_z(page: Page, complaints: list[str]) -> None:
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    neuron(page, 1, 7).click()
    page.get_by_role("button", name="as figures").click()
    page.get_by_role("button", name=re.compile("all 784")).click()
    page.wait_for_selector(".list tbody tr")
    text = page.locator(".list tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => cell.textContent))"
    )
    rows = [[number(cell) for cell in row] for row in text]
    assert len(rows) == 784
    for weight, activation, term in rows:
        assert weight * activation == pytest.approx(term, rel=1e-4, abs=1e-9)
    lines = card_lines(page)
    assert sum(term for _, _, term in rows) + lines["bias"] == pytest.approx(lines["z"], abs=2e-3)


def number(text: str) -> float:
    """Read a figure of the page: true minus, thousands set apart, powers of ten written high."""
    text = text.replace("−", "-").replace(",", "")
    mantissa, _, power = text.partition("·10")
    return float(mantissa) * 10 ** int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0)


def test_a_link_to_a_step_opens_the_neuron_that_walking_there_opens(page: Page, complaints: list[str]) -> None:
    begin(page, "?chapter=network&step=4&ink=B3i0ATxPeBNQUCdk2wHIAawCAA")
    expect(neuron(page, 3, 2)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#sentence")).to_contain_text("2")


def test_a_square_pointed_at_names_its_neuron(page: Page, complaints: list[str]) -> None:
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    box = page.locator("#pad").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 14.5 * box["width"] / 28, box["y"] + 18.5 * box["height"] / 28)
    expect(page.locator("#marks")).to_contain_text("neuron 518 of 784, row 18, column 14")
