"""The server as a process: it ends as it should, is killed, comes back, and does not share its store."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
import websockets
from websockets.exceptions import ConnectionClosed

from tests.live_server import ROOT, free_port
from tests.server.process import PIXELS, create, served, step

pytestmark = pytest.mark.slow


def test_stopped_server_says_goodbye_and_the_next_goes_on(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path, port) as (url, process):
        network_id = create(url)
        step(url, network_id)
        weights = httpx.get(f"{url}/api/networks/{network_id}/weights").json()
        goodbye, seconds = asyncio.run(stop_while_connected(url, network_id, process))
    assert goodbye == (1012, "the server is restarting: connect again")
    assert seconds < 5
    assert process.returncode in (0, -signal.SIGTERM)  # uvicorn passes the signal on when it is done
    with served(tmp_path, port) as (url, _):
        assert httpx.get(f"{url}/api/networks/{network_id}/weights").json() == weights
        assert httpx.post(f"{url}/api/networks/{network_id}/undo").json()["step"] == 0
    assert network_id not in (tmp_path / "server.log").read_text()


async def stop_while_connected(
    url: str, network_id: str, process: subprocess.Popen[bytes]
) -> tuple[tuple[int, str], float]:
    """Ask the server to stop; return how it closed an open socket, and how long it took to end."""
    async with websockets.connect(f"ws{url[4:]}/api/networks/{network_id}/live") as socket:
        await socket.send(json.dumps({"type": "draw", "data": PIXELS}))
        await socket.recv()
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    await asyncio.to_thread(process.wait, 10)
    assert closed.value.rcvd is not None
    return (closed.value.rcvd.code, closed.value.rcvd.reason), time.monotonic() - begun


def test_second_server_on_the_same_store_is_refused_with_a_sentence(tmp_path: Path) -> None:
    store = str(tmp_path / "shared.sqlite")
    with served(tmp_path, free_port(), NUDGE_STORE=store):
        second = subprocess.run(
            [sys.executable, "-m", "app", "serve", "--port", str(free_port())],
            cwd=ROOT,
            env={**os.environ, "NUDGE_DATA_DIR": str(tmp_path), "NUDGE_STORE": store},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert second.returncode == 2
    assert second.stderr.strip().endswith(
        f"another server keeps its networks in {store}: stop it, or set NUDGE_STORE to another file"
    )
    assert "Traceback" not in second.stderr


def test_misspelt_setting_is_refused_with_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "serve"]
    told = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "NUDGE_SOKETS": "3"}, capture_output=True, text=True, timeout=60
    )
    assert told.returncode == 2
    assert told.stderr.startswith("nudge: no setting is called NUDGE_SOKETS, expected one of NUDGE_")


def test_log_is_one_json_object_a_line_and_has_no_ids(tmp_path: Path) -> None:
    with served(tmp_path, free_port(), NUDGE_LOG_FORMAT="json") as (url, _):
        network_id = create(url)
        step(url, network_id)
        httpx.get(f"{url}/api/networks/{network_id}x")
    lines = [json.loads(line) for line in (tmp_path / "server.log").read_text().splitlines()]
    requests = [(line["method"], line["path"], line["status"]) for line in lines if line["message"] == "request"]
    assert requests == [
        ("POST", "/api/networks", 201),
        ("POST", "/api/networks/{id}/step", 200),
        ("GET", "/api/networks/{id}", 404),
    ]
    assert network_id not in (tmp_path / "server.log").read_text()


def test_built_in_digits_are_made_while_the_server_serves(tmp_path: Path) -> None:
    with served(tmp_path, free_port()) as (url, _):
        deadline, shares = time.monotonic() + 120, []
        while time.monotonic() < deadline:
            found = httpx.get(f"{url}/api/datasets").json()
            if not found["preparing"]:
                break
            shares.append(found["preparing"][0]["share"])
            time.sleep(0.05)  # polling another process: there is nothing here to wait on
        assert {"examples", "built-in"} <= {dataset["name"] for dataset in found["datasets"]}
        assert shares == sorted(shares)
        image = {"dataset": "built-in", "split": "train", "index": 19_999}
        answer = httpx.post(f"{url}/api/networks/{create(url)}/forward", json={"image": image})
        assert answer.status_code == 200


def test_stopped_server_ends_its_streams_and_keeps_what_a_run_has_learned(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path, port) as (url, process):
        network = f"{url}/api/networks/{create(url)}"
        order = {"dataset": "examples", "batch_size": 10, "epochs": 1_000, "steps_per_second": 100}
        httpx.post(f"{network}/training", json=order).raise_for_status()
        with httpx.stream("GET", f"{network}/training/events", timeout=30) as stream:
            lines = stream.iter_lines()
            seen = 0
            while seen < 20:
                line = next(lines)
                seen = json.loads(line[6:])["step"] if line.startswith("data: ") else 0
            begun = time.monotonic()
            process.send_signal(signal.SIGTERM)
            for _ in lines:  # the stream ends by itself
                pass
        process.wait(10)
        assert time.monotonic() - begun < 5
    with served(tmp_path, port) as (url, _):
        assert httpx.get(network).json()["step"] >= seen
