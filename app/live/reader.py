"""Reads for all sockets at once: what many pens ask for at the same moment takes one pass, not one each.

A hundred people who draw are a hundred small questions to NumPy, and most of the time of a small question is asking it.
"""

import asyncio
from collections import deque
from typing import Any, Protocol

from app.digits.framing import frame_many
from app.wire.images import Seen, Strokes
from app.wire.passes import framing_facts
from app.wire.reading import Question, readings

MOST_TOGETHER = 16  # more would not fit a core's cache, and would keep the others waiting
REST_SECONDS = 0.001  # between two answers: a lone pen never notices, of a crowd more come together
MOST_POINTS = 2_000  # together, since framing takes time with each: about what one drawing may have


class Reads(Protocol):
    """Who wants to know what a network says of a picture: the newest picture at the time of reading."""

    seen: Seen
    unframed: Strokes | None

    def question(self) -> Question:
        """Return what is to be read, once the picture is framed."""


Waiting = tuple[Reads, asyncio.Future[dict[str, Any]]]


class Reader:
    """Answers in the order of asking; of one event loop only."""

    def __init__(self) -> None:
        self._waiting: deque[Waiting] = deque()
        self._rested = 0.0  # time of the loop from which on it answers again

    async def read(self, who: Reads) -> dict[str, Any]:
        """Return the reading of the picture that `who` looks at."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[dict[str, Any]] = loop.create_future()
        self._waiting.append((who, answer))
        if len(self._waiting) == 1:
            self._come(loop)
        return await answer

    def _come(self, loop: asyncio.AbstractEventLoop) -> None:
        """Answer after all that has just come in; a moment later when the last answer is fresh."""
        if loop.time() < self._rested:
            loop.call_at(self._rested, self._answer)
        else:
            loop.call_soon(self._answer)

    def _answer(self) -> None:
        """Answer the first that wait, and come again for the others."""
        loop = asyncio.get_running_loop()
        settle(self._first())
        self._rested = loop.time() + REST_SECONDS
        if self._waiting:
            loop.call_soon(self._answer)  # after those who were answered have sent it

    def _first(self) -> list[Waiting]:
        """Take from the front what can be done together."""
        together = [self._waiting.popleft()]
        points = count_points(together[0][0])
        while self._waiting and len(together) < MOST_TOGETHER:
            points += count_points(self._waiting[0][0])
            if points > MOST_POINTS:
                break
            together.append(self._waiting.popleft())
        return together


def settle(together: list[Waiting]) -> None:
    """Answer those who ask. If that fails, answer each alone, so that nobody suffers for another."""
    try:
        found = read_together([who for who, _ in together])
    except Exception as error:
        if len(together) > 1:
            for one in together:
                settle([one])
        elif not together[0][1].done():
            together[0][1].set_exception(error)
        return
    for (_, answer), reading in zip(together, found, strict=True):
        if not answer.done():  # who asked may have gone meanwhile
            answer.set_result(reading)


def read_together(asking: list[Reads]) -> list[dict[str, Any]]:
    """Return the readings; what was drawn is framed first."""
    drawn = [(who, who.unframed) for who in asking if who.unframed is not None]
    for (who, _), framing in zip(drawn, frame_many([drawing.strokes for _, drawing in drawn]), strict=True):
        who.seen, who.unframed = Seen(framing.image, framing), None
    found = readings([who.question() for who in asking])
    for who, reading in zip(asking, found, strict=True):
        if who.seen.framing is not None:
            reading["framing"] = framing_facts(who.seen.framing)
    return found


def count_points(who: Reads) -> int:
    """Return how many points wait to be framed."""
    return 0 if who.unframed is None else sum(len(stroke) for stroke in who.unframed.strokes)
