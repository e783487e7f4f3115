"""The runs of the kept networks: each network has at most one, which alone may change it until it ends.

While a run is under way the entry's weights follow it, so whoever reads the network reads the newest step.
"""

import asyncio
from collections import OrderedDict

import numpy as np

from app.digits.dataset import Split
from app.errors import Conflict, NotFound, NudgeError, TooMany, Unavailable
from app.store.entry import Entry, Snapshot
from app.store.history import History
from app.store.standing import Facts, Order, facts_of
from app.training.learning import Control, Learned, Limits, Status, learn
from app.training.mapped import send_split
from app.training.workers import Job, Workers

SEARCHED = 2_000  # labels among which every digit should be
BUSY = "the network is being trained: stop the run first (DELETE …/training)"
OBEYED_SECONDS = 10.0  # a worker looks at its commands many times a second


class Training:
    """One run of one network, from its order to its end."""

    def __init__(self, entry: Entry, order: Order, job: Job) -> None:
        """Begin. ten: where ten fixed test digits stand, one of each kind, to be watched."""
        self.entry, self.order, self.job = entry, order, job
        self.history = History()
        self.status: Status | None = None
        self.failure: str | None = None
        self.first_step, self.first_snapshot = entry.step, entry.next_number
        self.ten = first_of_each(order.dataset.test)
        self._seen_step = 0  # of the last report
        self._told = 0  # commands
        self._back: tuple[int, Snapshot] | None = None  # the command that takes it back, not yet obeyed; and to where
        entry.remember()
        entry.busy = BUSY
        entry.changed.add(self._on_entry)
        job.changed.add(self._on_job)

    @property
    def state(self) -> str:
        """ "queued", "running", "paused", "finished", "stopped", "diverged" or "failed"."""
        if self.failure is not None:
            return "failed"
        if self.job.state == "stopped":
            return "stopped"
        return "queued" if self.status is None else self.status.state

    def facts(self) -> Facts:
        """Return where the run stands."""
        return facts_of(self.order, self.status, self.state, self.job.position, self.failure)

    @property
    def ended(self) -> bool:
        """Whether the network is free again."""
        return self.job.ended

    def control(self, control: Control) -> None:
        """Pass a command on. Raises Conflict when the run has ended."""
        if self.ended:
            raise Conflict(f"the run is {self.state}: start another one")
        if control.state == "running" and self.state == "paused":
            self._remember()
        self._tell(control)

    async def undo(self) -> None:
        """Take the paused run, and the network, back to the newest snapshot.

        Raises Conflict if it is not paused, or has nothing to go back to.
        """
        entry = self.entry  # an ended run forgets it
        await self.obeyed()  # what it was told before may let it go on, or end it
        if not self.ended and self.state != "paused":
            raise Conflict("the network is being trained: pause the run first, then it can go back")
        if not self.ended and entry.newest().number < self.first_snapshot:  # to before this run
            await self.stop()
        if self.ended:
            entry.check_free()
            entry.undo()
            return
        newest = entry.past.pop()
        self._tell(Control(back=(newest.step - self.first_step, newest.network)))
        self._back = self._told, newest
        await self.obeyed()

    def _tell(self, control: Control) -> None:
        if self.job.state == "queued":
            *given, first, limits = self.job.arguments  # of `learn`
            self.job.arguments = (*given, control.over(first), limits)
        else:
            self._told += 1
            self.job.tell(control)

    async def obeyed(self) -> None:
        """Wait until the run has done what it was told; one that waits for its turn does it then.

        Raises Unavailable if it takes too long.
        """
        if self._has_obeyed():
            return
        news = asyncio.Event()
        self.job.changed.add(news.set)
        try:
            async with asyncio.timeout(OBEYED_SECONDS):
                while not self._has_obeyed():
                    news.clear()
                    await news.wait()
        except TimeoutError:
            raise Unavailable("the run has not answered yet: look at its state again") from None
        finally:
            self.job.changed.discard(news.set)

    def _has_obeyed(self) -> bool:
        return self.ended or not self._told or (self.status is not None and self.status.obeyed >= self._told)

    def ask_to_stop(self) -> None:
        """Let the run end where it is."""
        if self.job.state == "queued":
            self.job.stop()
        elif not self.ended:
            self._tell(Control(state="stopped"))

    async def stop(self) -> None:
        """End the run where it is, and wait until the network has its last weights."""
        self.ask_to_stop()
        if not self.job.ended:
            await asyncio.wait({self.job.done})  # however it ends: the state tells

    def _on_entry(self) -> None:
        if self.entry.deleted:
            self.job.stop()

    def _on_job(self) -> None:
        status = self.job.progress
        if self.job.ended:
            self._end()
        elif isinstance(status, Status) and status.state in ("running", "paused"):  # its end comes with its weights
            self._take(status)

    def _take(self, status: Status) -> None:
        if self._back is not None and status.obeyed < self._back[0]:
            return  # it tells of what is to be forgotten
        self.status = status
        self._go_back()
        self.history.add(status)
        if status.milestone is not None:  # so that "go back" goes back by epochs
            step, network = status.milestone
            self.entry.remember(network, self.first_step + step)
        seen, self._seen_step = self._seen_step, status.step
        if status.step == seen or not self._follow():
            self.entry.tell()

    def _follow(self) -> bool:
        """Let the entry have the newest weights of the run; return whether they are news."""
        newest = self.job.newest(self.entry.network.hidden_activation)
        if newest is None or self.first_step + newest[0] <= self.entry.step:
            return False
        self.entry.replace(newest[1], self.first_step + newest[0])
        return True

    def _remember(self) -> None:
        """Keep the weights from which the paused run goes on, once."""
        if self._back is not None:
            self.entry.remember(self._back[1].network, self._back[1].step)
            return
        self._follow()
        kept = {snapshot.step for snapshot in self.entry.past if snapshot.number >= self.first_snapshot}
        if self.entry.step not in kept:
            self.entry.remember()

    def _go_back(self) -> None:
        """Show what the run has gone back to."""
        if self._back is not None:
            (_, to), self._back = self._back, None
            self.history.cut(to.step - self.first_step)
            self.entry.replace(to.network, to.step)

    def _end(self) -> None:
        self.entry.changed.discard(self._on_entry)
        self.entry.busy = None
        outcome = self.job.outcome
        self._go_back()
        if isinstance(outcome, Learned):
            self.status = outcome.status
            self.history.add(outcome.status)
            if outcome.status.divergence:  # what the run began with stays, whatever came of it
                self.entry.forget_since(self.first_step + max(1, outcome.status.divergence.harmed_by))
            self.entry.replace(outcome.network, self.first_step + outcome.status.step)
        else:
            self.failure = outcome.message if self.job.state == "failed" and isinstance(outcome, NudgeError) else None
            self.entry.tell()
        del self.entry  # what is told of an ended run needs no network, nor the megabyte of its past
        self.job.forget()


