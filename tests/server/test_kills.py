"""A server that is killed (`kill -9`) comes back with every network, and loses a second of learning at most."""

import os
import random
import sqlite3
import subprocess
import time
from pathlib import Path

import httpx
import numpy as np
import pytest

from app.digits import examples
from app.engine.network import Network
from app.training.run import Plan, Run
from tests.live_server import free_port
from tests.server.process import create, served, step

pytestmark = pytest.mark.slow

PACE = 400  # steps a second, so that they can all be taken again here
ORDER = {"dataset": "examples", "batch_size": 1, "learning_rate": 0.01, "steps": 1_000_000, "seed": 5}
ORDER["steps_per_second"] = PACE
PLAN = Plan(batch_size=1, learning_rate=0.01, steps=1_000_000, seed=5)


def test_killed_server_comes_back_with_every_network(tmp_path: Path) -> None:
    port, steps = free_port(), 0
    with served(tmp_path, port) as (url, process):
        network_id = create(url)
    for _ in range(3):
        with served(tmp_path, port) as (url, process):
            before = httpx.get(f"{url}/api/networks/{network_id}").json()["step"]
            assert before >= steps
            for _ in range(20):
                step(url, network_id)
            deadline = time.monotonic() + 1.0  # what a second old is, is kept
            while time.monotonic() < deadline:
                step(url, network_id)
            steps = before + 20
            process.kill()
            process.wait()


def test_server_killed_again_and_again_while_it_trains_loses_a_second_at_most(tmp_path: Path) -> None:
    port, rng = free_port(), random.Random(6)
    began, base, kept_at_least = Network.create(seed=1), 0, 0
    network_id = ""
    for _ in range(6):
        with served(tmp_path, port) as (url, process):
            network_id = network_id or create(url)
            network = f"{url}/api/networks/{network_id}"
            facts = httpx.get(network).json()
            assert facts["step"] >= kept_at_least
            assert_same(weights_of(network), learned(began, facts["step"] - base))
            assert_not_trained(network)
            if facts["undo_depth"]:
                facts = httpx.post(f"{network}/undo").json()
                assert_same(weights_of(network), learned(began, facts["step"] - base))
            began, base = weights_of(network), facts["step"]
            httpx.post(f"{network}/training", json=ORDER).raise_for_status()
            told = steps_told(network, base, seconds=1.2 + rng.random())
            workers = children(process)
            killed_at = time.monotonic()
            process.kill()
            process.wait()
        kept_at_least = max(step for at, step in told if at <= killed_at - 1.0)
        assert kept_at_least > base  # or nothing would have been proved
        assert_whole(tmp_path / f"networks-{port}.sqlite")
        wait_until_gone(workers)


def learned(began: Network, steps: int) -> Network:
    """Return what the run makes of a network in so many steps: here, without any server."""
    run = Run(began, examples.as_dataset().train, PLAN)
    while run.step < steps:
        for _ in run.take_step():
            pass
    return run.network


def weights_of(network: str) -> Network:
    found = httpx.get(f"{network}/weights").json()
    arrays = ([np.array(array, np.float32) for array in found[name]] for name in ("weights", "biases"))
    return Network(*arrays, found["hidden_activation"])


def assert_same(one: Network, other: Network) -> None:
    """No half of a step, no mixture of two: bit for bit what so many steps make."""
    for mine, yours in zip((*one.weights, *one.biases), (*other.weights, *other.biases), strict=True):
        assert np.array_equal(mine, yours)


def assert_not_trained(network: str) -> None:
    answer = httpx.get(f"{network}/training")
    assert answer.status_code == 404
    assert answer.json()["error"]["message"] == "this network has not been trained since the server started"


def steps_told(network: str, base: int, seconds: float) -> list[tuple[float, int]]:
    """Ask for the step until it has grown for so long; return when each answer came, and what it was."""
    told, end = [(time.monotonic(), base)], time.monotonic() + 60
    with httpx.Client() as client:
        while told[-1][0] < end:
            step = client.get(network).json()["step"]
            if told[-1][1] == base < step:
                end = time.monotonic() + seconds
            told.append((time.monotonic(), step))
            time.sleep(0.02)  # a run is told of sixty times a second
    return told


def assert_whole(store: Path) -> None:
    with sqlite3.connect(store) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def children(process: subprocess.Popen[bytes]) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def wait_until_gone(pids: list[int]) -> None:
    """The workers of a killed server end by themselves."""
    assert pids
    end = time.monotonic() + 10
    while any(os.path.exists(f"/proc/{pid}") for pid in pids):
        assert time.monotonic() < end, "a worker outlived its server"
        time.sleep(0.05)  # polling other processes: there is nothing here to wait on
