"""What is ordered of a run, and what everyone is told of it."""

import math
from dataclasses import dataclass

from app.digits.dataset import Dataset, Split
from app.training.learning import Control, Measured, Status
from app.training.run import Change, Plan


@dataclass(frozen=True)
class Order:
    """What a run learns from: a dataset, or only one of its images or drawings.

    only:  the one example, when it listens to nothing else
    label: of that example
    """

    dataset: Dataset
    plan: Plan
    control: Control
    only: Split | None = None

    @property
    def label(self) -> int | None:
        """The digit that is listened to, if it is only one."""
        return None if self.only is None else int(self.only.labels[0])


@dataclass(frozen=True)
class Accuracy:
    """Share of digits read right, 0 to 1, and the costs, as measured at a step."""

    step: int
    train: float
    test: float
    train_cost: float
    test_cost: float


@dataclass(frozen=True)
class Facts:
    """Where a run stands, as everyone is told it (`app.wire.training.TrainingFacts` describes the fields)."""

    state: str
    message: str | None
    queue_position: int
    dataset: str
    only: int | None
    step: int
    epoch: float
    cost: float | None
    accuracy: Accuracy | None
    learning_rate: float
    batch_size: int
    epochs: float | None
    steps_total: int | None
    seed: int
    steps_per_second: float
    examples_per_second: float
    share_done: float | None
    seconds: float
    seconds_left: float | None
    changes: tuple[Change, ...]


def facts_of(order: Order, status: Status | None, state: str, queue_position: int, failure: str | None) -> Facts:
    """Return where a run stands. status: None before a worker has taken it."""
    plan, status = order.plan, status or _not_begun(order)
    message = status.divergence.message if status.divergence else status.limit or failure
    return Facts(
        state,
        message,
        queue_position,
        order.dataset.name,
        order.label,
        status.step,
        status.epoch,
        status.cost,
        _accuracy(status.measured),
        status.learning_rate,
        status.batch_size,
        plan.epochs,
        _steps_total(order, status),
        plan.seed,
        status.steps_per_second,
        status.examples_per_second if state == "running" else 0.0,
        status.share_done,
        status.seconds,
        _seconds_left(status),
        status.changes,
    )


def _not_begun(order: Order) -> Status:
    """Return the status of a run that no worker has taken yet."""
    plan = order.plan
    pace = order.control.steps_per_second or 0.0
    return Status("paused", 0, 0.0, None, plan.learning_rate, plan.batch_size, pace, 0.0, 0.0, 0.0, None, (), None)


def _accuracy(found: Measured | None) -> Accuracy | None:
    if found is None:
        return None
    return Accuracy(found.step, found.train.accuracy, found.test.accuracy, found.train.cost, found.test.cost)


def _steps_total(order: Order, status: Status) -> int | None:
    """Return how many steps the run will have; None if it has no end, or the batch size was changed."""
    plan = order.plan
    if plan.epochs is None or status.batch_size != plan.batch_size:
        return plan.steps
    count = len(order.only or order.dataset.train)
    whole, part = divmod(plan.epochs, 1)
    steps = math.ceil(count / plan.batch_size) * int(whole) + math.ceil(round(part * count) / plan.batch_size)
    return steps if plan.steps is None else min(steps, plan.steps)


def _seconds_left(status: Status) -> float | None:
    """Return how long the rest takes if it goes on as it went; None if nobody can know."""
    if status.state != "running" or not status.share_done:
        return None
    return status.seconds * (1.0 - status.share_done) / status.share_done
