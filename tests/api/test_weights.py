"""Weights out and in."""

from collections.abc import Iterator
from typing import Any

import pytest
from safetensors.numpy import load
from starlette.testclient import TestClient

from app.engine.network import Network
from tests.api.errors import assert_error


def test_weights_come_as_matrices_of_receivers_by_senders(client: TestClient, network: str) -> None:
    found = client.get(f"{network}/weights").json()
    assert [(len(w), len(w[0])) for w in found["weights"]] == [(16, 784), (16, 16), (10, 16)]
    assert [len(b) for b in found["biases"]] == [16, 16, 10]


def test_safetensors_carry_the_same_numbers(client: TestClient, network: str) -> None:
    tensors = load(client.get(f"{network}/weights", params={"format": "safetensors"}).content)
    own = Network.create(seed=1)
    assert all((tensors[f"weights.{i}"] == w).all() for i, w in enumerate(own.weights))
    assert all((tensors[f"biases.{i}"] == b).all() for i, b in enumerate(own.biases))


def test_what_was_got_can_be_put_into_another_network(client: TestClient, network: str) -> None:
    found = client.get(f"{network}/weights").json()
    other = client.post("/api/networks", json={"start": "untrained", "seed": 2}).json()["id"]
    assert client.put(f"/api/networks/{other}/weights", json=found).status_code == 200
    assert client.get(f"/api/networks/{other}/weights").json()["weights"] == found["weights"]


def change(weights: dict[str, Any], where: str) -> str:
    """Break the weights in one way; return the field that the error should name."""
    match where:
        case "missing layer":
            weights["weights"].pop()
            return "weights"
        case "ragged":
            weights["weights"][1][3].pop()
            return "weights.1.3"
        case "text":
            weights["biases"][2][0] = "0.5"
            return "biases.2"
        case "too large for float32":
            weights["biases"][0][7] = 1e308
            return "biases.0"
    raise ValueError(where)


@pytest.mark.parametrize("where", ["missing layer", "ragged", "text", "too large for float32"])
def test_wrong_weights_are_refused_and_the_old_ones_stay(client: TestClient, network: str, where: str) -> None:
    before = client.get(f"{network}/weights").json()
    weights = client.get(f"{network}/weights").json()
    field = change(weights, where)
    response = client.put(f"{network}/weights", json=weights)
    assert (response.status_code, response.json()["error"]["field"]) == (422, field)
    assert client.get(f"{network}/weights").json() == before


@pytest.mark.parametrize(
    ("lie", "code", "field", "said"),
    [
        (
            {"sizes": [784, 16, 16, 11]},
            "wrong_shape",
            "sizes",
            "sizes are [784, 16, 16, 11], expected [784, 16, 16, 10]",
        ),
        ({"sizes": []}, "wrong_shape", "sizes", "sizes are [], expected [784, 16, 16, 10]"),
        ({"sizes": [784, 16, 16, -1]}, "invalid_input", "sizes.3", "sizes.3 is -1, expected at least 1"),
        ({"version": -1}, "invalid_input", "version", "version is -1, expected at least 0"),
    ],
)
def test_facts_that_do_not_fit_the_weights_are_refused(
    client: TestClient, network: str, lie: dict[str, Any], code: str, field: str, said: str
) -> None:
    weights = client.get(f"{network}/weights").json() | lie
    assert assert_error(client.put(f"{network}/weights", json=weights), 422, code, field) == said


def test_a_number_of_thousands_of_digits_is_not_repeated(client: TestClient, network: str) -> None:
    weights = client.get(f"{network}/weights").json()
    weights["biases"][0][7] = 10**4000
    message = assert_error(client.put(f"{network}/weights", json=weights), 422, "invalid_input", "biases.0")
    assert message == "biases.0.7 is a huge number, expected a number within ±1e+09"


def test_unknown_format_is_told_the_known_ones(client: TestClient, network: str) -> None:
    response = client.get(f"{network}/weights", params={"format": "pickle"})
    assert "'json'" in assert_error(response, 422, "invalid_input", "format")


@pytest.mark.parametrize("form", ["safetensors", "npz"])
def test_a_file_that_was_got_can_be_put_into_another_network(client: TestClient, network: str, form: str) -> None:
    content = client.get(f"{network}/weights", params={"format": form}).content
    other = client.post("/api/networks", json={"start": "untrained", "seed": 2}).json()["id"]
    put = client.put(f"/api/networks/{other}/weights/file", content=content)
    assert (put.status_code, put.json()["undo_depth"]) == (200, 1)
    found, wanted = (client.get(f"{address}/weights").json() for address in (f"/api/networks/{other}", network))
    assert found["weights"] == wanted["weights"]


@pytest.mark.parametrize("content", [b"", b"PK", b"no weights", b"\0" * 2_000_000])
def test_a_wrong_file_is_refused_and_the_old_weights_stay(client: TestClient, network: str, content: bytes) -> None:
    before = client.get(f"{network}/weights").json()
    response = client.put(f"{network}/weights/file", content=content)
    assert_error(response, *((413, "too_large") if len(content) > 2**20 else (422, "invalid_input")))
    assert client.get(f"{network}/weights").json() == before


def test_a_file_made_for_the_other_curve_is_refused(client: TestClient, network: str) -> None:
    relu = client.post("/api/networks", json={"start": "untrained", "hidden_activation": "relu"}).json()["id"]
    content = client.get(f"/api/networks/{relu}/weights", params={"format": "npz"}).content
    assert_error(client.put(f"{network}/weights/file", content=content), 409, "conflict", "hidden_activation")


def test_weights_of_another_curve_conflict_with_the_network(client: TestClient, network: str) -> None:
    weights = client.get(f"{network}/weights").json() | {"hidden_activation": "relu"}
    response = client.put(f"{network}/weights", json=weights)
    assert assert_error(response, 409, "conflict", "hidden_activation")


def test_a_file_that_comes_slowly_does_not_change_a_network_that_meanwhile_learns(
    client: TestClient, network: str
) -> None:
    content = client.get(f"{network}/weights", params={"format": "safetensors"}).content

    def slowly() -> Iterator[bytes]:
        yield content[:100]
        client.app.state.services.networks.get(network.split("/")[-1]).busy = "it is being trained"  # type: ignore[attr-defined]
        yield content[100:]

    response = client.put(
        f"{network}/weights/file", content=slowly(), headers={"content-type": "application/octet-stream"}
    )
    assert response.status_code == 409
    assert client.get(network).json()["version"] == 1
