"""A run in a worker obeys, pauses and reports; and what it learns does not depend on any of that."""

import itertools
from typing import Any

import numpy as np
import pytest

from app.engine.network import Network
from app.training.board import Board
from app.training.learning import Control, Learned, Limits, Status, learn
from app.training.mapped import send_split
from app.training.run import Plan
from app.training.worker import Desk, Turns
from tests.training.examples import striped_digits

PAUSE_SECONDS = Limits().pause_seconds
EXAMPLES, TESTS = send_split(striped_digits(300)), send_split(striped_digits(50, seed=1))
NETWORK = Network.create(seed=1)


class Order:
    """One run, its desk, and a clock that goes on by a millisecond whenever somebody looks."""

    def __init__(self, plan: Plan, first: Control | None = None, limits: Limits | None = None) -> None:
        ticks = itertools.count()
        self.told: list[Status] = []
        self.board = Board.create()
        self.desk = Desk(
            1, 0, self.board, lambda message: self.told.append(message.progress), lambda: next(ticks) / 1e3
        )
        self.turns: Turns = learn(self.desk, NETWORK, EXAMPLES, TESTS, plan, first or Control(), limits or Limits())

    def go_on(self) -> Any:
        """Give turns until the job sleeps or ends; return what it sleeps for, or its result."""
        try:
            while (wish := next(self.turns)) is None:
                pass
            return wish
        except StopIteration as finished:
            return finished.value

    def to_the_end(self) -> Learned:
        while not isinstance(outcome := self.go_on(), Learned):
            assert outcome != PAUSE_SECONDS, "it waits to be told"
        return outcome


def parameters(network: Network) -> np.ndarray:
    return np.concatenate([array.ravel() for array in (*network.weights, *network.biases)])


def test_a_run_ends_when_its_plan_is_fulfilled() -> None:
    learned = Order(Plan(epochs=2, batch_size=100)).to_the_end()
    assert (learned.status.state, learned.status.step, learned.status.epoch) == ("finished", 6, 2.0)
    assert learned.status.share_done == 1.0


def test_pace_and_pauses_do_not_change_what_is_learned() -> None:
    plan = Plan(steps=8, batch_size=40)
    at_once = Order(plan).to_the_end()
    slowly = Order(plan, Control(state="paused", steps_per_second=50.0))
    assert slowly.go_on() == PAUSE_SECONDS
    slowly.desk.deliver(Control(state="running", until="step"))
    assert slowly.go_on() == PAUSE_SECONDS
    slowly.desk.deliver(Control(state="running"))

    assert np.array_equal(parameters(slowly.to_the_end().network), parameters(at_once.network))


def test_one_step_is_one_step() -> None:
    order = Order(Plan(), Control(state="running", until="step"))
    assert order.go_on() == PAUSE_SECONDS
    assert (order.told[-1].state, order.told[-1].step) == ("paused", 1)


def test_until_the_end_of_the_epoch_stops_there() -> None:
    order = Order(Plan(batch_size=100), Control(state="running", until="epoch"))
    assert order.go_on() == PAUSE_SECONDS
    assert (order.told[-1].state, order.told[-1].step, order.told[-1].epoch) == ("paused", 3, 1.0)


def test_a_new_rate_is_logged_with_its_step() -> None:
    order = Order(Plan(steps=2), Control(state="running", until="step"))
    order.go_on()
    order.desk.deliver(Control(learning_rate=0.25))
    order.desk.deliver(Control(state="running"))
    change = order.to_the_end().status.changes[-1]
    assert (change.step, change.learning_rate) == (1, 0.25)


def test_the_board_shows_the_weights_of_the_step_that_was_told() -> None:
    order = Order(Plan(), Control(state="running", until="step"))
    order.go_on()
    shown = order.board.newest(0, 1, "sigmoid")
    assert shown is not None and shown[0] == order.told[-1].step == 1
    assert not np.array_equal(parameters(shown[1]), parameters(NETWORK))


