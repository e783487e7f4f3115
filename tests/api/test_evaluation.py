"""Evaluation, cosines and comparisons by REST."""

import time

import pytest
from starlette.testclient import TestClient

from app.wire.comparisons import ComparisonFacts, CosinesAnswer, DealAnswer, EvaluationAnswer
from tests.api.errors import assert_error

pytestmark = pytest.mark.slow  # each starts a worker process


def test_an_evaluation_reads_every_example(client: TestClient, network: str) -> None:
    order = {"dataset": "examples", "split": "test", "most": 5}

    found = client.post(f"{network}/evaluation", json=order).json()

    EvaluationAnswer.model_validate(found)
    count = found["examples"]
    assert sum(map(sum, found["confusion"])) == count
    assert found["accuracy"] == pytest.approx(1 - found["mistake_count"] / count)
    first = found["mistakes"][0]
    image = {"dataset": "examples", "split": "test", "index": first["index"]}
    assert client.post(f"{network}/forward", json={"image": image}).json()["prediction"]["digit"] == first["digit"]


def test_cosines_come_for_every_size(client: TestClient, network: str) -> None:
    found = client.post(f"{network}/cosines", json={"dataset": "examples", "batch_sizes": [1, 10]}).json()
    CosinesAnswer.model_validate(found)
    assert [(spread["batch_size"], len(spread["cosines"])) for spread in found["spreads"]] == [(1, 20), (10, 20)]


def test_a_race_is_held_recorded_and_forgotten_on_request(client: TestClient, network: str) -> None:
    walkers = [{"name": name, "batch_size": size, "learning_rate": 0.5} for name, size in (("all", 60000), ("one", 1))]
    order = {"dataset": "examples", "seconds": 0.2, "walkers": walkers, "network": network.rpartition("/")[2]}
    answer = client.post("/api/comparisons", json=order)
    address = answer.headers["location"]
    end = time.monotonic() + 30
    while (race := client.get(address).json())["state"] in ("queued", "running"):
        assert time.monotonic() < end
        time.sleep(0.05)

    assert answer.status_code == 202
    ComparisonFacts.model_validate(race)
    assert race["state"] == "finished"
    assert [path["name"] for path in race["paths"]] == ["all", "one"]
    assert race["paths"][0]["costs"][0] == race["paths"][1]["costs"][0]
    assert 0 < race["landscape"]["kept"] <= 1
    assert client.delete(address).status_code == 204
    assert_error(client.get(address), 404, "not_found")


def test_a_race_of_nobody_is_refused(client: TestClient) -> None:
    assert client.post("/api/comparisons", json={"walkers": []}).status_code == 422


def test_the_first_mini_batches_are_shown_without_changing_the_network(client: TestClient, network: str) -> None:
    before = client.get(network).json()["version"]

    found = client.post(f"{network}/deal", json={"dataset": "examples", "batch_size": 10, "learning_rate": 0.5}).json()

    DealAnswer.model_validate(found)
    indices = [example["index"] for step in found["steps"] for example in step["examples"]]
    assert len(indices) == len(set(indices)) == 30
    assert all(step["cost_after"] < step["cost_before"] for step in found["steps"])
    assert client.get(network).json()["version"] == before
