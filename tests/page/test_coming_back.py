"""A visitor comes back to the same network: after a reload, in a second tab, and when the server was started again."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.live_server import free_port
from tests.page.pen import ONE, TWO, begin, draw, wait_for_digit
from tests.server.process import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIVE = re.compile(r"/api/networks/([\w-]+)/live$")
SPOILING = {"learning_rate": 100, "examples": [{"image": {"strokes": [[[50, 15], [50, 90]]]}, "label": 8}]}


@pytest.fixture
def networks(page: Page) -> Iterator[list[str]]:
    """The network of each line that the page has opened."""
    yield listen(page)


def listen(page: Page) -> list[str]:
    heard: list[str] = []
    page.on("websocket", lambda socket: heard.extend(LIVE.findall(socket.url)))
    return heard


def change(base_url: str, network: str) -> None:
    """Change a network so much that it reads otherwise than any new one."""
    httpx.post(f"{base_url}/api/networks/{network}/step", json=SPOILING).raise_for_status()


def confidence(page: Page) -> str:
    return page.locator("#prediction").get_attribute("data-confidence") or ""


def test_reload_comes_back_to_the_same_network(
    page: Page, base_url: str, complaints: list[str], networks: list[str]
) -> None:
    begin(page)
    draw(page, TWO)
    wait_for_digit(page, "2")
    page.wait_for_url(re.compile("ink="))
    as_new = confidence(page)
    change(base_url, networks[0])
    expect(page.locator("#prediction")).not_to_have_attribute("data-confidence", as_new)
    changed = confidence(page)

    page.reload()
    page.wait_for_selector("body[data-ready]")

    expect(page.locator("#prediction")).to_have_attribute("data-confidence", changed)
    assert networks == [networks[0]] * 2


def test_second_tab_comes_back_to_the_same_network_and_both_follow_it(
    page: Page, base_url: str, complaints: list[str], networks: list[str]
) -> None:
    begin(page)
    page.get_by_role("button", name="untrained", exact=True).click()
    expect(page.get_by_label("seed")).to_have_value("0")
    draw(page, TWO)
    expect(page.locator("#announcer")).to_contain_text("reads as")
    second = page.context.new_page()
    others = listen(second)

    second.goto(base_url)
    second.wait_for_selector("body[data-ready]")

    expect(second.get_by_label("seed")).to_have_value("0")
    assert others == networks[-1:] != networks[:1]
    before = confidence(page)
    change(base_url, others[0])
    expect(page.locator("#prediction")).not_to_have_attribute("data-confidence", before)


def test_a_link_to_another_network_opens_that_one(page: Page, complaints: list[str], networks: list[str]) -> None:
    begin(page)
    begin(page, "?network=untrained.sigmoid.7")
    expect(page.get_by_label("seed")).to_have_value("7")
    assert networks[0] != networks[1]


def test_an_embedded_figure_has_a_network_of_its_own(page: Page, complaints: list[str], networks: list[str]) -> None:
    begin(page)
    begin(page, "?embed=1")
    begin(page, "")
    assert networks[0] == networks[2] != networks[1]


def test_page_goes_on_with_its_network_when_the_server_is_started_again(page: Page, tmp_path: Path) -> None:
    port = free_port()
    networks = listen(page)
    with served(tmp_path, port) as (url, _):
        begin(page, at=url)
        draw(page, TWO)
        wait_for_digit(page, "2")
        change(url, networks[0])
        httpx.post(f"{url}/api/networks/{networks[0]}/undo").raise_for_status()
        expect(page.locator("#announcer")).to_contain_text("reads as 2")
        read, weights = confidence(page), httpx.get(f"{url}/api/networks/{networks[0]}/weights").json()
    expect(page.locator("#bar")).to_contain_text("offline, trying again in")
    draw(page, ONE)
    with served(tmp_path, port) as (url, _):
        expect(page.locator("#bar")).not_to_contain_text("offline")
        expect(page.locator("#prediction")).not_to_have_attribute("data-confidence", read)  # the 1 was read as well
        page.get_by_role("button", name="Undo stroke").click()
        expect(page.locator("#prediction")).to_have_attribute("data-confidence", read)
        assert httpx.get(f"{url}/api/networks/{networks[0]}/weights").json() == weights
    assert set(networks) == {networks[0]} and len(networks) > 1


def test_page_learns_that_a_run_ended_with_its_killed_server(page: Page, tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path, port) as (url, process):
        page.goto(f"{url}/?view=train&network=untrained.sigmoid.0&example=examples.test.4")
        page.get_by_role("button", name="play", exact=True).click()
        expect(page.locator("text", has_text=re.compile(r"^step (\d\d|\d,)"))).to_be_visible()
        process.kill()
    expect(page.locator("#bar")).to_contain_text("offline, trying again in")
    with served(tmp_path, port):
        expect(page.locator("#bar")).not_to_contain_text("offline")
        expect(page.get_by_role("button", name="play", exact=True)).to_be_visible()
        page.get_by_role("button", name="play", exact=True).click()  # and it can be trained again
        expect(page.get_by_role("button", name="pause", exact=True)).to_be_visible()
