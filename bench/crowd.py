"""A crowd on loopback: people drawing, people beside two training runs, people connected, people coming and going.

`make bench ONLY=crowd` plays all scenes; with CROWD=drawing,idle in the environment only those. All is bounded and
stops by itself. The crowd is in this process, the server in one of its own.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import uvloop
import websockets

from app.digits.examples import EXAMPLES
from bench.timing import percentile
from tests.live_server import free_port, stop, wait_until_it_answers

WARM_UP_SECONDS = 3.0
DRAWING_SECONDS = 20.0
MOVES_PER_SECOND = 20.0
REPLY_TO = re.compile(r'"reply_to":(\d+)')
JSON = "application/json"
PAGE = os.sysconf("SC_PAGE_SIZE")
# An hour's visitors must fill what is bounded by number, so that what still grows then is a leak.
SETTINGS = {"NUDGE_SOCKETS": "5000", "NUDGE_RUNS_TOLD": "40"}
connect = partial(websockets.connect, compression=None, ping_interval=None, open_timeout=60)


@dataclass
class Served:
    """A server in a process of its own."""

    url: str
    process: subprocess.Popen[bytes]

    def megabytes(self) -> float:
        """Return the memory that the serving process holds."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * PAGE / 1e6

    def cpu_seconds(self) -> float:
        """Return the time of a core that the serving process has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def server() -> Iterator[Served]:
    """Serve with an empty data folder."""
    with tempfile.TemporaryDirectory() as folder:
        port, log = free_port(), Path(folder) / "server.log"
        with log.open("w") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "app", "serve", "--port", str(port)],
                env={**os.environ, "NUDGE_DATA_DIR": folder, **SETTINGS},
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_it_answers(url, process, log)
            yield Served(url, process)
        finally:
            stop(process)


@dataclass
class Tally:
    """What a crowd met with: milliseconds from move to reading, and moves that a newer one superseded."""

    took: list[float] = field(default_factory=list)
    superseded: int = 0
    lost: int = 0


async def person(served: Served, tally: Tally, seconds: float, number: int, all_here: asyncio.Barrier) -> None:
    """Draw digits at twenty moves a second; each move sends all of the stroke so far, as the page does."""
    network = await create(served)
    async with connect(live_address(served, network)) as socket:
        await socket.send(json.dumps({"type": "label", "id": "label", "data": {"label": number % 10}}))
        waiting: dict[int, float] = {}
        reading = asyncio.create_task(answers(socket, waiting, tally))
        points = [list(point) for stroke in EXAMPLES[number % len(EXAMPLES)].strokes for point in stroke]
        growing = [json.dumps({"image": {"strokes": [points[: 2 + n]]}}) for n in range(len(points) - 1)]
        await all_here.wait()  # coming is measured elsewhere
        begun = time.perf_counter()
        for move in range(int(seconds * MOVES_PER_SECOND)):
            await asyncio.sleep(begun + (move + number / 100 % 1) / MOVES_PER_SECOND - time.perf_counter())
            waiting[move] = time.perf_counter()
            await socket.send(f'{{"type": "draw", "id": {move}, "data": {growing[move % len(growing)]}}}')
        await asyncio.sleep(1.0)  # for the last answer
        reading.cancel()
        tally.lost += len(waiting)


async def answers(socket: websockets.ClientConnection, waiting: dict[int, float], tally: Tally) -> None:
    """Note when each answer comes; the moves before the one it answers were superseded."""
    async for text in socket:
        now = time.perf_counter()
        assert isinstance(text, str)
        found = REPLY_TO.search(text, 0, 100)  # to read all of it here would slow the crowd, not the server
        move = int(found[1]) if found else -1
        if move in waiting:
            tally.took.append(1000 * (now - waiting.pop(move)))
            for older in [other for other in waiting if other < move]:
                del waiting[older]
                tally.superseded += 1


async def draw_together(served: Served, people: int) -> None:
    """Let people draw at once, once to warm up, and print what they met with."""
    here = asyncio.Barrier(people)
    await asyncio.gather(*(person(served, Tally(), WARM_UP_SECONDS, number, here) for number in range(people)))
    tally, cpu, own_cpu, begun = Tally(), served.cpu_seconds(), time.process_time(), time.perf_counter()
    await asyncio.gather(*(person(served, tally, DRAWING_SECONDS, number, here) for number in range(people)))
    own = 100 * (time.process_time() - own_cpu) / (time.perf_counter() - begun)
    core = 100 * (served.cpu_seconds() - cpu) / (time.perf_counter() - begun)
    print(
        f"{people} people drawing: {len(tally.took)} readings, median {percentile(tally.took, 0.5):.1f} ms, "
        f"p99 {percentile(tally.took, 0.99):.1f} ms, longest {max(tally.took):.1f} ms; "
        f"{tally.superseded} superseded, {tally.lost} lost; {core:.0f} % of a core (the crowd itself {own:.0f} %), "
        f"{served.megabytes():.0f} MB"
    )


async def drawing(served: Served) -> None:
    """A hundred people drawing."""
    await draw_together(served, 100)


async def beside(served: Served) -> None:
    """Ten people drawing while two networks are trained as fast as they can."""
    runs = [await create(served) for _ in range(2)]
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        dataset = await trainable(client)
        for network in runs:
            order = {"dataset": dataset, "batch_size": 100, "learning_rate": 0.5, "epochs": 1000, "seed": 1}
            (await client.post(f"/api/networks/{network}/training", json=order)).raise_for_status()
        before, begun = await steps(client, runs), time.perf_counter()
        await draw_together(served, 10)
        after, seconds = await steps(client, runs), time.perf_counter() - begun
        for network in runs:
            await client.delete(f"/api/networks/{network}/training")
    speeds = [(late - early) / seconds for early, late in zip(before, after, strict=True)]
    print(f"meanwhile two runs: {', '.join(f'{speed:.0f}' for speed in speeds)} steps a second")


async def trainable(client: httpx.AsyncClient) -> str:
    """Return MNIST if it is here, else the built-in digits, once they are made."""
    for _ in range(600):
        names = [dataset["name"] for dataset in (await client.get("/api/datasets")).json()["datasets"]]
        for name in ("mnist", "built-in"):
            if name in names:
                return name
        await asyncio.sleep(0.2)
    raise RuntimeError("there is nothing to train on")


async def steps(client: httpx.AsyncClient, networks: list[str]) -> list[int]:
    """Return how many steps each run has taken."""
    return [(await client.get(f"/api/networks/{network}/training")).json()["step"] for network in networks]


async def orders(served: Served) -> None:
    """Ten people drawing while large orders come in, one after another: a 5 MB batch, ten thousand names, nonsense."""
    network = await create(served)
    written = {"image": [round(i % 11 / 10 + 0.0123 * (i % 3), 4) for i in range(784)], "label": 3}
    named = {"image": {"dataset": "examples", "index": 3}, "label": 3}
    summary = {"detail": "summary"}
    bodies = [json.dumps({"examples": [one] * count} | summary) for one, count in ((written, 1_000), (named, 10_000))]
    bodies.append('{"examples": [' + "{}," * 2_000_000 + "{}]}")
    answered: list[float] = []

    async def order() -> None:
        async with httpx.AsyncClient(base_url=served.url, timeout=60, headers={"Content-Type": JSON}) as client:
            while True:
                for body in bodies:
                    begun = time.perf_counter()
                    await client.post(f"/api/networks/{network}/backprop", content=body)
                    answered.append(time.perf_counter() - begun)

    ordering = asyncio.create_task(order())
    await draw_together(served, 10)
    ordering.cancel()
    print(f"meanwhile {len(answered)} large orders, median {percentile(answered, 0.5):.2f} s each")


async def idle(served: Served) -> None:
    """A thousand pages connected, each to its own network, doing nothing."""
    for _ in range(20):  # so that what is loaded on first use is not counted
        await create(served)
    empty = served.megabytes()
    networks = [await create(served) for _ in range(1_000)]
    created = served.megabytes()
    sockets = [await connect(live_address(served, network)) for network in networks]
    connected, cpu = served.megabytes(), served.cpu_seconds()
    await asyncio.sleep(10)
    core = 10 * (served.cpu_seconds() - cpu)
    tally = Tally()
    await person(served, tally, 5.0, 1, asyncio.Barrier(1))
    print(
        f"1,000 networks: {created - empty:.0f} MB; connected to them: {connected - created:.0f} MB more; "
        f"{core:.1f} % of a core while nothing happens; "
        f"one who draws among them: p99 {percentile(tally.took, 0.99):.1f} ms"
    )
    await asyncio.gather(*(socket.close() for socket in sockets))


async def visitors(served: Served) -> None:
    """An hour's visitors in a few minutes: a thousand who create, draw, train, and leave, most without a word."""
    held = []
    for hundred in range(10):
        await asyncio.gather(*(visit(served, 100 * hundred + number) for number in range(100)))
        held.append(served.megabytes())
    print(f"1,000 visitors, memory after each hundred: {', '.join(f'{megabytes:.0f}' for megabytes in held)} MB")
    growth = held[-1] - held[4]
    print(f"over the last five hundred: {growth:+.1f} MB")


