"""A run by REST: it starts, is steered, streams its frames, stops; and nobody else changes its network meanwhile."""

import time
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from app.wire.training import TrainingFacts
from tests.api.errors import assert_error

pytestmark = pytest.mark.slow  # each starts a worker process

ENDED = {"finished", "stopped", "diverged", "failed"}


def until(client: TestClient, network: str, condition: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Ask for the run's state until the condition holds; return that state."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        state: dict[str, Any] = client.get(f"{network}/training").json()
        if condition(state):
            return state
    raise AssertionError(f"after 30 seconds the run is {state}")


def ended(state: dict[str, Any]) -> bool:
    return state["state"] in ENDED


def weights(client: TestClient, network: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{network}/weights").json()
    return {"weights": found["weights"], "biases": found["biases"]}


def test_a_run_goes_through_its_epochs_and_leaves_what_it_learned(client: TestClient, network: str) -> None:
    before = weights(client, network)
    order = {"dataset": "examples", "epochs": 3, "batch_size": 10, "learning_rate": 0.5}

    answer = client.post(f"{network}/training", json=order)
    state = until(client, network, ended)

    assert answer.status_code == 202
    TrainingFacts.model_validate(answer.json())
    TrainingFacts.model_validate(state)
    assert (state["state"], state["epoch"], state["share_done"]) == ("finished", 3.0, 1.0)
    assert state["step"] == state["steps_total"]
    assert state["accuracy"]["step"] == state["step"]
    assert state["history"]["steps"][-1] == state["step"]
    assert weights(client, network) != before
    assert client.get(network).json()["step"] == state["step"]


def test_the_same_order_gives_the_same_weights_at_any_pace(client: TestClient) -> None:
    found = []
    for pace in (0, 40):
        made = client.post("/api/networks", json={"start": "untrained", "seed": 3}).json()["id"]
        order = {"dataset": "examples", "steps": 12, "batch_size": 7, "seed": 5, "steps_per_second": pace}
        client.post(f"/api/networks/{made}/training", json=order)
        until(client, f"/api/networks/{made}", ended)
        found.append(weights(client, f"/api/networks/{made}"))
    assert found[0] == found[1]


def test_steering_pauses_steps_and_changes_the_rate(client: TestClient, network: str) -> None:
    client.post(f"{network}/training", json={"dataset": "examples", "state": "paused", "learning_rate": 0.5})
    until(client, network, lambda state: state["state"] == "paused")

    client.patch(f"{network}/training", json={"state": "running", "until": "step", "learning_rate": 0.25})
    state = until(client, network, lambda state: state["step"] == 1 and state["state"] == "paused")

    assert state["learning_rate"] == 0.25
    assert state["changes"] == [{"step": 0, "learning_rate": 0.25, "batch_size": 100}]


def test_while_it_trains_nobody_else_changes_the_network(client: TestClient, network: str) -> None:
    client.post(f"{network}/training", json={"dataset": "examples", "state": "paused"})

    for path, body in (("training", {"dataset": "examples"}), ("undo", None)):
        assert_error(client.post(f"{network}/{path}", json=body), 409, "conflict")

    assert client.delete(f"{network}/training").json()["state"] == "stopped"
    assert client.post(f"{network}/undo").status_code == 200


def test_a_paused_run_goes_back_step_by_step_and_on_as_before(client: TestClient, network: str) -> None:
    order = {"dataset": "examples", "batch_size": 7, "state": "running", "until": "step"}
    client.post(f"{network}/training", json=order)
    found = []
    for step in (1, 2, 3):
        until(client, network, lambda state, step=step: (state["step"], state["state"]) == (step, "paused"))  # type: ignore[misc]
        found.append(weights(client, network))
        client.patch(f"{network}/training", json={"state": "running", "until": "step"})
    until(client, network, lambda state: (state["step"], state["state"]) == (4, "paused"))

    for step in (3, 2, 1):
        assert client.post(f"{network}/undo").json()["step"] == step
        assert weights(client, network) == found[step - 1]
        state = client.get(f"{network}/training").json()
        assert (state["state"], state["step"], state["history"]["steps"][-1]) == ("paused", step, step)

    client.patch(f"{network}/training", json={"state": "running", "until": "step"})
    until(client, network, lambda state: (state["step"], state["state"]) == (2, "paused"))
    assert weights(client, network) == found[1]


def test_undo_of_a_paused_run_goes_back_to_before_it(client: TestClient, network: str) -> None:
    before = weights(client, network)
    client.post(f"{network}/step", json={"examples": [{"image": [0.5] * 784, "label": 1}], "learning_rate": 1})
    client.post(f"{network}/training", json={"dataset": "examples", "until": "step"})
    until(client, network, lambda state: state["state"] == "paused")

    assert [client.post(f"{network}/undo").json()["step"] for _ in range(2)] == [1, 0]

    assert weights(client, network) == before
    assert client.get(f"{network}/training").json()["state"] == "stopped"
    assert_error(client.post(f"{network}/undo"), 409, "conflict")


def test_snapshots_of_a_run_stand_at_the_ends_of_epochs(client: TestClient, network: str) -> None:
    order = {"dataset": "examples", "batch_size": 10, "epochs": 400}  # four steps each: many end between two reports
    client.post(f"{network}/training", json=order)
    until(client, network, ended)
    depth = client.get(network).json()["undo_depth"]
    back = [client.post(f"{network}/undo").json()["step"] for _ in range(depth)]
    assert len(back) > 1
    assert back == sorted(set(back), reverse=True)
    assert {step % 4 for step in back} == {0} and 1600 not in back


def test_a_change_is_answered_when_it_has_been_made(client: TestClient, network: str) -> None:
    client.post(f"{network}/training", json={"dataset": "examples", "steps_per_second": 100})
    for change in ({"state": "paused"}, {"steps_per_second": 5.0, "learning_rate": 0.25}, {"state": "running"}):
        answer = client.patch(f"{network}/training", json=change).json()
        assert {name: answer[name] for name in change} == change


def test_undo_goes_back_to_before_a_run_of_less_than_an_epoch(client: TestClient, network: str) -> None:
    before = weights(client, network)
    client.post(f"{network}/training", json={"dataset": "examples", "steps": 3, "batch_size": 1})
    until(client, network, ended)
    client.post(f"{network}/undo")
    assert weights(client, network) == before


@pytest.mark.parametrize("pace", [0, 5])  # slowly, each of its epochs of one step is seen, and could be gone back to
def test_divergence_is_told_in_a_sentence_and_undone(client: TestClient, network: str, pace: int) -> None:
    before = weights(client, network)
    order = {"dataset": "examples", "learning_rate": 1000, "batch_size": 40, "steps_per_second": pace}
    client.post(f"{network}/training", json=order)

    state = until(client, network, ended)
    client.post(f"{network}/undo")

    assert state["state"] == "diverged"
    assert "1000" in state["message"]
    assert weights(client, network) == before


def test_listening_to_one_example_only(client: TestClient, network: str) -> None:
    image = {"dataset": "examples", "split": "test", "index": 4}
    order = {"dataset": "examples", "only": {"image": image, "label": 2}, "batch_size": 1, "steps": 400}
    client.post(f"{network}/training", json=order)
    state = until(client, network, ended)
    assert state["only"] == 2
    assert client.post(f"{network}/forward", json={"image": image}).json()["prediction"]["digit"] == 2


def test_events_stream_frames_until_the_run_ends(client: TestClient, network: str) -> None:
    order = {"dataset": "examples", "steps": 30, "batch_size": 5, "steps_per_second": 60}
    client.post(f"{network}/training", json=order)

    with client.stream("GET", f"{network}/training/events") as stream:
        lines = [line for line in stream.iter_lines() if line.startswith("data: ")]
    frames = [orjson.loads(line.removeprefix("data: ")) for line in lines]

    assert stream.headers["content-type"].startswith("text/event-stream")
    assert frames[-1]["state"] == "finished" and frames[-1]["step"] == 30
    assert [frame["step"] for frame in frames] == sorted(frame["step"] for frame in frames)
    assert len(frames[-1]["layers"]) == 4 and frames[-1]["gradient_magnitude"] is not None
    assert [ten["label"] for ten in frames[-1]["ten"]] == list(range(10))


def test_an_example_to_watch_that_is_not_there_is_refused(client: TestClient, network: str) -> None:
    client.post(f"{network}/training", json={"dataset": "examples", "state": "paused"})
    count = client.get("/api/datasets/examples").json()["splits"]["test"]["count"]
    refused = client.get(f"{network}/training/events", params={"index": 10_000_000})
    message = assert_error(refused, 404, "not_found", "index")
    assert message == f"index is 10000000, expected 0 to {count - 1} in examples test"


@pytest.mark.parametrize(
    ("order", "status", "field"),
    [
        ({"dataset": "no such"}, 404, "dataset"),
        ({"batch_size": 0}, 422, "batch_size"),
        ({"learning_rate": -1}, 422, "learning_rate"),
        ({"epochs": 1e9}, 422, "epochs"),
        ({"changes": [{"step": -5}]}, 422, "changes.0.step"),
        ({"state": "paused", "until": "step"}, 422, "until"),
    ],
)
def test_an_impossible_order_is_refused(
    client: TestClient, network: str, order: dict[str, Any], status: int, field: str
) -> None:
    answer = client.post(f"{network}/training", json=order)
    assert answer.status_code == status
    assert answer.json()["error"]["field"] == field


def test_a_network_that_was_never_trained_has_no_training(client: TestClient, network: str) -> None:
    assert_error(client.get(f"{network}/training"), 404, "not_found")
