"""What a client does to a socket harms nobody else."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
import websockets
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from websockets.exceptions import ConnectionClosed

from app.main import create_app
from app.settings import Settings
from tests.live_server import live_server

PIXELS = [i % 11 / 10 for i in range(784)]
DRAW = json.dumps({"type": "draw", "id": 1, "data": PIXELS})


def create(client: TestClient) -> str:
    network_id: str = client.post("/api/networks", json={"start": "untrained"}).json()["id"]
    return f"/api/networks/{network_id}"


def test_too_many_pages_on_one_network_are_told(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path, sockets_per_network=1))
    with TestClient(app) as client:
        network = create(client)
        with client.websocket_connect(f"{network}/live"), client.websocket_connect(f"{network}/live") as second:
            assert second.receive_json()["data"]["error"]["code"] == "too_many"
            with pytest.raises(WebSocketDisconnect) as closed:
                second.receive_json()
            assert (closed.value.code, closed.value.reason) == (
                1013,
                "1 pages are connected to this network, and no more fit",
            )
        with client.websocket_connect(f"{network}/live") as later:
            later.send_text(DRAW)
            assert later.receive_json()["type"] == "reading"


def test_too_many_pages_on_one_server_are_told(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path, sockets=1))
    with TestClient(app) as client:
        first, second = create(client), create(client)
        with client.websocket_connect(f"{first}/live"), client.websocket_connect(f"{second}/live") as socket:
            assert "1 pages are connected" in socket.receive_json()["data"]["error"]["message"]


def test_oversized_message_closes_the_socket_with_a_reason(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, socket_message_bytes=1_000))) as client:
        with client.websocket_connect(f"{create(client)}/live") as socket:
            socket.send_text(DRAW)
            with pytest.raises(WebSocketDisconnect) as closed:
                socket.receive_json()
        assert (closed.value.code, closed.value.reason) == (1009, "the message is too large")


def test_flood_is_told_that_it_is_slowed(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, socket_messages_per_second=5))) as client:
        with client.websocket_connect(f"{create(client)}/live") as socket:
            for _ in range(8):
                socket.send_text('{"type": "label", "data": null}')
            found = socket.receive_json()
            while found["type"] == "reading":
                found = socket.receive_json()
        assert found["data"]["error"]["message"] == "more than 5 messages a second: slowed down"


def test_deleted_network_closes_its_sockets(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path))) as client:
        network = create(client)
        with client.websocket_connect(f"{network}/live") as socket:
            client.delete(network)
            with pytest.raises(WebSocketDisconnect) as closed:
                socket.receive_json()
        assert (closed.value.code, closed.value.reason) == (4404, "the network was deleted")


def test_too_many_new_networks_from_one_address_have_to_wait(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path, creations_per_hour=2))
    stranger, neighbour, local = (
        TestClient(app, client=(address, 1)) for address in ("192.0.2.1", "192.0.2.2", "127.0.0.1")
    )
    order = {"start": "untrained"}
    assert [stranger.post("/api/networks", json=order).status_code for _ in range(3)] == [201, 201, 429]
    refused = stranger.post("/api/networks", json=order)
    assert 1 < int(refused.headers["Retry-After"]) <= 1800
    assert neighbour.post("/api/networks", json=order).status_code == 201
    assert [local.post("/api/networks", json=order).status_code for _ in range(3)] == [201, 201, 201]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with live_server(tmp_path_factory.mktemp("data"), env={"NUDGE_HEAD_SECONDS": "2"}) as url:
        yield url


def address(url: str) -> str:
    network_id = httpx.post(f"{url}/api/networks", json={"start": "untrained"}).json()["id"]
    return f"ws{url[4:]}/api/networks/{network_id}/live"


async def still_served(url: str) -> bool:
    """Tell whether another visitor is answered."""
    async with websockets.connect(address(url)) as socket:
        await socket.send(DRAW)
        return bool(json.loads(await asyncio.wait_for(socket.recv(), 10))["type"] == "reading")


@pytest.mark.slow
async def test_frame_beyond_the_limit_is_refused_by_the_protocol(url: str) -> None:
    async with websockets.connect(address(url)) as socket:
        await socket.send("x" * 100_000)
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 1009
    assert await still_served(url)


@pytest.mark.slow
async def test_slow_reader_gets_the_newest_and_others_are_served(url: str) -> None:
    async with websockets.connect(address(url), max_queue=1) as slow:
        for number in range(600):  # 600 readings of 5 kB are far more than the buffers between us hold
            await slow.send(json.dumps({"type": "draw", "id": number, "data": PIXELS}))
        assert await still_served(url)
        newest = -1
        while newest != 599:
            message = json.loads(await asyncio.wait_for(slow.recv(), 20))
            if message["type"] == "reading":
                assert message["reply_to"] > newest
                newest = message["reply_to"]


@pytest.mark.slow
async def test_bytes_that_are_no_protocol_harm_nobody(url: str) -> None:
    host, port = url.removeprefix("http://").split(":")
    endless = b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 200_000
    for rubbish in (b"\x00" * 4096, b"\xff\xfe" * 2048, endless, b"GET / HTTP/1.1\r\nHost:"):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(rubbish)
        with suppress(ConnectionResetError):
            await asyncio.wait_for(reader.read(), 60)  # it is closed on us
        writer.close()
        with suppress(ConnectionResetError):
            await writer.wait_closed()
    assert await still_served(url)
