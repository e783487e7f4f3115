"""A worker gives turns, and nobody who was told something is left asleep."""

import itertools
from typing import Any

from app.engine.network import Network
from app.training.board import Board
from app.training.learning import Control, Limits, Status, learn
from app.training.mapped import send_split
from app.training.run import Plan
from app.training.worker import Progressed, Start, Tell, Worker
from tests.training.examples import striped_digits

LONGER_THAN_A_TURN = 0.03


def test_a_command_that_comes_while_a_paused_run_still_measures_is_obeyed_at_once() -> None:
    ticks, told = itertools.count(), list[Status]()

    def hear(message: Any) -> None:
        assert isinstance(message, Progressed)
        told.append(message.progress)

    worker = Worker(Board.create(), hear, lambda: LONGER_THAN_A_TURN * next(ticks))
    examples, tests = send_split(striped_digits(300)), send_split(striped_digits(50, seed=1))
    order = (Network.create(seed=1), examples, tests, Plan(batch_size=100), Control(), Limits())
    worker.take(Start(1, 0, learn, order))
    while not told or told[-1].step < 2:
        worker.give_turns()
    worker.take(Tell(1, Control(state="paused")))
    while told[-1].state != "paused":
        worker.give_turns()
    paused = told[-1]
    assert paused.measured is not None and paused.measured.step < paused.step  # it is about to measure

    worker.take(Tell(1, Control(state="running", until="step")))
    for _ in range(20):
        worker.give_turns()
    assert (told[-1].obeyed, told[-1].step) == (2, paused.step + 1)
