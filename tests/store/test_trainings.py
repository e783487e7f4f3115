"""A run that waits for its turn is told things too, and a history tells each step once."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.digits.dataset import Dataset
from app.engine.network import Network
from app.store.entry import Entry, Origin
from app.store.history import History
from app.store.standing import Order
from app.store.trainings import Training, Trainings
from app.training.evaluation import Score
from app.training.learning import Control, Measured, Status
from app.training.run import Plan
from app.training.worker import Start
from app.training.workers import Workers
from tests.store.table import DATASET, Beside
from tests.training.examples import striped_digits


def kept(number: int) -> Entry:
    return Entry(f"network-{number}", Origin("untrained", "sigmoid", 1), Network.create(seed=number), 0.0, 0.0)


def ordered(dataset: Dataset) -> Order:
    return Order(dataset, Plan(batch_size=100, learning_rate=0.5), Control(state="running"))


async def until(training: Training, state: str) -> None:
    async with asyncio.timeout(20):
        while training.state != state:
            await asyncio.sleep(0.01)


@pytest.mark.slow
async def test_a_run_in_the_queue_obeys_what_it_was_told_as_soon_as_it_is_taken() -> None:
    dataset = Dataset("striped", striped_digits(300), striped_digits(50, seed=1))
    workers = Workers(count=1, jobs_each=1)
    trainings = Trainings(workers)
    first, waiting = trainings.start(kept(1), ordered(dataset)), trainings.start(kept(2), ordered(dataset))
    assert waiting.facts().queue_position == 1
    entry = waiting.entry

    waiting.control(Control(learning_rate=0.25, steps_per_second=7.0))
    waiting.control(Control(state="running", until="epoch"))
    waiting.control(Control(state="running", until="step"))
    waiting.control(Control(batch_size=30))
    await waiting.obeyed()  # at once: it has nothing to answer yet
    assert waiting.state == "queued"
    assert len(entry.past) == 1
    await first.stop()
    await until(waiting, "paused")
    facts = waiting.facts()
    assert (facts.step, facts.learning_rate, facts.batch_size, facts.steps_per_second) == (1, 0.25, 30, 7.0)
    await waiting.undo()
    assert entry.step == 0
    assert np.array_equal(entry.network.weights[0], Network.create(seed=2).weights[0])
    await workers.stop()


def measured(status: Status, step: int, accuracy: float) -> Status:
    found = Measured(step, step / 3, Score(accuracy, 1.0, 50), Score(accuracy, 1.0, 300))
    return replace(status, step=step, measured=found)


def test_a_step_that_is_measured_again_after_going_back_is_told_once() -> None:
    status = Status("running", 0, 0.0, 1.0, 0.5, 100, 0.0, 0.0, 0.0, 0.0, None, (), None)
    history = History()
    for step, accuracy in ((3, 0.2), (6, 0.4)):
        history.add(measured(status, step, accuracy))
    history.cut(3)
    history.add(replace(status, step=3, measured=None))
    history.add(measured(status, 3, 0.21))
    history.add(measured(status, 5, 0.3))
    assert history.facts()["test_steps"] == [3, 5]
    assert history.facts()["test_accuracies"] == [0.21, 0.3]
    assert history.facts()["steps"] == [3, 5]


class Hasty(Beside):
    """A worker that is well on with a job before anybody hears of it."""

    def __init__(self, tick: float) -> None:
        super().__init__(tick)
        self._loop, self.said = asyncio.get_running_loop(), deque[Any]()

    def post(self, make: Callable[[], Any]) -> None:
        message = make()
        super().post(lambda: message)
        if isinstance(message, Start):
            for _ in range(20):
                self.worker.give_turns()

    def _hear(self) -> None:
        while self.said:
            super()._receive(self.said.popleft())

    def _receive(self, message: Any) -> None:
        self.said.append(message)
        self._loop.call_soon(self._hear)


async def test_one_step_that_a_waiting_run_was_told_to_take_is_its_first() -> None:
    worker, workers = Hasty(tick=0.01), Workers(count=1, jobs_each=1)
    workers._processes = [worker]
    trainings = Trainings(workers)
    first, waiting = (trainings.start(kept(number), ordered(DATASET)) for number in (1, 2))
    waiting.control(Control(state="running", until="step"))
    await worker.work_for(first.stop())
    await worker.work_until(lambda: waiting.state == "paused")
    assert waiting.facts().step == 1
