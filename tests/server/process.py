"""A server as a process that can be signalled, and the few calls that its tests make."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.live_server import ROOT, stop, wait_until_it_answers

PIXELS = [i % 11 / 10 for i in range(784)]
EXAMPLES = [{"image": PIXELS, "label": 3}]


@contextmanager
def served(folder: Path, port: int, **env: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    log = folder / "server.log"
    with log.open("a") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "serve", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "NUDGE_DATA_DIR": str(folder), **env},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_it_answers(url, process, log)
        yield url, process
    finally:
        stop(process)


def create(url: str) -> str:
    network_id: str = httpx.post(f"{url}/api/networks", json={"start": "untrained", "seed": 1}).json()["id"]
    return network_id


def step(url: str, network_id: str) -> None:
    order = {"examples": EXAMPLES, "learning_rate": 0.5}
    httpx.post(f"{url}/api/networks/{network_id}/step", json=order).raise_for_status()
