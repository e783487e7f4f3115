"""Undo of a paused run, whatever else is told it at the same moment: the run and its network stay one."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import numpy as np
import pytest

from app.digits.dataset import Dataset
from app.engine.network import Network
from app.errors import Conflict, NotFound
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
LONGER_THAN_A_TURN = 0.03
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


def same(one: Network, other: Network) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one.weights, other.weights, strict=True))


async def test_two_undos_at_once_go_back_by_two() -> None:
    table = Table()
    training = await table.start()
    networks = await table.take_steps(4)
    assert await table.beside.work_for(training.undo(), training.undo()) == [None, None]
    assert table.stands_at("paused", 2)
    assert same(table.entry.network, networks[2])
    again = await table.take_steps(2)
    assert same(again[1], networks[3]) and same(again[2], networks[4])


async def test_a_step_told_while_the_run_still_goes_back_is_taken_from_there_and_undone_to_there() -> None:
    table = Table()
    training = await table.start()
    networks = await table.take_steps(3)

    async def step() -> None:
        training.control(ONE_STEP)

    await table.beside.work_for(training.undo(), step())
    await table.beside.work_until(lambda: table.stands_at("paused", 3))
    assert same(table.entry.network, networks[3])
    await table.beside.work_for(training.undo())
    assert table.stands_at("paused", 2)
    assert same(table.entry.network, networks[2])


async def test_what_a_run_tells_before_it_goes_back_is_not_taken_for_news() -> None:
    table = Table(tick=LONGER_THAN_A_TURN)
    training = await table.start()
    training.control(Control(state="running"))
    await table.beside.work_until(lambda: training.facts().step >= 2)
    training.control(Control(state="paused"))
    await table.beside.work_until(lambda: training.state == "paused")  # and will say so again when it has measured
    assert training.status is not None and training.status.measured is not None
    assert training.status.measured.step < training.status.step
    kept, seen = table.entry.newest(), set[tuple[int, int]]()
    assert kept.step < training.status.step
    table.entry.changed.add(lambda: seen.add((training.facts().step, table.entry.step)))
    await table.beside.work_for(training.undo())
    assert seen == {(kept.step, kept.step)}
    assert same(table.entry.network, kept.network)


async def test_a_run_that_was_told_to_go_on_does_not_go_back() -> None:
    table = Table()
    training = await table.start()
    await table.take_steps(2)
    training.control(Control(state="running"))
    (refused,) = await table.beside.work_for(training.undo())
    assert isinstance(refused, Conflict)
    training.control(Control(state="paused"))
    await table.beside.work_until(lambda: training.state == "paused")
    assert table.entry.step == training.facts().step


async def test_undo_at_the_start_of_a_run_goes_back_to_the_change_before_it_and_ends_the_run() -> None:
    table = Table()
    began, own = table.entry.network, Network.create(seed=2)
    table.entry.remember()
    table.entry.replace(own)
    training = await table.start()
    await table.take_steps(1)
    await table.beside.work_for(training.undo())
    assert table.stands_at("paused", 0) and same(table.entry.network, own)
    await table.beside.work_for(training.undo())
    assert training.state == "stopped" and table.entry.busy is None
    assert same(table.entry.network, began)


async def test_a_running_run_that_is_told_to_run_keeps_nothing_new() -> None:
    table = Table()
    training = await table.start()
    training.control(Control(state="running", steps_per_second=0.001))
    await table.beside.work_until(lambda: training.state == "running")
    kept = len(table.entry.past)
    training.control(Control(state="running"))
    assert len(table.entry.past) == kept


async def test_a_run_whose_network_is_deleted_while_it_stops_is_stopped() -> None:
    table = Table()
    training = await table.start()

    async def delete() -> None:
        table.entry.deleted = True
        table.entry.tell()

    assert await table.beside.work_for(training.stop(), delete()) == [None, None]
    assert training.state == "stopped"
    with pytest.raises(NotFound):
        table.entry.check_free()
