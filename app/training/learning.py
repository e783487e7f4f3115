"""A training run as a job of a worker: its pace, its commands, and what it tells while it learns.

Nothing here touches what is learned: pace, pauses and reports only decide when a step is taken, never which.
"""

from collections import deque
from collections.abc import Generator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.digits.dataset import Split
from app.engine.network import Network
from app.training.divergence import Divergence
from app.training.evaluation import Score, score
from app.training.mapped import SentSplit
from app.training.run import Change, Plan, Run
from app.training.worker import Desk

REPORT_SECONDS = 0.016  # as often as a screen can show
MEASURE_SHARE = 0.05  # at most so much of the time goes into measuring accuracy…
MEASURE_SECONDS = 0.2  # …and at most so often
MEASURED = 10_000  # training examples whose accuracy is measured, the first; of test examples all
RATE_SECONDS = 1.0  # over which the speed is averaged
LONGEST_SLEEP = 1.0  # at a slow pace a report comes at least so often

State = Literal["running", "paused", "finished", "stopped", "diverged"]


@dataclass(frozen=True)
class Limits:
    """What one run may take: steps, seconds of learning, and seconds of a pause in which nobody cares for it."""

    steps: int = 10_000_000
    seconds: float = 3_600.0
    pause_seconds: float = 1_800.0


@dataclass(frozen=True)
class Control:
    """A command to a run: what is None stays.

    state:            "running", "paused" or "stopped"
    until:            with "running": pause again after one "step" or at the end of this "epoch"
    steps_per_second: 0 for as fast as it goes
    back:             go back to this step and the weights of then
    """

    state: Literal["running", "paused", "stopped"] | None = None
    until: Literal["step", "epoch"] | None = None
    learning_rate: float | None = None
    batch_size: int | None = None
    steps_per_second: float | None = None
    back: tuple[int, Network] | None = None

    def over(self, earlier: "Control") -> "Control":
        """Return this and an earlier command, neither of which goes back, as one."""
        pace = self.steps_per_second
        return Control(
            *((self.state, self.until) if self.state else (earlier.state, earlier.until)),
            learning_rate=self.learning_rate or earlier.learning_rate,
            batch_size=self.batch_size or earlier.batch_size,
            steps_per_second=earlier.steps_per_second if pace is None else pace,
        )


@dataclass(frozen=True)
class Measured:
    """Accuracy and cost at a step: of all test examples, and of the first training examples."""

    step: int
    epoch: float
    test: Score
    train: Score


@dataclass(frozen=True)
class Status:
    """Where a run stands.

    cost:        mean over the steps since the last report; None before the first step
    share_done:  0 to 1; None when it has no end
    seconds:     spent learning, pauses not counted
    limit:       which limit has ended it, in a sentence
    obeyed:      how many commands it has obeyed
    milestone:   step and weights at the end of an epoch since the last report
    """

    state: State
    step: int
    epoch: float
    cost: float | None
    learning_rate: float
    batch_size: int
    steps_per_second: float
    examples_per_second: float
    share_done: float | None
    seconds: float
    measured: Measured | None
    changes: tuple[Change, ...]
    divergence: Divergence | None
    limit: str | None = None
    obeyed: int = 0
    milestone: tuple[int, Network] | None = None

    @property
    def resting(self) -> bool:
        """Whether it leaves its turns to others for now."""
        return self.state == "paused"


@dataclass(frozen=True)
class Learned:
    """How a run ended."""

    status: Status
    network: Network


def learn(
    desk: Desk,
    network: Network,
    examples: SentSplit,
    tests: SentSplit,
    plan: Plan,
    first: Control,
    limits: Limits = Limits(),
) -> Generator[float | None, None, Learned]:
    """Follow the plan as a worker's job. first: whether it starts at once, and its pace."""
    learner = _Learner(desk, Run(network, examples.open(), plan), tests.open(), limits)
    learner.obey(first)
    return (yield from learner.turns())


