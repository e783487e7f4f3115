"""MNIST at a click: who may start it, what is told meanwhile, and that the digits appear without a restart."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.digits import mnist
from app.digits.download import PackedFile, Source
from app.main import create_app
from app.settings import Settings
from tests.api.errors import assert_error
from tests.digits.mirror import Mirror, mirror, refusing_url
from tests.digits.test_mnist import dataset_files

ADDRESS = "/api/datasets/mnist/download"
FILES = dataset_files()
SOURCE = Source(
    "MNIST",
    tuple(
        PackedFile(name, len(gzip.compress(content)), len(content), hashlib.sha256(content).hexdigest())
        for name, content in FILES.items()
    ),
    mirrors=(),
)


@contextmanager
def server(
    folder: Path, *mirrors: str, who: str = "loopback", reached: str = "http://127.0.0.1"
) -> Iterator[TestClient]:
    settings = Settings(allowed_hosts=("digits.example",), data_dir=folder, mnist_download=who, mnist_mirrors=mirrors)
    with TestClient(create_app(settings), base_url=reached, client=("127.0.0.1", 50000)) as client:
        yield client


@pytest.fixture(autouse=True)
def small_mnist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mnist, "MNIST", SOURCE)


@pytest.fixture
def good() -> Iterator[Mirror]:
    with mirror(files={f"/{name}.gz": gzip.compress(content) for name, content in FILES.items()}) as served:
        yield served


def datasets(client: TestClient) -> list[str]:
    return [dataset["name"] for dataset in client.get("/api/datasets").json()["datasets"]]


def events(client: TestClient) -> list[dict[str, object]]:
    """Watch to the end; return what was told."""
    stream = client.get(f"{ADDRESS}/events")
    assert stream.headers["content-type"].startswith("text/event-stream")
    return [json.loads(line.removeprefix("data: ")) for line in stream.text.splitlines() if line.startswith("data: ")]


def test_before_anything_it_is_idle_and_offered(tmp_path: Path) -> None:
    with server(tmp_path) as client:
        assert client.get(ADDRESS).json() == {
            "state": "idle",
            "received_bytes": 0,
            "total_bytes": SOURCE.packed_bytes,
            "allowed": True,
        }


def test_a_click_fetches_mnist_and_the_digits_appear_without_a_restart(tmp_path: Path, good: Mirror) -> None:
    with server(tmp_path, good.url) as client:
        assert "mnist" not in datasets(client)
        started = client.post(ADDRESS)
        assert (started.status_code, started.json()["state"] in {"running", "finished"}) == (202, True)
        last = events(client)[-1]
        assert (last["state"], last["received_bytes"]) == ("finished", SOURCE.packed_bytes)
        assert "mnist" in datasets(client)
        assert client.get("/api/datasets/mnist/examples/0").json()["label"] == 3


def test_many_clicks_fetch_each_file_once(tmp_path: Path, good: Mirror) -> None:
    with server(tmp_path, good.url) as client:
        for _ in range(5):
            client.post(ADDRESS)
        events(client)
        client.post(ADDRESS)
    assert sorted(good.requests) == sorted(f"/{name}.gz" for name in FILES)


def test_without_internet_one_sentence_says_so_and_another_try_works(tmp_path: Path, good: Mirror) -> None:
    with server(tmp_path, refusing_url()) as client:
        client.post(ADDRESS)
        failed = events(client)[-1]
    assert (failed["state"], failed["allowed"]) == ("failed", True)
    assert failed["error"]["code"] == "unavailable"  # type: ignore[index]
    assert "can't be reached" in failed["error"]["message"]  # type: ignore[index]
    with server(tmp_path, good.url) as client:
        client.post(ADDRESS)
        assert events(client)[-1]["state"] == "finished"


@pytest.mark.parametrize(
    ("who", "reached", "headers", "allowed"),
    [
        ("loopback", "http://127.0.0.1", {}, True),
        ("loopback", "http://localhost:8000", {}, True),
        ("loopback", "http://[::1]:8000", {}, True),
        ("loopback", "http://digits.example", {}, False),
        ("loopback", "http://127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}, False),
        ("anyone", "http://digits.example", {}, True),
        ("nobody", "http://127.0.0.1", {}, False),
    ],
)
def test_a_stranger_may_not_start_it(
    tmp_path: Path, who: str, reached: str, headers: dict[str, str], allowed: bool
) -> None:
    with server(tmp_path, refusing_url(), who=who, reached=reached) as client:
        assert client.get(ADDRESS, headers=headers).json()["allowed"] is allowed
        if not allowed:
            message = assert_error(client.post(ADDRESS, headers=headers), 403, "forbidden")
            assert "nudge data" in message
            assert client.get(ADDRESS, headers=headers).json()["state"] == "idle"


def test_where_mnist_is_already_nothing_is_fetched(tmp_path: Path, good: Mirror) -> None:
    (tmp_path / "mine").mkdir()
    for name, content in FILES.items():
        (tmp_path / "mine" / name).write_bytes(content)
    settings = Settings(
        allowed_hosts=("digits.example",),
        data_dir=tmp_path / "data",
        mnist_dir=tmp_path / "mine",
        mnist_mirrors=(good.url,),
    )
    with TestClient(create_app(settings), base_url="http://127.0.0.1", client=("127.0.0.1", 50000)) as client:
        assert client.post(ADDRESS).status_code == 202
    assert good.requests == []
