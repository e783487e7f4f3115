"""Variants of one image, by REST."""

import base64

import numpy as np
from starlette.testclient import TestClient

from app.wire.variants import VariantsAnswer
from tests.api.errors import assert_error

SEVEN = {"strokes": [[[20, 20], [80, 20], [45, 90]]]}


def ask(client: TestClient, network: str, **order: object) -> list[dict]:
    answer = client.post(f"{network}/variants", json={"image": SEVEN, **order}).json()
    VariantsAnswer.model_validate(answer)
    return answer["variants"]


def test_the_same_seed_gives_the_same_variants_and_another_seed_others(client: TestClient, network: str) -> None:
    first, again, other = (ask(client, network, count=5, seed=seed) for seed in (1, 1, 2))
    assert len(first) == 5
    assert first == again
    assert first[0]["image"] != other[0]["image"]


def test_a_variant_is_read_as_its_pixels_are(client: TestClient, network: str) -> None:
    (variant,) = ask(client, network, count=1)
    pixels = np.frombuffer(base64.b64decode(variant["image"]), np.uint8) / 255
    read = client.post(f"{network}/forward", json={"image": pixels.tolist()}).json()["prediction"]
    assert read["digit"] == variant["prediction"]["digit"]
    assert abs(read["confidence"] - variant["prediction"]["confidence"]) < 0.01  # bytes are rounded


def test_nothing_changed_is_the_image_itself(client: TestClient, network: str) -> None:
    none = {"shift": 0, "rotate": 0, "scale": 0, "shear": 0, "line_width": 0}
    first, second = ask(client, network, count=2, augmentation=none)
    assert first["image"] == second["image"]


def test_too_many_variants_are_refused(client: TestClient, network: str) -> None:
    answer = client.post(f"{network}/variants", json={"image": SEVEN, "count": 101})
    assert_error(answer, 422, "invalid_input", field="count")
