"""Every limit that a host may set is kept to, and whoever meets it is told so in a sentence."""

import gc
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.api.errors import assert_error

Json = dict[str, Any]
PIXELS = [i % 11 / 10 for i in range(784)]
STEP = {"examples": [{"image": PIXELS, "label": 3}], "learning_rate": 0.5}
RUN = {"dataset": "examples", "batch_size": 1, "learning_rate": 0.01, "steps": 1_000_000}
RACE = {"dataset": "examples", "seconds": 0.01, "walkers": [{"name": "one", "batch_size": 1, "learning_rate": 0.1}]}


def create(client: TestClient) -> str:
    network_id: str = client.post("/api/networks", json={"start": "untrained"}).json()["id"]
    return f"/api/networks/{network_id}"


def until(client: TestClient, address: str, condition: Callable[[Json], bool]) -> Json:
    """Ask until the condition holds; return what was told."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        told: Json = client.get(address).json()
        if condition(told):
            return told
    raise AssertionError(f"after 30 seconds it is {told}")


def test_states_to_go_back_to(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, snapshots=2))) as client:
        network = create(client)
        for _ in range(4):
            client.post(f"{network}/step", json=STEP)
        assert client.get(network).json()["undo_depth"] == 2
        assert [client.post(f"{network}/undo").status_code for _ in range(3)] == [200, 200, 409]


def test_networks_kept(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, networks_kept=1))) as client:
        create(client)
        refused = client.post("/api/networks", json={"start": "untrained"})
        said = assert_error(refused, 507, "storage_full")
    assert said == "1 networks are kept here, and no more fit: delete one, or try again later"
    assert refused.headers["Retry-After"] == "3600"


def test_runs_begun_by_a_socket_count_as_those_of_its_address(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path, creations_per_hour=1))
    with TestClient(app, client=("192.0.2.1", 1)) as stranger:
        with stranger.websocket_connect(f"{create(stranger)}/live") as socket:
            socket.send_json({"type": "train", "id": 1, "data": RUN})
            told = socket.receive_json()
    assert (told["type"], told["reply_to"], told["data"]["error"]["code"]) == ("error", 1, "too_many")


@pytest.mark.slow
def test_runs_at_once_and_runs_that_wait(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, workers=1, work_at_once=1, work_waiting=1))) as client:
        first, second, third = (create(client) for _ in range(3))
        client.post(f"{first}/training", json=RUN)
        waiting = client.post(f"{second}/training", json=RUN).json()
        refused = client.post(f"{third}/training", json=RUN)
        client.delete(f"{first}/training")
        begun = until(client, f"{second}/training", lambda told: told["step"] > 0)
    assert (waiting["state"], waiting["queue_position"]) == ("queued", 1)
    assert assert_error(refused, 429, "too_many") == "1 pieces of work are waiting already"
    assert refused.headers["Retry-After"] == "5"
    assert (begun["state"], begun["queue_position"]) == ("running", 0)


@pytest.mark.slow
def test_paused_run_keeps_nobody_waiting(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, workers=1, work_at_once=1))) as client:
        paused, other = create(client), create(client)
        client.post(f"{paused}/training", json={**RUN, "state": "paused"})
        client.post(f"{other}/training", json=RUN)
        until(client, f"{other}/training", lambda told: told["step"] > 0)
        assert client.get(f"{paused}/training").json()["state"] == "paused"


@pytest.mark.slow
def test_steps_and_seconds_of_a_run(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, run_steps=1_000, run_seconds=0.2))) as client:
        network = create(client)
        refused = client.post(f"{network}/training", json=RUN)
        assert assert_error(refused, 429, "too_many", "steps") == "steps are 1000000, expected at most 1000 here"
        client.post(f"{network}/training", json={**RUN, "steps": 1_000, "steps_per_second": 50})
        ended = until(client, f"{network}/training", lambda told: told["state"] not in ("queued", "running"))
    assert ended["state"] == "stopped"
    assert ended["message"] == "it has learned for 0.2 seconds, the most that one run gets here"


@pytest.mark.slow
def test_runs_told_and_comparisons_kept(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, runs_told=1, comparisons_kept=1))) as client:
        networks = [create(client) for _ in range(2)]
        for network in networks:
            client.post(f"{network}/training", json={**RUN, "steps": 1})
            until(client, f"{network}/training", lambda told: told["state"] == "finished")
        assert [client.get(f"{network}/training").status_code for network in networks] == [404, 200]
        races = [client.post("/api/comparisons", json=RACE).headers["Location"]]
        until(client, races[0], lambda told: told["state"] == "finished")
        races.append(client.post("/api/comparisons", json=RACE).headers["Location"])
        assert [client.get(race).status_code for race in races] == [404, 200]


@pytest.mark.slow
def test_ended_run_is_told_though_its_network_has_left_memory(tmp_path: Path) -> None:
    with TestClient(app := create_app(Settings(data_dir=tmp_path, networks_in_memory=1))) as client:
        network = create(client)
        client.post(f"{network}/training", json={**RUN, "steps": 1})
        until(client, f"{network}/training", lambda told: told["state"] == "finished")
        leaving = weakref.ref(app.state.services.networks.get(network.rpartition("/")[2]))
        create(client)
        gc.collect()
        assert leaving() is None  # nothing else holds a megabyte of states to go back to
        assert client.get(f"{network}/training").json()["state"] == "finished"


@pytest.mark.slow
def test_streams_of_events_count_as_pages_and_runs_do_not(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, sockets_per_network=1))) as client:
        network = create(client)
        client.post(f"{network}/training", json={**RUN, "state": "paused"})
        with client.websocket_connect(f"{network}/live") as socket:
            socket.send_json({"type": "draw", "data": PIXELS})
            assert socket.receive_json()["type"] in ("state", "reading")
            refused = client.get(f"{network}/training/events")
    assert assert_error(refused, 429, "too_many") == "1 pages are connected to this network, and no more fit"
    assert refused.headers["Retry-After"] == "30"
