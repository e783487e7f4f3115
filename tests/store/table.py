"""A network, its run, and a worker without a process, which has its turns when a test says so."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from app.digits.dataset import Dataset
from app.engine.network import Network
from app.store.entry import Entry, Origin
from app.store.standing import Order
from app.store.trainings import Training, Trainings
from app.training.board import SLOTS, Board
from app.training.learning import Control
from app.training.run import Plan
from app.training.worker import Worker
from app.training.workers import Job, Workers, _Process
from tests.training.examples import striped_digits

DATASET = Dataset("striped", striped_digits(300), striped_digits(50, seed=1))
ONE_STEP = Control(state="running", until="step")


class Beside(_Process):
    """A worker without a process: it has its turns when the test says so, on a clock of its own."""

    def __init__(self, tick: float) -> None:
        ticks = itertools.count()
        self.jobs: dict[int, Job] = {}
        self.slots = set(range(SLOTS))
        self.board = Board.create()
        self.worker = Worker(self.board, self._receive, lambda: tick * next(ticks))

    def post(self, make: Callable[[], Any]) -> None:
        self.worker.take(make())

    async def work_until(self, met: Callable[[], bool]) -> None:
        for _ in range(200):
            if met():
                return
            self.worker.give_turns()
            await asyncio.sleep(0)
        raise AssertionError("it never came to that")

    async def work_for(self, *told: Awaitable[Any]) -> list[Any]:
        """Begin all that is told before the worker has its next turn; return what came of it."""
        tasks = [asyncio.ensure_future(one) for one in told]
        for _ in range(3):
            await asyncio.sleep(0)
        await self.work_until(lambda: all(task.done() for task in tasks))
        return list(await asyncio.gather(*tasks, return_exceptions=True))


class Table:
    """A network, its paused run, and the worker that does it."""

    def __init__(self, tick: float = 0.001) -> None:
        """Begin without a run. tick: seconds that pass whenever somebody looks at the clock."""
        self.beside, workers = Beside(tick), Workers(count=1)
        workers._processes = [self.beside]
        self.trainings = Trainings(workers)
        self.entry = Entry("id", Origin("untrained", "sigmoid", 1), Network.create(seed=1), 0.0, 0.0)

    async def start(self) -> Training:
        order = Order(DATASET, Plan(batch_size=30, learning_rate=0.5), Control(state="paused"))
        self.training = self.trainings.start(self.entry, order)
        await self.beside.work_until(lambda: self.training.state == "paused")
        return self.training

    async def take_steps(self, count: int) -> list[Network]:
        """Return the network before, between and after so many steps."""
        found = [self.entry.network]
        begin = self.training.facts().step + 1
        for step in range(begin, begin + count):
            self.training.control(ONE_STEP)
            await self.beside.work_until(partial(self.stands_at, "paused", step))
            found.append(self.entry.network)
        return found

    def stands_at(self, state: str, step: int) -> bool:
        facts = self.training.facts()
        return (facts.state, facts.step, self.entry.step) == (state, step, step)
