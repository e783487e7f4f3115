"""A visitor draws, and the network reads."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.pen import ONE, TWO, begin, draw, neuron, settle, wait_for_digit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_two_drawn_with_the_mouse_is_read_as_two(page: Page, complaints: list[str]) -> None:
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    assert float(page.locator("#prediction").get_attribute("data-confidence") or 0) > 0.5
    expect(page.locator("#announcer")).to_have_text(
        re.compile(r"reads as 2, (over )?0\.\d\d; next \d, (under )?0\.\d\d")
    )


def test_a_first_visit_sees_a_digit_drawn_and_read_and_is_then_invited(page: Page, complaints: list[str]) -> None:
    page.goto("/")
    wait_for_digit(page, "2")
    expect(page.locator("#sentence")).to_contain_text("Now you")
    assert "ink=" not in page.url
    draw(page, ONE)
    wait_for_digit(page, "1")
    expect(page.locator("#sentence")).not_to_contain_text("Now you")


def test_it_is_read_while_the_pen_is_still_down(page: Page, complaints: list[str]) -> None:
    begin(page)
    box = page.locator("#pad").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.2 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.8 * box["height"], steps=8)
    wait_for_digit(page, "1")
    page.mouse.up()


def test_clear_empties_the_pad_and_undo_takes_back_a_stroke(page: Page, complaints: list[str]) -> None:
    begin(page)
    draw(page, ONE)
    wait_for_digit(page, "1")
    draw(page, TWO)
    page.get_by_role("button", name="Undo stroke").click()
    wait_for_digit(page, "1")
    page.get_by_role("button", name="Clear").click()
    wait_for_digit(page, "")
    expect(page.locator("#prediction")).to_contain_text("–")


def test_the_pad_is_drawn_upon_by_keyboard_alone(page: Page, complaints: list[str]) -> None:
    begin(page)
    page.locator("#pad").focus()
    for key in ["ArrowUp"] * 9 + ["Space"] + ["ArrowDown"] * 18 + ["Space"]:
        page.keyboard.press(key)
    wait_for_digit(page, "1")
    page.keyboard.press("Delete")
    wait_for_digit(page, "")


def test_a_link_brings_back_the_drawing_and_the_opened_neuron(page: Page, complaints: list[str]) -> None:
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    neuron(page, 1, 7).click()
    page.wait_for_url(re.compile(r"ink=.+&|open=n1\.7"))
    page.wait_for_url(re.compile(r"open=n1\.7"))
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    wait_for_digit(page, "2")
    expect(neuron(page, 1, 7)).to_have_attribute("aria-pressed", "true")
    assert not re.search(r"[\w-]{30,}", re.sub(r"ink=[^&]*", "", link)), "a network's id is in the link"


def test_another_network_reads_the_same_drawing(page: Page, complaints: list[str]) -> None:
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    expect(page.locator("#announcer")).to_contain_text("reads as 2")  # the pen rests
    trained = page.locator("#prediction").get_attribute("data-confidence")
    page.get_by_role("button", name="untrained", exact=True).click()
    expect(page.locator("#prediction")).not_to_have_attribute("data-confidence", trained or "")
    expect(page.get_by_label("seed")).to_have_value("0")
    page.get_by_role("button", name="trained", exact=True).click()
    expect(page.locator("#prediction")).to_have_attribute("data-confidence", trained or "")


# The pictures of an opened neuron fill the middle of the page, where else strands cross: how many pixels of one place
# are bright.
INK = """() => {
    const picture = document.getElementById("picture"), pen = picture.getContext("2d");
    const [x, y] = [Math.round(0.36 * picture.width), Math.round(0.25 * picture.height)];
    const { data } = pen.getImageData(x, y, 120, 120);
    let ink = 0;
    for (let i = 0; i < data.length; i += 4) ink += Math.abs(data[i] - data[i + 2]) > 40;
    return ink;
}"""


def test_a_neuron_closes_as_it_opened_and_does_not_vanish(page: Page, complaints: list[str]) -> None:
    page.clock.install(time=0)
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    page.emulate_media(reduced_motion="no-preference")
    neuron(page, 1, 7).click()
    expect(page.locator("#sentence")).to_contain_text("Neuron 7 says")
    settle(page)
    page.clock.pause_at(3600)  # an hour later; from now on time goes on only as it is told to
    opened = page.evaluate(INK)
    page.get_by_role("button", name="close the neuron").dispatch_event("click")
    page.clock.run_for(50)
    assert page.evaluate(INK) > 0.5 * opened > 0, "the picture vanished at once"
    page.clock.run_for(3000)
    assert page.evaluate(INK) < 0.4 * opened, "the picture did not go away"