async def visit(served: Served, number: int) -> None:
    """Come, draw, take ten steps or let a run take a hundred, and leave."""
    network = await create(served)
    async with httpx.AsyncClient(base_url=f"{served.url}/api/networks/{network}", timeout=60) as client:
        async with connect(live_address(served, network)) as socket:
            for _ in range(5):
                await socket.send(json.dumps({"type": "draw", "data": {"strokes": EXAMPLES[number % 30].strokes}}))
                await socket.recv()
        example = {"image": {"strokes": EXAMPLES[number % 30].strokes}, "label": number % 10}
        if number % 10 == 0:
            await run(client)
        for _ in range(10):
            (await client.post("/step", json={"examples": [example], "learning_rate": 0.1})).raise_for_status()
        if number % 3 == 0:
            await client.delete("")


async def run(client: httpx.AsyncClient) -> None:
    """Train for a hundred steps, and follow them to their end."""
    (await client.post("/training", json={"dataset": "examples", "steps": 100})).raise_for_status()
    async with client.stream("GET", "/training/events") as stream:
        async for _ in stream.aiter_lines():
            pass


async def create(served: Served) -> str:
    """Return the id of a new network."""
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        response = await client.post("/api/networks", json={"start": "trained"})
        response.raise_for_status()
        network: str = response.json()["id"]
        return network


def live_address(served: Served, network: str) -> str:
    """Return the address of a network's live socket."""
    return f"{served.url.replace('http', 'ws', 1)}/api/networks/{network}/live"


SCENES: dict[str, Callable[[Served], Coroutine[Any, Any, None]]] = {
    "drawing": drawing,
    "beside": beside,
    "orders": orders,
    "idle": idle,
    "visitors": visitors,
}


def main() -> None:
    """Play every scene, or those named in the environment's CROWD, each on a fresh server."""
    for name in os.environ.get("CROWD", ",".join(SCENES)).split(","):
        with server() as served:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(SCENES[name](served))
