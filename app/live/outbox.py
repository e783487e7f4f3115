"""What waits to be sent to one socket: of each kind only the newest, so a slow reader never makes a queue."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

MOST_WAITING = 32  # kinds and errors together; beyond it the oldest is dropped


@dataclass(frozen=True)
class Outgoing:
    """A message to be: its content is made when it is sent, so that it tells the newest state."""

    type: str
    reply_to: str | int | None
    make: Callable[[], dict[str, Any] | Awaitable[dict[str, Any]]]


class Outbox:
    """One slot per kind. Of the same loop only: nothing here is for threads."""

    def __init__(self) -> None:
        self._waiting: dict[object, Outgoing] = {}
        self._filled = asyncio.Event()

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, kind: object, message: Outgoing) -> None:
        """Let the message wait; an older one of the same kind is forgotten."""
        self._waiting.pop(kind, None)
        self._waiting[kind] = message
        if len(self._waiting) > MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._filled.set()

    async def take(self) -> Outgoing:
        """Return the message that has waited longest, as soon as there is one."""
        while not self._waiting:
            self._filled.clear()
            await self._filled.wait()
        return self._waiting.pop(next(iter(self._waiting)))