def test_stopping_returns_what_was_learned_so_far() -> None:
    order = Order(Plan(), Control(state="running", until="step"))
    order.go_on()
    order.desk.deliver(Control(state="stopped"))
    learned = order.to_the_end()
    assert (learned.status.state, learned.status.step) == ("stopped", 1)


@pytest.mark.parametrize(
    ("limits", "steps", "sentence"),
    [
        (Limits(steps=5), 5, "it has taken 5 steps, the most that one run gets here"),
        (Limits(seconds=0.5), None, "it has learned for 0.5 seconds, the most that one run gets here"),
    ],
)
def test_a_run_ends_at_a_limit_and_says_which(limits: Limits, steps: int | None, sentence: str) -> None:
    status = Order(Plan(batch_size=1), limits=limits).to_the_end().status
    assert (status.state, status.limit) == ("stopped", sentence)
    assert status.step == (steps or status.step) > 0


def test_a_run_that_is_left_alone_ends_and_says_why() -> None:
    order = Order(Plan(), Control(state="running", until="step"), Limits(pause_seconds=0.001))
    assert order.go_on() == 0.001
    status = order.to_the_end().status
    assert (status.state, status.step) == ("stopped", 1)
    assert status.limit == "after a pause of 0.001 seconds it made room for others"


def test_a_run_measures_itself_before_the_first_step_and_after_the_last() -> None:
    order = Order(Plan(epochs=40, batch_size=10, learning_rate=1.0))
    learned = order.to_the_end()
    first = next(status.measured for status in order.told if status.measured)
    last = learned.status.measured
    assert last is not None
    assert (first.step, first.test.examples, first.train.examples) == (0, 50, 300)
    assert last.step == 1_200
    assert last.test.accuracy > 0.9 > first.test.accuracy


def test_a_diverged_run_says_so_and_keeps_finite_weights() -> None:
    learned = Order(Plan(learning_rate=1000.0)).to_the_end()
    assert learned.status.state == "diverged"
    assert learned.status.divergence is not None
    assert np.isfinite(parameters(learned.network)).all()


@pytest.mark.parametrize("pace", [10.0, 200.0])
def test_a_pace_is_kept(pace: float) -> None:
    order = Order(Plan(steps=20), Control(steps_per_second=pace))
    while not isinstance(wish := order.go_on(), Learned):
        assert 0 < wish <= 1 / pace


def test_two_steps_told_at_once_are_two_steps_and_what_came_after_waits_for_them() -> None:
    order = Order(Plan(), Control(state="paused"))
    order.go_on()
    for told in (Control(state="running", until="step"), Control(state="running", until="step")):
        order.desk.deliver(told)
    order.desk.deliver(Control(learning_rate=0.25))
    assert order.go_on() == PAUSE_SECONDS
    assert (order.told[-1].state, order.told[-1].step, order.told[-1].obeyed) == ("paused", 2, 3)
    assert [change.step for change in order.told[-1].changes] == [2]


def test_a_stopped_run_is_not_brought_back_by_what_it_was_told_after() -> None:
    order = Order(Plan(), Control(state="paused"))
    order.go_on()
    order.desk.deliver(Control(state="stopped"))
    order.desk.deliver(Control(state="running", until="step"))
    learned = order.go_on()
    assert isinstance(learned, Learned)
    assert (learned.status.state, learned.status.step) == ("stopped", 0)


def test_a_run_that_hardly_moves_tells_of_itself_and_ends_at_its_limit() -> None:
    order = Order(Plan(), Control(state="running", steps_per_second=1e-9), Limits(seconds=0.1))
    outcomes = [order.go_on() for _ in range(100)]
    learned = next(outcome for outcome in outcomes if isinstance(outcome, Learned))
    assert (learned.status.state, learned.status.step) == ("stopped", 1)
    assert learned.status.limit == "it has learned for 0.1 seconds, the most that one run gets here"
    assert len(order.told) > 10
