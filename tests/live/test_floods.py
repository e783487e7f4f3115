"""Floods of messages and of connections: memory stays bounded, and another visitor is answered meanwhile."""

import asyncio
import itertools
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
import websockets
from websockets.exceptions import ConnectionClosed

from tests.live_server import free_port
from tests.server.process import PIXELS, create, served

pytestmark = pytest.mark.slow

Served = tuple[str, subprocess.Popen[bytes]]
MEGABYTE = 2**20
DRAW = json.dumps({"type": "draw", "id": 1, "data": PIXELS})
STROKES = json.dumps({"type": "draw", "data": {"strokes": [[[i % 90, i % 70] for i in range(2_000)]]}})
EVIL = [
    DRAW,
    STROKES,
    json.dumps({"type": "dance", "data": "x" * 60_000}),
    '{"type": "draw", "data": ' + "[" * 60_000,
    "{" + ", ".join(f'"{i}": 0' for i in range(6_000)) + "}",
    json.dumps({"type": "label", "data": {"label": 1e308}}),
    json.dumps({"type": "draw", "data": ["x"] * 784}),
    "\x00" * 1_000,
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("data")
    with served(folder, free_port()) as found:
        yield found


def memory(server: Served) -> int:
    """Return the bytes of memory that are the serving process's own; mapped files are not counted."""
    status = Path(f"/proc/{server[1].pid}/status").read_text()
    return 1024 * int(re.search(r"RssAnon:\s+(\d+)", status)[1])  # type: ignore[index]


def live(server: Served) -> str:
    return f"ws{server[0][4:]}/api/networks/{create(server[0])}/live"


async def flood(address: str, messages: int) -> int:
    """Send a lot and read nothing; return how much was sent before nothing more was taken."""
    sent = 0
    async with websockets.connect(address, compression=None, max_queue=1, close_timeout=0) as socket:
        with suppress(TimeoutError, ConnectionClosed):
            async with asyncio.timeout(6):
                for text in itertools.islice(itertools.cycle(EVIL), messages):
                    await socket.send(text)
                    sent += 1
        socket.transport.abort()
    return sent


async def answered(server: Served) -> None:
    """Draw as another visitor, and wait for the reading."""
    async with websockets.connect(live(server)) as socket:
        await socket.send(DRAW)
        assert json.loads(await asyncio.wait_for(socket.recv(), 10))["type"] == "reading"


async def test_floods_of_messages_take_no_memory_and_nobody_elses_turn(server: Served) -> None:
    addresses = [live(server) for _ in range(10)]
    held, sent = [], 0
    for _ in range(4):
        flooding = [asyncio.create_task(flood(address, messages=3_000)) for address in addresses]
        while not all(task.done() for task in flooding):
            await answered(server)
        sent += sum(task.result() for task in flooding)
        held.append(memory(server))
    assert sent > 10_000
    assert max(held[1:]) - held[0] < 30 * MEGABYTE, held  # the first flood fills what is used again


async def test_thousand_connects_and_drops_leave_nothing_behind(server: Served) -> None:
    async def come_and_go(target: str) -> None:
        socket = await websockets.connect(target, open_timeout=60)
        await socket.send(DRAW)
        socket.transport.abort()  # as a lost network does: without a goodbye

    async def hundred() -> None:
        for _ in range(5):
            target = live(server)
            await asyncio.gather(*(come_and_go(target) for _ in range(20)))

    await hundred()
    await answered(server)
    before = memory(server)
    for _ in range(10):
        await hundred()
        await answered(server)
    assert memory(server) - before < 20 * MEGABYTE
    assert descriptors(server) < 60


def descriptors(server: Served) -> int:
    """Return how many files and sockets the serving process holds open."""
    return len(list(Path(f"/proc/{server[1].pid}/fd").iterdir()))


async def test_flood_of_requests_that_nobody_waits_for_leaves_nothing_behind(server: Served) -> None:
    """Large orders whose senders leave at once: what they ask for is worked out for nobody, and does not pile up."""
    body = json.dumps({"examples": [{"image": PIXELS, "label": 3}] * 300, "detail": "summary"}).encode()
    address = httpx.URL(f"{server[0]}/api/networks/{create(server[0])}/backprop")
    head = f"POST {address.path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"

    async def ask_and_leave() -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", address.port)
        writer.write(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        writer.transport.abort()

    held = []
    for _ in range(8):
        await asyncio.gather(*(ask_and_leave() for _ in range(20)))
        await answered(server)
        held.append(memory(server))
    assert max(held[2:]) - held[1] < 50 * MEGABYTE, held  # each time 25 MB were sent
