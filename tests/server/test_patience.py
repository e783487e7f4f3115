"""Requests that hardly come, or are a lot to read, keep nobody else waiting and are not waited for without end."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.live_server import free_port
from tests.server.process import PIXELS, create, served

pytestmark = pytest.mark.slow

HEAD = "POST /api/networks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
DROP_SECONDS = 0.1
PATIENCE = {"NUDGE_HEAD_SECONDS": "0.5", "NUDGE_BODY_SECONDS": "0.5"}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("data")
    with served(folder, free_port(), **PATIENCE) as (url, _):
        yield url


async def trickle(url: str, text: str, drops: str) -> bytes:
    """Send a text at once and then a drop at a time, until the server ends it; return what it said."""
    reader, writer = await asyncio.open_connection("127.0.0.1", httpx.URL(url).port)
    writer.write(text.encode())
    answer = asyncio.create_task(reader.read())
    try:
        for drop in drops:
            await asyncio.wait([answer], timeout=DROP_SECONDS)
            if answer.done():
                return answer.result()
            writer.write(drop.encode())
        raise AssertionError("the server has taken every drop")
    except ConnectionResetError:
        return b""
    finally:
        answer.cancel()
        writer.close()


async def test_body_that_trickles_is_ended_with_a_sentence(url: str) -> None:
    told = await trickle(url, HEAD, "{" + 98 * " ")
    head, body = told.split(b"\r\n\r\n", 1)
    assert head.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in head.lower()
    assert json.loads(body)["error"] == {
        "code": "too_slow",
        "message": "the body did not come to its end, and is waited for no longer",
    }


async def test_body_that_nobody_reads_is_not_waited_for_either(url: str) -> None:
    head = HEAD.replace("POST /api/networks", "GET /healthz")
    assert (await trickle(url, head, 99 * " ")).startswith(b"HTTP/1.1 200 ")


async def test_head_that_trickles_is_ended(url: str) -> None:
    assert await trickle(url, "GET / HTTP/1.1\r\n", "X-Long: " + 90 * "x") == b""


async def test_others_are_answered_while_a_large_order_is_read_and_worked_out(url: str) -> None:
    order = {"examples": [{"image": PIXELS, "label": 3}] * 1_500, "detail": "summary"}
    address, body = f"{url}/api/networks/{create(url)}/backprop", json.dumps(order).encode()
    async with httpx.AsyncClient(timeout=60, headers={"Content-Type": "application/json"}) as client:
        await client.post(address, content=body)  # the worker has begun
        large = asyncio.create_task(client.post(address, content=body))
        answered = 0
        while not large.done():
            assert (await client.get(f"{url}/healthz")).status_code == 200
            answered += 1
    assert len(large.result().json()["examples"]) == 1_500
    assert answered > 50  # in the serving process it would have been a few
