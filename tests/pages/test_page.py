"""The page as it is sent: whole, preloaded, compressed, and small."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.main import create_app
from app.pages.files import edition, made
from app.pages.folders import folder
from app.settings import Settings
from app.store.checkpoint import shipped_checkpoint
from tests.imports import javascript_imports

WIRE_LIMIT_BYTES = 144_000  # 150 kB is the promise
SERVERS_OWN_BYTES = 60  # status line and date, which only a real server adds


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(create_app(Settings())) as client:
        yield client


def linked(html: str) -> list[str]:
    """Return every file of our own that the page loads."""
    return re.findall(r'(?:href|src)="(static/[^"]+)"', html)


def files_of(html: str) -> set[str]:
    """Return their paths in the folder of static files."""
    return {path.removeprefix(f"static/{edition()}/") for path in linked(html)}


def test_everything_that_the_page_links_is_there(client: TestClient) -> None:
    paths = linked(client.get("/").text)
    assert len(paths) > 10
    assert {path: client.get(f"/{path}").status_code for path in paths} == dict.fromkeys(paths, 200)


def test_what_the_page_begins_with_is_asked_for_at_once(client: TestClient) -> None:
    paths = files_of(client.get("/").text)
    imports = javascript_imports([folder("static") / path for path in paths if path.endswith(".js")])
    static = folder("static").resolve()
    assert {str(path.relative_to(static)) for targets in imports.values() for path in targets} <= paths


def test_a_chapter_that_is_read_later_is_fetched_later(client: TestClient) -> None:
    assert "js/chapters/levers.js" not in files_of(client.get("/").text)


def test_the_page_brings_the_strokes_of_its_opening(client: TestClient) -> None:
    facts = json.loads(re.findall(r'id="page-facts">(.*?)</script>', client.get("/").text)[0])
    answer = client.post("/api/networks", json={}).json()
    image = {"strokes": facts["opening"]["strokes"]}
    reading = client.post(f"/api/networks/{answer['id']}/forward", json={"image": image}).json()
    assert reading["prediction"]["digit"] == facts["opening"]["digit"] == 2


def test_the_page_says_truly_what_the_trained_networks_learned_from(client: TestClient) -> None:
    facts = json.loads(re.findall(r'id="page-facts">(.*?)</script>', client.get("/").text)[0])
    assert facts["shipped"] == {
        name: {"data": checkpoint.data, "accuracy": checkpoint.accuracy}
        for name in ("sigmoid", "relu")
        if (checkpoint := shipped_checkpoint(name).facts)
    }
    assert facts["shipped"]["sigmoid"]["accuracy"] > 0.95


def test_modules_are_sent_compressed_and_bare_of_comments(client: TestClient) -> None:
    answer = client.get("/static/js/main.js")
    assert answer.headers["content-encoding"] == "gzip"
    assert "makeScreen(" in answer.text
    assert "// Joins the rooms" not in answer.text


def test_a_visitor_who_takes_no_compression_gets_none(client: TestClient) -> None:
    plain = client.get("/static/js/main.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == client.get("/static/js/main.js").text


def test_a_file_that_the_visitor_has_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/static/css/page.css").headers["etag"]
    again = client.get("/static/css/page.css", headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_what_the_page_loads_is_kept_for_good_and_any_other_address_asked_again(client: TestClient) -> None:
    paths = linked(client.get("/").text)
    assert {client.get(f"/{path}").headers["cache-control"] for path in paths} == {"max-age=31536000, immutable"}
    for older in ("/static/js/main.js", "/static/0123456789ab/js/main.js"):
        answer = client.get(older)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")


def test_a_file_that_was_edited_is_made_anew(tmp_path: Path) -> None:
    module = tmp_path / "pad.js"
    module.write_text("let a = 1; // one")
    before = made(module, 1)
    module.write_text("let a = 2; // two")
    assert (before.body, made(module, 2).body) == (b"let a = 1;  ", b"let a = 2;  ")


@pytest.mark.parametrize(
    "path", ["js/none.js", "js", "", "0123456789ab", "0123456789ab/js", "../app/main.py", "%2e%2e/README.md"]
)
def test_what_is_no_static_file_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_the_page_and_all_it_loads_stay_under_150_kb(client: TestClient) -> None:
    page = client.get("/")
    network = client.post("/api/networks", json={})
    weights = client.get(f"/api/networks/{network.json()['id']}/weights?format=safetensors")
    files = [client.get(f"/{path}") for path in set(linked(page.text))]
    assert sum(map(sent_bytes, (page, network, weights, *files))) <= WIRE_LIMIT_BYTES


def sent_bytes(answer: Response) -> int:
    """Return the bytes of an answer's head and body on the wire."""
    head = sum(len(name) + len(value) + len(": \r\n") for name, value in answer.headers.items())
    return head + int(answer.headers["content-length"]) + SERVERS_OWN_BYTES
