"""The page as it is sent: whole, preloaded, compressed, and small."""

import json
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.pages.folders import folder
from app.settings import Settings
from tests.imports import javascript_imports

WIRE_LIMIT_BYTES = 150_000


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings())) as client:
        yield client


def linked(html: str) -> list[str]:
    """Return every file of our own that the page loads."""
    return re.findall(r'(?:href|src)="(static/[^"]+)"', html)


def test_everything_that_the_page_links_is_there(client: TestClient) -> None:
    paths = linked(client.get("/").text)
    assert len(paths) > 10
    assert {path: client.get(f"/{path}").status_code for path in paths} == dict.fromkeys(paths, 200)


def test_what_the_page_begins_with_is_asked_for_at_once(client: TestClient) -> None:
    paths = set(linked(client.get("/").text))
    imports = javascript_imports(
        [folder("static") / path.removeprefix("static/") for path in paths if path.endswith(".js")]
    )
    assert {
        f"static/{path.relative_to(folder('static').resolve())}" for targets in imports.values() for path in targets
    } <= paths


def test_a_chapter_that_is_read_later_is_fetched_later(client: TestClient) -> None:
    assert "static/js/chapters/levers.js" not in linked(client.get("/").text)


def test_the_page_brings_the_strokes_of_its_opening(client: TestClient) -> None:
    facts = json.loads(re.findall(r'id="page-facts">(.*?)</script>', client.get("/").text)[0])
    answer = client.post("/api/networks", json={}).json()
    image = {"strokes": facts["opening"]}
    reading = client.post(f"/api/networks/{answer['id']}/forward", json={"image": image}).json()
    assert reading["prediction"]["digit"] == 2


def test_modules_are_sent_compressed(client: TestClient) -> None:
    assert client.get("/static/js/main.js").headers["content-encoding"] == "gzip"


def test_the_page_and_all_it_loads_stay_under_150_kb(client: TestClient) -> None:
    page = client.get("/")
    sizes = {path: int(client.get(f"/{path}").headers["content-length"]) for path in set(linked(page.text))}
    network = client.post("/api/networks", json={}).json()
    weights = client.get(f"/api/networks/{network['id']}/weights?format=safetensors")
    sent = int(page.headers["content-length"]) + sum(sizes.values()) + len(weights.content)
    assert sent <= WIRE_LIMIT_BYTES
