"""The page's manners: keyboard, names and roles, small screens, a broken line."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.page.pen import TWO, begin, draw, neuron, settle, wait_for_digit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = pytest.mark.browser_context_args(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
LOW_PHONE = pytest.mark.browser_context_args(viewport={"width": 390, "height": 664}, has_touch=True, is_mobile=True)
SIZES = [(1440, 900), (1024, 768), (390, 844), (360, 640)]


@pytest.mark.parametrize("query", ["", "?theme=light", "?open=n1.7", "?chapter=network&step=3"])
def test_axe_finds_nothing(page: Page, complaints: list[str], query: str) -> None:
    begin(page, query)
    draw(page, TWO)
    wait_for_digit(page, "2")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_and_nothing_is_cut_off(page: Page, complaints: list[str], size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == list(size)
    outside = page.evaluate(
        """() => [...document.querySelectorAll('button, #pad, .sentence, .hit, math')]
            .map(node => [node.textContent || node.ariaLabel, node.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.left < -1 || box.right > innerWidth + 1
                || box.top < -1 || box.bottom > innerHeight + 1))
            .map(([name]) => name)"""
    )
    assert outside == []


@PHONE
def test_drawing_with_a_finger_never_scrolls_the_page(page: Page, complaints: list[str]) -> None:
    page.goto("/")
    page.wait_for_selector("body[data-ready]")
    session = page.context.new_cdp_session(page)
    for kind, y in [("touchStart", 120), *[("touchMove", y) for y in range(130, 360, 10)], ("touchEnd", None)]:
        points = [] if y is None else [{"x": 195, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    wait_for_digit(page, "1")
    assert page.evaluate("[scrollX, scrollY, visualViewport.pageTop]") == [0, 0, 0]


@PHONE
def test_a_finger_slides_along_a_column_and_opens_the_neuron_it_is_lifted_from(
    page: Page, complaints: list[str]
) -> None:
    page.goto("/?ink=B3i0ATxPeBNQUCdk2wHIAawCAA")
    page.wait_for_selector("body[data-ready]")
    wait_for_digit(page, "2")
    settle(page)
    boxes = [neuron(page, 1, index).bounding_box() for index in (3, 9)]
    assert boxes[0] is not None and boxes[1] is not None
    start, end = (box["x"] + box["width"] / 2 for box in boxes if box)
    y = boxes[0]["y"] + 10
    session = page.context.new_cdp_session(page)
    for kind, x in [("touchStart", start), *[("touchMove", start + (end - start) * i / 6) for i in range(1, 7)]]:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(neuron(page, 1, 9)).to_have_attribute("aria-pressed", "true")


def test_arrow_keys_turn_the_story_and_escape_closes_a_neuron(page: Page, complaints: list[str]) -> None:
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    page.keyboard.press("ArrowRight")
    expect(page.locator('.story [aria-current="step"]')).to_contain_text("Network")
    neuron(page, 2, 5).focus()
    page.keyboard.press("Enter")
    expect(neuron(page, 2, 5)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowDown")
    expect(neuron(page, 2, 6)).to_be_focused()
    page.keyboard.press("Escape")
    expect(neuron(page, 2, 5)).to_have_attribute("aria-pressed", "false")


def test_back_and_forward_of_the_browser_turn_the_story_and_keep_the_drawing(page: Page, complaints: list[str]) -> None:
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    here = page.locator('.story [aria-current="step"]')
    for name in ("Cost", "Levers"):
        page.locator("#story").get_by_role("button", name=name).click()
        expect(here).to_contain_text(name)
    for turn, name in ((page.go_back, "Cost"), (page.go_back, "Workbench"), (page.go_forward, "Cost")):
        turn()
        expect(here).to_contain_text(name)
        settle(page)
    page.go_forward()
    expect(here).to_contain_text("Levers")
    wait_for_digit(page, "2")


def test_a_broken_line_is_told_and_mended_and_nothing_drawn_is_lost(page: Page, complaints: list[str]) -> None:
    page.add_init_script(
        """const Real = WebSocket; const sockets = []; let broken = false;
        window.WebSocket = class extends Real {
            constructor(url) { super(broken ? url.replace('/live', '/dead') : url); sockets.push(this); }
        };
        window.cut = () => { broken = true; sockets.forEach(socket => socket.close()); };
        window.mend = () => { broken = false; };"""
    )
    begin(page)
    page.evaluate("cut()")
    expect(page.locator("#bar")).to_contain_text("offline, trying again in")
    draw(page, TWO)
    page.evaluate("mend()")
    wait_for_digit(page, "2")
    expect(page.locator("#bar")).not_to_contain_text("offline")
    complaints.clear()  # the browser itself notes the refused connections


def test_a_link_to_an_example_that_is_not_here_opens_an_empty_pad_and_says_so(
    page: Page, complaints: list[str]
) -> None:
    begin(page, "?example=fashion-mnist.test.3")
    wait_for_digit(page, "")
    expect(page.locator("#bar")).to_contain_text("there is no dataset 'fashion-mnist'")
    draw(page, TWO)
    wait_for_digit(page, "2")


def test_embedded_only_the_figure_is_there(page: Page, complaints: list[str]) -> None:
    begin(page, "?embed=1")
    expect(page.locator("#network")).to_be_visible()
    expect(page.locator("#story")).to_be_hidden()
    expect(page.get_by_role("button", name="Clear")).to_be_hidden()


def test_no_style_or_script_stands_in_the_page_itself(page: Page) -> None:
    html = Path("templates/index.html").read_text()
    assert "style=" not in html
    assert html.count("<script") == 2  # the facts, and the module that begins


def test_a_low_phone_trains_with_one_thing_at_a_time_below_the_network(page: Page, complaints: list[str]) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    begin(page, "?view=train")
    page.get_by_role("button", name="batch size").click()
    ruler = page.get_by_role("slider", name="batch size")
    expect(ruler).to_be_attached()
    expect(page.get_by_role("slider", name="learning rate")).to_have_count(0)
    output, play = neuron(page, 3, 0).bounding_box(), page.get_by_role("button", name="play").bounding_box()
    place = ruler.bounding_box()
    assert output and play and place
    assert output["y"] + output["height"] <= place["y"]
    assert place["y"] + place["height"] <= play["y"]


@LOW_PHONE
def test_a_chapter_on_a_low_phone_scrolls_under_a_thumb_but_not_under_the_pen(
    page: Page, complaints: list[str]
) -> None:
    begin(page, "?chapter=cost&ink=B3i0ATxPeBNQUCdk2wHIAawCAA&label=2&network=trained.sigmoid.0")
    settle(page)
    session = page.context.new_cdp_session(page)

    def push_up(x: float, y: float) -> float:
        """Push up by 50 px with a thumb; return how far the chapter has gone."""
        for kind, at in [("touchStart", y), *[("touchMove", y - 5 * i) for i in range(1, 11)]]:
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": at}]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        settle(page)
        gone: float = page.locator("#stage").evaluate("stage => stage.scrollTop")
        return gone

    pad, output = page.locator("#pad").bounding_box(), neuron(page, 3, 4).bounding_box()
    assert pad and output
    assert push_up(pad["x"] + 60, pad["y"] + 90) == 0
    assert push_up(output["x"] + 15, output["y"] + 15) > 20
    expect(page.get_by_role("button", name="Clear")).to_be_in_viewport()
    page.get_by_role("button", name="next").click()
    settle(page)
    assert page.locator("#stage").evaluate("stage => stage.scrollTop") == 0
