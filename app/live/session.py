"""One socket's conversation about one network."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from inspect import isawaitable
from typing import Any

import numpy as np
from fastapi import WebSocket, WebSocketDisconnect

from app.errors import InvalidInput, NudgeError, TooMany
from app.frames import Watched, frame, told
from app.live.outbox import Outbox, Outgoing
from app.live.reader import Reader
from app.rates import Bucket
from app.services import Services
from app.store.entry import Entry
from app.wire.encode import to_json
from app.wire.images import PIXELS, Image, Seen, Strokes
from app.wire.messages import Message, as_message, id_of, read_json
from app.wire.passes import framing_facts
from app.wire.reading import Question

RESTARTING, TOO_BIG, TRY_LATER = 1012, 1009, 1013  # close codes of the protocol
NO_NETWORK = 4404  # codes from 4000 are the application's own


class Session:
    """What one connected page looks at: its picture, its label, and what waits to be sent to it."""

    def __init__(self, socket: WebSocket, services: Services, entry: Entry, reader: Reader) -> None:
        self.socket = socket
        self.services = services
        self.entry = entry
        self.reader = reader
        self.seen = Seen(np.zeros(PIXELS, dtype=np.float32))
        self.unframed: Strokes | None = None  # drawn since
        self.label: int | None = None
        self.outbox = Outbox()
        self._told_state: str | None = None  # of a run
        self._rate = Bucket(services.settings.socket_messages_per_second, 1.0, time.monotonic)
        self._told_slow = Bucket(1, 1.0, time.monotonic)
        self._closing: asyncio.Task[None] | None = None
        self._beside = set[asyncio.Task[None]]()

    async def talk(self, handlers: Mapping[str, "Handler"]) -> None:
        """Listen and answer until the socket closes, or reads nothing for too long."""
        self.entry.changed.add(self.on_change)
        self.services.leaving.add(self.leave)
        self.tell_state()
        tasks = {asyncio.create_task(self._listen(handlers)), asyncio.create_task(self._send())}
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()  # raises what it raised
        finally:
            self.entry.changed.discard(self.on_change)
            self.services.leaving.discard(self.leave)
            for task in tasks | self._beside:
                task.cancel()

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what may take its time, while the socket is listened to and answered."""
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    def leave(self, reason: str, code: int = RESTARTING) -> None:
        """Close the socket with a reason, whatever it is doing."""
        if self._closing is None:
            self._closing = asyncio.create_task(self._close(code, reason))

    async def _close(self, code: int, reason: str) -> None:
        with suppress(RuntimeError, WebSocketDisconnect):  # it has closed by itself meanwhile
            await self.socket.close(code, reason)

    def look_at(self, image: Image) -> None:
        """Take a new picture. Strokes are framed when they are looked at: a newer drawing may come before."""
        if isinstance(image, Strokes):
            self.unframed = image
        else:
            self.seen, self.unframed = self.services.see(image), None

    def reply(self, message: Message) -> None:
        """Answer with a reading of the picture as it is when the answer leaves."""
        self.outbox.put(("reading", message.type), Outgoing("reading", message.id, self.read))

    def question(self) -> Question:
        """Return what a reading of the newest picture is about."""
        return Question(self.entry.network, self.entry.version, self.seen.pixels, self.label)

    async def read(self) -> dict[str, Any]:
        """Return the newest reading."""
        return await self.reader.read(self)

    def on_change(self) -> None:
        """Tell this page when its network was changed from elsewhere; a run in progress sends frames instead."""
        if self.entry.deleted:
            self.leave("the network was deleted", NO_NETWORK)
            return
        if self.entry.busy is None:
            self.outbox.put("reading", Outgoing("reading", None, self.read))
        else:
            self.outbox.put("frame", Outgoing("frame", None, self.frame))
        self.tell_state()

    def tell_state(self) -> None:
        """Tell when a run has begun, paused, ended…; and a newly connected page that there is one."""
        training = self.services.trainings.find(self.entry)
        if training is not None and training.state != self._told_state:
            self._told_state = training.state
            self.outbox.put("state", Outgoing("state", None, lambda: told(training)))

    def frame(self) -> dict[str, Any]:
        """Return the newest frame of the run."""
        if self.unframed is not None:
            self.seen, self.unframed = self.services.see(self.unframed), None
        training = self.services.trainings.find(self.entry)
        found = frame(training, self.entry, Watched(self.seen.pixels, self.label))
        return found if self.seen.framing is None else found | {"framing": framing_facts(self.seen.framing)}

    def complain(self, error: NudgeError, reply_to: str | int | None) -> None:
        """Send an error."""
        self.outbox.put(object(), Outgoing("error", reply_to, error.as_dict))

    def _handle(self, text: str, handlers: Mapping[str, "Handler"]) -> None:
        reply_to = None
        try:
            value = read_json(text)
            reply_to = id_of(value)
            message = as_message(value)
            if message.type not in handlers:
                raise InvalidInput(f"type is {message.type!r}, expected one of {', '.join(handlers)}", field="type")
            handlers[message.type](self, message)
        except NudgeError as error:
            self.complain(error, reply_to)

    async def _listen(self, handlers: Mapping[str, "Handler"]) -> None:
        """Take messages until the socket closes. A flood is slowed: what is not read waits at its sender."""
        while (event := await self.socket.receive())["type"] != "websocket.disconnect":
            text = event.get("text")
            if text is None:
                self.complain(InvalidInput("the message is binary, expected JSON as text"), None)
            elif len(text) > self.services.settings.socket_message_bytes:
                self.leave("the message is too large", TOO_BIG)
            else:
                self._handle(text, handlers)
            await self._slow_down()

    async def _slow_down(self) -> None:
        """Wait until another message is allowed; say so once a second."""
        while wait := self._rate.take():
            if not self._told_slow.take():
                most = self.services.settings.socket_messages_per_second
                slowed = TooMany(f"more than {most} messages a second: slowed down", retry_after_seconds=wait)
                self.outbox.put("slowed", Outgoing("error", None, slowed.as_dict))
            await asyncio.sleep(wait)

    async def _send(self) -> None:
        """Send what waits, the newest of each kind, for as long as the other side reads."""
        while True:
            message = await self.outbox.take()
            made = message.make()
            data = await made if isawaitable(made) else made
            text = to_json({"type": message.type, "reply_to": message.reply_to, "data": data}).decode()
            if self._closing is not None:  # meanwhile: nothing may follow a goodbye
                await self._closing
                return
            async with asyncio.timeout(self.services.settings.socket_patience_seconds):
                await self.socket.send_text(text)


Handler = Callable[[Session, Message], None]
