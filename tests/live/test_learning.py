"""Training over the socket: commands are answered, frames come, two pages agree, a late one gets the state."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

pytestmark = pytest.mark.slow  # each starts a worker process

Json = dict[str, Any]


@pytest.fixture
def live(client: TestClient) -> str:
    network_id: str = client.post("/api/networks", json={"start": "untrained", "seed": 1}).json()["id"]
    return f"/api/networks/{network_id}/live"


def send(socket: WebSocketTestSession, type: str, data: Any = None) -> None:
    socket.send_json({"type": type, "id": type, "data": data})


def hear(socket: WebSocketTestSession, condition: Callable[[Json], bool]) -> Json:
    """Listen until a message meets the condition."""
    for _ in range(5_000):
        message: Json = socket.receive_json()
        if condition(message):
            return message
    raise AssertionError("5,000 messages, and none of them was it")


def in_state(state: str) -> Callable[[Json], bool]:
    return lambda message: message["type"] in ("state", "frame") and message["data"].get("state") == state


ORDER = {"dataset": "examples", "batch_size": 10, "learning_rate": 0.5}


def test_frames_carry_the_reading_of_what_is_watched_and_where_the_run_stands(client: TestClient, live: str) -> None:
    with client.websocket_connect(live) as socket:
        send(socket, "draw", {"image": {"dataset": "examples", "index": 3}, "label": 7})
        send(socket, "train", {**ORDER, "steps": 2_000})
        frame = hear(socket, lambda message: message["type"] == "frame" and message["data"]["step"] > 0)["data"]

    assert [len(layer["activations"]) for layer in frame["layers"]] == [784, 16, 16, 10]
    assert [len(layer["nudges"]) for layer in frame["layers"]] == [784, 16, 16, 10]
    assert len(frame["gradient_magnitude"]) == 3
    assert frame["label"] == 7
    figures = [frame["cost"], frame["example_cost"], frame["epoch"], *(ten["confidence"] for ten in frame["ten"])]
    assert figures == [float(f"{figure:.5g}") for figure in figures]
    assert frame["cost"] > 0 and frame["example_cost"] > 0 and frame["examples_per_second"] >= 0


def test_a_run_is_paused_stepped_resumed_and_stopped(client: TestClient, live: str) -> None:
    with client.websocket_connect(live) as socket:
        send(socket, "train", ORDER | {"epochs": 1000})
        hear(socket, lambda message: message["type"] == "frame" and message["data"]["step"] > 0)
        send(socket, "pause")
        paused = hear(socket, in_state("paused"))["data"]["step"]
        send(socket, "step")
        stepped = hear(socket, lambda m: in_state("paused")(m) and m["data"]["step"] > paused)["data"]["step"]
        send(socket, "resume", {"learning_rate": 0.25})
        running = hear(socket, lambda m: in_state("running")(m) and m["data"]["step"] > stepped)["data"]
        send(socket, "stop")
        hear(socket, in_state("stopped"))

    assert stepped == paused + 1
    assert running["learning_rate"] == 0.25


def test_a_step_without_a_run_starts_one_and_pauses_after_it(client: TestClient, live: str) -> None:
    with client.websocket_connect(live) as socket:
        send(socket, "step", ORDER)
        assert hear(socket, lambda m: in_state("paused")(m) and m["data"]["step"] > 0)["data"]["step"] == 1


def test_two_pages_see_the_same_run_and_a_late_one_is_told_its_state(client: TestClient, live: str) -> None:
    with client.websocket_connect(live) as first, client.websocket_connect(live) as second:
        send(first, "step", ORDER)
        heard = [hear(page, lambda m: in_state("paused")(m) and m["data"]["step"] == 1) for page in (first, second)]
        with client.websocket_connect(live) as late:
            state = hear(late, lambda message: message["type"] == "state")["data"]

    assert heard[0]["data"]["step"] == heard[1]["data"]["step"] == state["step"] == 1
    assert state["state"] == "paused" and state["history"]["steps"] == [1]


def test_steering_a_run_that_is_not_there_is_an_error_with_its_message_id(client: TestClient, live: str) -> None:
    with client.websocket_connect(live) as socket:
        send(socket, "pause")
        error = hear(socket, lambda message: message["type"] == "error")
    assert error["reply_to"] == "pause"
    assert error["data"]["error"]["code"] == "conflict"