def first_of_each(split: Split) -> list[int]:
    """Return where the first 0, the first 1, … stand; a digit that is missing is left out."""
    labels = np.asarray(split.labels[:SEARCHED])
    return [int(np.flatnonzero(labels == digit)[0]) for digit in range(10) if (labels == digit).any()]


class Trainings:
    """The newest run of each network."""

    def __init__(self, workers: Workers, limits: Limits | None = None, remembered: int = 500) -> None:
        """Begin with none. remembered: ended runs whose state can still be asked for."""
        self._workers, self._limits, self._remembered = workers, limits or Limits(), remembered
        self._trainings: OrderedDict[str, Training] = OrderedDict()

    def start(self, entry: Entry, order: Order) -> Training:
        """Begin a run. Raises Conflict if the network is busy, TooMany for too many steps or if too much is waiting."""
        entry.check_free()
        if (order.plan.steps or 0) > self._limits.steps:
            raise TooMany(f"steps are {order.plan.steps}, expected at most {self._limits.steps} here", field="steps")
        examples = send_split(order.only or order.dataset.train)
        tests = send_split(order.dataset.test)
        job = self._workers.submit(learn, entry.network, examples, tests, order.plan, order.control, self._limits)
        training = self._trainings[entry.id] = Training(entry, order, job)
        self._trainings.move_to_end(entry.id)
        self._forget()
        entry.tell()
        return training

    def get(self, entry: Entry) -> Training:
        """Return the network's newest run. Raises NotFound if it had none since the server started."""
        training = self._trainings.get(entry.id)
        if training is None:
            raise NotFound("this network has not been trained since the server started")
        return training

    def find(self, entry: Entry) -> Training | None:
        """Return the network's newest run, or None."""
        return self._trainings.get(entry.id)

    def _forget(self) -> None:
        ended = [key for key, training in self._trainings.items() if training.ended]
        for key in ended[: max(0, len(self._trainings) - self._remembered)]:
            del self._trainings[key]
