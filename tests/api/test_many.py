"""Orders of many examples: large ones are read and worked out by a worker process, and answered as small ones are."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.many import AT_ONCE_BYTES
from app.digits import examples
from app.main import create_app
from app.settings import Settings
from tests.api.errors import assert_error

pytestmark = pytest.mark.slow  # a worker process is started

DIGITS = examples.as_dataset().test
NAMED = [{"image": {"dataset": "examples", "index": i}, "label": i % 10} for i in range(20)]
WRITTEN = [{"image": (DIGITS.images[i] / 255).tolist(), "label": i % 10} for i in range(20)]
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(data_dir=tmp_path_factory.mktemp("data")))) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("backprop", {"detail": "full"}),
        ("step", {"learning_rate": 0.5}),
        ("insight/sensitivity", {"pinned": ["w3.2.5"]}),
        ("insight/wiggle", {"parameters": ["w3.2.5"]}),
        ("insight/averages", {"parameters": ["w3.2.5"]}),
        ("insight/slice", {"learning_rate": 1.0}),
    ],
)
def test_large_order_is_answered_as_a_small_one(
    client: TestClient, network: str, path: str, more: dict[str, Any]
) -> None:
    small, large = ({"examples": given, **more} for given in (NAMED, WRITTEN))
    assert len(json.dumps(small)) < AT_ONCE_BYTES < len(json.dumps(large))
    answers = []
    for order in (small, large):
        answers.append(client.post(f"{network}/{path}", json=order).json())
        if path == "step":
            answers[-1]["weights"] = client.get(f"{network}/weights").json()["weights"]
            client.post(f"{network}/undo")
    answers[1].pop("version"), answers[0].pop("version")
    assert answers[0] == answers[1]


def test_wrong_pixel_of_a_large_order_is_named(client: TestClient, network: str) -> None:
    spoilt = [*WRITTEN[:15], {**WRITTEN[15], "image": [255] * 784}]
    message = assert_error(
        client.post(f"{network}/backprop", json={"examples": spoilt}), 422, "invalid_input", "examples.15.image"
    )
    assert message == "pixel 0 is 255.0, expected 0 to 1: divide by 255"


def test_unknown_image_of_a_large_order_is_named(client: TestClient, network: str) -> None:
    spoilt = [*WRITTEN, {"image": {"dataset": "examples", "index": 1_000_000}, "label": 1}]
    assert_error(
        client.post(f"{network}/backprop", json={"examples": spoilt}), 404, "not_found", "examples.20.image.index"
    )


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"examples": [' + b" " * AT_ONCE_BYTES, "the body is not JSON: Expecting value"),
        (b"[" * 2 * AT_ONCE_BYTES, "the body could not be read as JSON"),
        (b"\xff" * 2 * AT_ONCE_BYTES, "the body could not be read as JSON"),
        (b"1" * 2 * AT_ONCE_BYTES, "the body could not be read as JSON"),
    ],
    ids=["cut off", "deep", "not UTF-8", "long number"],
)
def test_large_body_that_is_no_json_is_told_so(client: TestClient, network: str, body: bytes, message: str) -> None:
    said = assert_error(client.post(f"{network}/backprop", content=body, headers=JSON), 400, "invalid_json")
    assert said == message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"examples": [' + b"{}," * 1_000_000 + b"{}]}", "there are 1000001 examples, expected at most 10000"),
        (
            b"{" + b",".join(b'"%d": 0' % i for i in range(300_000)) + b"}",
            "there are 300000 fields, expected at most 2",
        ),
    ],
    ids=["a million empty examples", "countless fields"],
)
def test_order_of_countless_mistakes_is_refused_at_the_first(
    client: TestClient, network: str, body: bytes, message: str
) -> None:
    response = client.post(f"{network}/backprop", content=body, headers=JSON)
    assert response.status_code == 422
    assert response.json()["error"]["message"] == message


def test_large_order_is_held_to_what_small_ones_are(client: TestClient, network: str) -> None:
    large = {"examples": WRITTEN}
    nobody = client.post("/api/networks/nobody/backprop", json=large)
    asked = client.post(f"{network}/backprop?detial=full", json=large)
    typed = client.post(f"{network}/backprop", content=json.dumps(large), headers={"Content-Type": "text/plain"})
    assert [response.status_code for response in (nobody, asked, typed)] == [404, 422, 415]
