"""Connections whose other end is gone, or takes nothing, do not keep their place."""

import asyncio
import json
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
import websockets
from websockets.exceptions import ConnectionClosed

from tests.live_server import free_port
from tests.server.process import PIXELS, create, served

pytestmark = pytest.mark.slow

DEAF = {"NUDGE_SOCKET_PATIENCE_SECONDS": "1", "NUDGE_SOCKET_SILENCE_SECONDS": "600"}
ALONE = {"NUDGE_SOCKETS_PER_NETWORK": "1", "NUDGE_SOCKET_MESSAGES_PER_SECOND": "0"}
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
DRAW = json.dumps({"type": "draw", "data": {"image": PIXELS, "label": 3}})


async def is_free(address: str) -> bool:
    """Tell whether there is room for one who listens to the network."""
    async with websockets.connect(address) as socket:
        with suppress(ConnectionClosed):  # it is told why, and can still be read
            await socket.send(DRAW)
        return bool(json.loads(await socket.recv())["type"] != "error")


async def wait_until_free(address: str, seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while not await is_free(address):
            await asyncio.sleep(0.1)  # polling another process: there is nothing here to wait on


async def test_half_open_connection_is_noticed(tmp_path: Path) -> None:
    with served(tmp_path, free_port(), NUDGE_SOCKET_SILENCE_SECONDS="1", **ALONE) as (url, _):
        path = f"/api/networks/{create(url)}/live"
        reader, writer = await asyncio.open_connection("127.0.0.1", httpx.URL(url).port)
        writer.write(HANDSHAKE.format(path=path).encode())
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
        address = f"ws{url[4:]}{path}"
        assert not await is_free(address)
        await wait_until_free(address, 30)  # though nothing was said, not even goodbye
        writer.close()


async def test_reader_that_takes_nothing_is_given_up(tmp_path: Path) -> None:
    with served(tmp_path, free_port(), **DEAF, **ALONE) as (url, _):
        address = f"ws{url[4:]}/api/networks/{create(url)}/live"
        async with websockets.connect(
            address, max_queue=1, compression=None, close_timeout=0, ping_interval=None
        ) as deaf:
            drawing = asyncio.create_task(draw_on(deaf))
            await asyncio.sleep(0)
            assert not await is_free(address)
            await wait_until_free(address, 120)
            drawing.cancel()
            await asyncio.gather(drawing, return_exceptions=True)
            deaf.transport.abort()


async def draw_on(socket: websockets.ClientConnection) -> None:
    while True:
        await socket.send(DRAW)
