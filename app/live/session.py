"""One socket's conversation about one network."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from fastapi import WebSocket

from app.errors import InvalidInput, NudgeError
from app.live.outbox import Outbox, Outgoing
from app.services import Services
from app.store.entry import Entry
from app.wire.encode import to_json
from app.wire.images import PIXELS, Seen
from app.wire.messages import Message, read_message
from app.wire.passes import framing_facts
from app.wire.reading import reading


class Session:
    """What one connected page looks at: its picture, its label, and what waits to be sent to it."""

    def __init__(self, socket: WebSocket, services: Services, entry: Entry) -> None:
        self.socket = socket
        self.services = services
        self.entry = entry
        self.seen = Seen(np.zeros(PIXELS, dtype=np.float32))
        self.label: int | None = None
        self.outbox = Outbox()

    async def talk(self, handlers: Mapping[str, "Handler"]) -> None:
        """Listen and answer until the socket closes."""
        self.entry.changed.add(self.on_change)
        sending = asyncio.create_task(self._send())
        try:
            async for text in self._texts():
                self._handle(text, handlers)
        finally:
            self.entry.changed.discard(self.on_change)
            sending.cancel()

    def reply(self, message: Message) -> None:
        """Answer with a reading of the picture as it is when the answer leaves."""
        self.outbox.put(("reading", message.type), Outgoing("reading", message.id, self.read))

    def read(self) -> dict[str, Any]:
        """Return the newest reading."""
        found = reading(self.entry.network, self.entry.version, self.seen.pixels, self.label)
        return found if self.seen.framing is None else found | {"framing": framing_facts(self.seen.framing)}

    def on_change(self) -> None:
        """Tell this page when its network was changed from elsewhere; a run in progress sends frames instead."""
        if self.entry.busy is None:
            self.outbox.put("reading", Outgoing("reading", None, self.read))

    def complain(self, error: NudgeError, reply_to: str | int | None) -> None:
        """Send an error."""
        self.outbox.put(object(), Outgoing("error", reply_to, error.as_dict))

    def _handle(self, text: str, handlers: Mapping[str, "Handler"]) -> None:
        reply_to = None
        try:
            message = read_message(text)
            reply_to = message.id
            if message.type not in handlers:
                raise InvalidInput(f"type is {message.type!r}, expected one of {', '.join(handlers)}", field="type")
            handlers[message.type](self, message)
        except NudgeError as error:
            self.complain(error, reply_to)

    async def _texts(self) -> Any:
        """Yield the text frames; a binary frame gets an error."""
        while (event := await self.socket.receive())["type"] != "websocket.disconnect":
            if event.get("text") is not None:
                yield event["text"]
            else:
                self.complain(InvalidInput("the message is binary, expected JSON as text"), None)

    async def _send(self) -> None:
        while True:
            message = await self.outbox.take()
            data = {"type": message.type, "reply_to": message.reply_to, "data": message.make()}
            await self.socket.send_text(to_json(data).decode())


Handler = Callable[[Session, Message], None]