class _Learner:
    """One run, its clock and its listeners."""

    def __init__(self, desk: Desk, run: Run, tests: Split, limits: Limits) -> None:
        self.desk, self.run, self.tests, self.limits = desk, run, tests, limits
        self.limit: str | None = None
        self.state: State = "running"
        self.pause_at: Literal["step", "epoch"] | None = None
        self.pace = 0.0  # steps a second; 0: flat out
        self.measured: Measured | None = None
        self.speeds: deque[tuple[float, int]] = deque()  # (seconds, examples seen)
        self.costs: list[float] = []
        self.shown_cost: float | None = None
        self.seconds, self.running_since = 0.0, desk.now()
        self.next_step = self.next_report = self.next_measure = 0.0
        self.last_good = run.network.copy()
        self.obeyed = -1  # what it begins with is no command
        self.milestone: tuple[int, Network] | None = None

    def turns(self) -> Generator[float | None, None, Learned]:
        """Take steps until the plan is fulfilled or somebody stops the run."""
        yield from self.measure()
        while self.state in ("running", "paused"):
            self.listen()
            if self.state == "paused":
                yield from self.measure()
                self.report()
                paused_at = self.desk.now()
                yield self.limits.pause_seconds
                self.running_since = self.desk.now()
                if self.running_since - paused_at >= self.limits.pause_seconds:
                    self.end(f"after a pause of {self.limits.pause_seconds:,g} seconds it made room for others")
                self.speeds.clear()
            elif self.state == "running" and self.run.finished:
                self.state = "diverged" if self.run.divergence else "finished"
            elif self.state == "running" and (limit := self.reached()):
                self.end(limit)
            elif self.state == "running":
                yield from self.advance()
        yield from self.measure()
        self.report()
        return Learned(self.status(), self.last_good)

    def reached(self) -> str | None:
        """Return the limit that is reached, as a sentence; None while there is none."""
        if self.seconds > self.limits.seconds:
            return f"it has learned for {self.limits.seconds:,g} seconds, the most that one run gets here"
        if self.run.step >= self.limits.steps:
            return f"it has taken {self.limits.steps:,} steps, the most that one run gets here"
        return None

    def end(self, limit: str) -> None:
        """End at a limit."""
        self.state, self.limit = "stopped", limit

    def advance(self) -> Generator[float | None, None, None]:
        """Take one step when its time has come, and tell of it when somebody could see it."""
        now = self.desk.now()
        if now < self.next_step:
            wait = min(self.next_step - now, LONGEST_SLEEP)
            yield wait
            if wait == LONGEST_SLEEP:
                self.report()
            return
        self.next_step = max(self.next_step, now - 0.1) + 1.0 / self.pace if self.pace else 0.0
        epoch_before = int(self.run.epoch)
        yield from self.run.take_step()
        after = self.desk.now()
        self.costs.append(self.run.cost or 0.0)
        epoch_ended = int(self.run.epoch) > epoch_before
        if self.pause_at == "step" or (self.pause_at == "epoch" and epoch_ended):
            self.state, self.pause_at = "paused", None
        elif epoch_ended and not self.run.finished and self.run.is_sound():
            self.milestone = (self.run.step, self.run.network.copy())
        if after >= self.next_measure:
            yield from self.measure()
        if after >= self.next_report:
            self.report()

    def listen(self) -> None:
        """Obey what has come: after an end nothing more, and after "one step" the rest once that is taken."""
        while self.state in ("running", "paused") and self.pause_at != "step":
            if (command := self.desk.command()) is None:
                return
            self.obey(command)

    def obey(self, control: Control) -> None:
        """Do what a command says."""
        self.obeyed += 1
        if control.back is not None:
            self.run.go_back(*control.back)
            self.costs.clear()
            self.measured = self.shown_cost = self.milestone = None
        if control.learning_rate is not None or control.batch_size is not None:
            self.run.change(control.learning_rate, control.batch_size)
        if control.steps_per_second is not None:
            self.pace, self.next_step = control.steps_per_second, 0.0
        if control.state is not None:
            self.state, self.pause_at = control.state, control.until
            self.next_step = 0.0
        self.report()

    def measure(self) -> Generator[None, None, None]:
        """Measure accuracy on test and training examples, seldom enough to be no burden."""
        if self.measured is not None and self.measured.step == self.run.step:
            return
        start = self.desk.now()
        network, examples = self.run.network, self.run.examples
        first = Split(examples.images[:MEASURED], examples.labels[:MEASURED])
        step, epoch = self.run.step, self.run.epoch
        self.measured = Measured(
            step, epoch, (yield from score(network, self.tests)), (yield from score(network, first))
        )
        end = self.desk.now()
        self.next_measure = end + max(MEASURE_SECONDS, (end - start) / MEASURE_SHARE)

    def report(self) -> None:
        """Show weights and status."""
        run, now = self.run, self.desk.now()
        self.seconds, self.running_since = self.seconds + now - self.running_since, now
        if run.is_sound():
            self.last_good = run.network.copy()
        self.shown_cost = float(np.mean(self.costs)) if self.costs else self.shown_cost
        self.costs.clear()
        self.speeds.append((self.seconds, run.examples_seen))
        while self.seconds - self.speeds[0][0] > RATE_SECONDS and len(self.speeds) > 2:
            self.speeds.popleft()
        self.desk.publish(self.last_good, run.step)
        self.desk.report(self.status())
        self.milestone = None
        self.next_report = now + REPORT_SECONDS

    def status(self) -> Status:
        """Return where the run stands."""
        run = self.run
        (t0, n0), (t1, n1) = (self.speeds[0], self.speeds[-1]) if self.speeds else ((0.0, 0), (0.0, 0))
        return Status(
            self.state,
            run.step,
            run.epoch,
            self.shown_cost,
            run.learning_rate,
            run.batch_size,
            self.pace,
            (n1 - n0) / (t1 - t0) if t1 > t0 else 0.0,
            run.share_done,
            self.seconds,
            self.measured,
            tuple(run.log),
            run.divergence,
            self.limit,
            self.obeyed,
            self.milestone,
        )
