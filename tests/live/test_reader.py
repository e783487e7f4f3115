"""Many sockets are answered together, in order, and nobody suffers for another."""

import asyncio
from typing import Any

import numpy as np
import pytest

from app.digits.framing import frame
from app.engine.network import Network
from app.live.reader import MOST_POINTS, Reader
from app.wire.images import Seen, Strokes
from app.wire.reading import Question, reading

NETWORK = Network.create(seed=4)


class Drawer:
    """Somebody who draws."""

    def __init__(self, strokes: list[Any]) -> None:
        self.seen = Seen(np.zeros(784, np.float32))
        self.unframed: Strokes | None = Strokes(strokes)

    def question(self) -> Question:
        return Question(NETWORK, 1, self.seen.pixels, 2)


def line(angle: float, points: int = 12) -> list[Any]:
    """Return one stroke."""
    along = np.linspace(0, 1, points)
    return [[(float(x), float(y)) for x, y in zip(along * np.cos(angle), along * np.sin(angle), strict=True)]]


async def read_all(drawers: list[Drawer]) -> list[Any]:
    reader = Reader()
    return await asyncio.gather(*(reader.read(drawer) for drawer in drawers), return_exceptions=True)


async def test_each_gets_the_reading_of_their_own_drawing() -> None:
    drawings = [line(angle) for angle in np.linspace(0, 3, 40)]
    found = await read_all([Drawer(drawing) for drawing in drawings])
    for drawing, answer in zip(drawings, found, strict=True):
        framing = frame(drawing)
        alone = reading(NETWORK, 1, framing.image, 2)
        assert answer["layers"][3]["activations"] == pytest.approx(alone["layers"][3]["activations"], rel=1e-4)
        assert answer["framing"]["scale"] == pytest.approx(framing.scale)


async def test_large_drawings_do_not_wait_for_each_other() -> None:
    drawers = [Drawer(line(angle, MOST_POINTS)) for angle in np.linspace(0, 1, 3)]
    order: list[int] = []
    reader = Reader()

    async def ask(number: int) -> None:
        await reader.read(drawers[number])
        order.append(number)
        assert sum(drawer.unframed is None for drawer in drawers) == number + 1  # the later ones still wait

    await asyncio.gather(*(ask(number) for number in range(3)))
    assert order == [0, 1, 2]


async def test_fault_of_one_is_not_the_fault_of_another() -> None:
    good, bad = Drawer(line(1)), Drawer([[("a", "b")]])
    found = await read_all([good, bad, Drawer(line(2))])
    assert [isinstance(answer, Exception) for answer in found] == [False, True, False]


async def test_who_has_gone_is_not_waited_for() -> None:
    reader = Reader()
    gone, stays = (asyncio.create_task(reader.read(Drawer(line(angle)))) for angle in (1.0, 2.0))
    await asyncio.sleep(0)
    gone.cancel()
    assert (await stays)["label"] == 2
