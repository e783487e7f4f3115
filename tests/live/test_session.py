"""A conversation over a socket by hand: what is said while something else takes its time."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi import WebSocket

from app.engine.network import Network
from app.live.outbox import Outgoing
from app.live.reader import Reader
from app.live.router import HANDLERS
from app.live.session import NO_NETWORK, Session
from app.main import create_app
from app.settings import Settings
from app.store.entry import Origin


class Busy:
    """A run that does not obey before it is let."""

    ended, state = False, "running"

    def __init__(self) -> None:
        self.let = asyncio.Event()

    def control(self, _: Any) -> None:
        pass

    async def obeyed(self) -> None:
        await self.let.wait()


class Conversation:
    """A session, what was said to it, and what it said."""

    def __init__(self, folder: Path) -> None:
        self.heard, self.said = asyncio.Queue[dict[str, Any]](), asyncio.Queue[dict[str, Any]]()
        services = create_app(Settings(data_dir=folder)).state.services
        entry = services.networks.create(Network.create(seed=1), Origin("untrained", "sigmoid", 1))
        self.run = services.trainings._trainings[entry.id] = Busy()
        socket = WebSocket({"type": "websocket"}, self.heard.get, self.said.put)
        self.session = Session(socket, services, entry, Reader())
        self.session.tell_state = lambda: None  # type: ignore[method-assign]  # of a run that is none
        self.socket = socket

    async def begin(self) -> "asyncio.Task[None]":
        self.heard.put_nowait({"type": "websocket.connect"})
        await self.socket.accept()
        await self.said.get()
        return asyncio.create_task(self.session.talk(HANDLERS))

    def say(self, type: str, data: Any = None) -> None:
        text = orjson.dumps({"type": type, "id": f"my {type}", "data": data}).decode()
        self.heard.put_nowait({"type": "websocket.receive", "text": text})

    async def hear(self, what: Awaitable[dict[str, Any]]) -> Any:
        async with asyncio.timeout(20):
            return orjson.loads((await what)["text"])


async def test_a_drawing_is_read_while_a_run_is_still_to_obey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.live.learning.told", lambda run: {"state": run.state})
    talk = Conversation(tmp_path)
    task = await talk.begin()
    talk.say("pause")
    talk.say("resume")
    talk.say("draw", {"image": {"dataset": "examples", "index": 3}})
    assert (await talk.hear(talk.said.get()))["reply_to"] == "my draw"
    talk.run.let.set()
    answers = [await talk.hear(talk.said.get()) for _ in range(2)]
    assert [answer["reply_to"] for answer in answers] == ["my pause", "my resume"]
    task.cancel()


async def test_nothing_is_sent_after_the_goodbye(tmp_path: Path) -> None:
    talk = Conversation(tmp_path)
    task = await talk.begin()

    async def leave_meanwhile() -> dict[str, Any]:
        talk.session.leave("the network was deleted", NO_NETWORK)
        while talk.said.empty():
            await asyncio.sleep(0)
        return {}

    talk.session.outbox.put("reading", Outgoing("reading", None, leave_meanwhile))
    async with asyncio.timeout(20):
        await task
    assert (await talk.said.get())["code"] == NO_NETWORK
    assert talk.said.empty()


async def test_goodbye_to_who_is_gone_is_no_fault(tmp_path: Path) -> None:
    talk = Conversation(tmp_path)
    task = await talk.begin()

    async def gone(_: Any) -> None:
        raise OSError

    talk.socket._send = gone
    talk.session.leave("the network was deleted", NO_NETWORK)
    assert talk.session._closing is not None
    await talk.session._closing
    task.cancel()
