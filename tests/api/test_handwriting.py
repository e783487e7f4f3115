"""Digits written on request."""

import pytest
from starlette.testclient import TestClient

from app.digits.handwriting import STYLES
from tests.api.errors import assert_error


def test_a_seven_is_written_and_read_as_a_seven(client: TestClient) -> None:
    order = {"start": "trained", "hidden_activation": "sigmoid", "seed": 0}
    network = client.post("/api/networks", json=order).json()["id"]
    written = client.get("/api/handwriting", params={"digit": 7, "style": "crossed", "seed": 3}).json()
    assert (written["digit"], written["style"], len(written["strokes"])) == (7, "crossed", 2)
    image = {"strokes": written["strokes"]}
    read = client.post(f"/api/networks/{network}/forward", json={"image": image}).json()
    assert read["prediction"]["digit"] == 7


def test_the_seed_decides_the_style_and_every_point(client: TestClient) -> None:
    first, again, other = (
        client.get("/api/handwriting", params={"digit": 4, "seed": seed}).json() for seed in (1, 1, 2)
    )
    assert first == again != other
    assert first["style"] in STYLES[4]


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"digit": 10}, "digit"),
        ({}, "digit"),
        ({"digit": 7, "seed": -1}, "seed"),
        ({"digit": 7, "seed": 2**70}, "seed"),
    ],
)
def test_what_is_out_of_range_is_refused_by_name(client: TestClient, params: dict[str, object], field: str) -> None:
    assert_error(client.get("/api/handwriting", params=params), 422, "invalid_input", field)


def test_a_way_that_nobody_writes_is_not_found(client: TestClient) -> None:
    found = client.get("/api/handwriting", params={"digit": 7, "style": "looped"})
    assert "expected one of plain, crossed" in assert_error(found, 404, "not_found", "style")
