"""Datasets and their examples."""

import base64
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.digits.dataset import Dataset, Split
from app.main import create_app
from app.settings import Settings
from tests.api.errors import assert_error

LABELS = np.array([3, 1, 3, 9], np.uint8)
IMAGES = np.arange(4 * 784).reshape(4, 784).astype(np.uint8)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(data_dir=tmp_path))
    split = Split(IMAGES, LABELS)
    app.state.services.datasets["small"] = Dataset("small", train=split, test=Split(IMAGES[:2], LABELS[:2]))
    with TestClient(app) as client:
        yield client


def test_list_tells_how_many_of_each_digit(client: TestClient) -> None:
    found = client.get("/api/datasets").json()["datasets"]
    small = next(dataset for dataset in found if dataset["name"] == "small")
    assert small["splits"]["train"] == {"count": 4, "labels": [0, 1, 0, 2, 0, 0, 0, 0, 0, 1]}
    assert client.get("/api/datasets/small").json() == small


def test_example_is_pixels_from_0_to_1_with_its_label(client: TestClient) -> None:
    found = client.get("/api/datasets/small/examples/1").json()
    assert (found["dataset"], found["split"], found["index"], found["label"]) == ("small", "test", 1, 1)
    assert np.array_equal(np.float32(found["image"]), IMAGES[1].astype(np.float32) / np.float32(255))


def test_our_own_examples_come_with_their_strokes(client: TestClient) -> None:
    found = client.get("/api/datasets/examples/examples/3").json()
    id = client.post("/api/networks", json={"start": "trained"}).json()["id"]
    drawn = {"image": {"strokes": found["strokes"]}}
    layers = client.post(f"/api/networks/{id}/forward", json=drawn).json()["layers"]
    np.testing.assert_allclose(layers[0]["activations"], found["image"], atol=0.5 / 255 + 1e-6)


def test_examples_can_be_asked_by_label_and_page(client: TestClient) -> None:
    query = {"label": 3, "split": "train", "offset": 1, "limit": 5}
    found = client.get("/api/datasets/small/examples", params=query).json()
    assert found["total"] == 2
    assert [(example["index"], example["label"]) for example in found["examples"]] == [(2, 3)]


def test_images_as_bytes_are_the_stored_ones(client: TestClient) -> None:
    found = client.get("/api/datasets/small/examples", params={"images": "base64"}).json()
    assert base64.b64decode(found["examples"][1]["image"]) == IMAGES[1].tobytes()


def test_image_of_a_dataset_can_be_read(client: TestClient) -> None:
    id = client.post("/api/networks", json={"start": "untrained"}).json()["id"]
    pixels = client.get("/api/datasets/small/examples/3", params={"split": "train"}).json()["image"]
    reference = {"dataset": "small", "split": "train", "index": 3}
    by = [client.post(f"/api/networks/{id}/forward", json={"image": image}).json() for image in (pixels, reference)]
    assert by[0] == by[1]


def test_what_is_not_there_is_told_with_what_is(client: TestClient) -> None:
    message = assert_error(client.get("/api/datasets/letters"), 404, "not_found")
    assert "small" in message
    message = assert_error(client.get("/api/datasets/small/examples/2"), 404, "not_found", "index")
    assert message == "index is 2, expected 0 to 1 in small test"


@pytest.mark.parametrize(
    ("query", "field"),
    [({"limit": 10**9}, "limit"), ({"limit": 101}, "limit"), ({"label": 10}, "label"), ({"offset": -1}, "offset")],
)
def test_query_out_of_range_is_refused(client: TestClient, query: dict[str, int], field: str) -> None:
    assert_error(client.get("/api/datasets/small/examples", params=query), 422, "invalid_input", field)


def test_backprop_names_the_example_whose_image_is_not_there(client: TestClient) -> None:
    id = client.post("/api/networks", json={"start": "untrained"}).json()["id"]
    good, bad = ({"image": {"dataset": "small", "index": i}, "label": 1} for i in (1, 7))
    response = client.post(f"/api/networks/{id}/backprop", json={"examples": [good, bad]})
    assert_error(response, 404, "not_found", "examples.1.image.index")


def test_examples_can_be_asked_by_their_places(client: TestClient) -> None:
    answer = client.get("/api/datasets/small/examples", params={"split": "train", "index": [3, 0], "images": "none"})
    assert [(one["index"], one["label"]) for one in answer.json()["examples"]] == [(3, 9), (0, 3)]


def test_places_are_paged_through_as_all_examples_are(client: TestClient) -> None:
    query = {"split": "train", "index": [3, 0, 1], "images": "none", "offset": 1, "limit": 1}
    found = client.get("/api/datasets/small/examples", params=query).json()
    assert (found["total"], [one["index"] for one in found["examples"]]) == (3, [0])


def test_a_label_beside_places_is_refused(client: TestClient) -> None:
    answer = client.get("/api/datasets/small/examples", params={"index": 1, "label": 3})
    assert assert_error(answer, 422, "invalid_input", "label") == "label is 3 beside index, expected one of the two"


def test_a_place_beyond_the_end_is_refused_by_name(client: TestClient) -> None:
    answer = client.get("/api/datasets/small/examples", params={"split": "train", "index": [0, 4], "images": "none"})
    assert_error(answer, 404, "not_found", field="index.1")
