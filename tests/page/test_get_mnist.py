"""MNIST at a click, as the visitor sees it."""

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.digits.idx import is_compressed
from app.digits.mnist import MNIST
from tests.digits.mirror import mirror, refusing_url
from tests.live_server import live_server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@contextmanager
def page_on_a_bare_server(page: Page, folder: Path, mirror_url: str) -> Iterator[None]:
    """Open the page of a server that has no MNIST, and may get it from there."""
    with live_server(folder, env={"NUDGE_MNIST_MIRRORS": mirror_url, "NUDGE_MNIST_DIR": ""}) as url:
        page.goto(url)
        expect(page.get_by_text("digits: our own")).to_be_visible()
        yield


def test_without_internet_the_page_says_so_and_offers_another_try(
    page: Page, complaints: list[str], tmp_path: Path
) -> None:
    with page_on_a_bare_server(page, tmp_path, refusing_url()):
        page.get_by_role("button", name="get MNIST (11 MB)").click()
        expect(page.get_by_text("MNIST did not come")).to_be_visible()
        again = page.get_by_role("button", name="try again")
        assert "can't be reached" in (again.get_attribute("data-tip") or "")
        again.click()
        expect(again).to_be_visible()


@pytest.mark.skipif("NUDGE_MNIST_DIR" not in os.environ, reason="NUDGE_MNIST_DIR is not set")
def test_a_click_gets_mnist_and_the_next_digit_is_one_of_it(page: Page, complaints: list[str], tmp_path: Path) -> None:
    here = Path(os.environ["NUDGE_MNIST_DIR"])
    names = [file.name for file in MNIST.files]
    paths = {name: next(path for path in (here / f"{name}.gz", here / name) if path.is_file()) for name in names}
    packed = {
        f"/{name}.gz": path.read_bytes() if is_compressed(path) else gzip.compress(path.read_bytes(), 1)
        for name, path in paths.items()
    }
    with mirror(files=packed) as good, page_on_a_bare_server(page, tmp_path, good.url):
        page.get_by_role("button", name="get MNIST (11 MB)").click()
        expect(page.get_by_text("digits: our own")).to_be_hidden()
        with page.expect_request("**/api/datasets/mnist/examples?*"):
            page.get_by_role("button", name="read an example of 5").click()
