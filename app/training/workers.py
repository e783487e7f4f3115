"""Worker processes, seen from the process that serves: whoever has long work to do hands in a job here.

Each process holds several jobs and gives them turns, so that more jobs than cores all move on; beyond that they
queue. A process that dies takes its jobs with it, which fail with a sentence, and is started again.
"""

import asyncio
import itertools
import os
from collections import deque
from collections.abc import Callable
from typing import Any

from app.engine.network import Network
from app.errors import NudgeError, TooMany, Unavailable
from app.training.board import SLOTS
from app.training.process import Process
from app.training.worker import Done, Drop, Failed, Progressed, Start, Tell, Work

MOST_QUEUED = 64
JOBS_EACH = 32  # that take turns in one process
RESTART_SECONDS = 0.5  # so that a process which can't start does not keep a core busy


def default_count() -> int:
    """Return how many processes this machine should get: one core is left to serving."""
    return max(1, (os.cpu_count() or 1) - 1)


class Job:
    """One piece of long work, from its order to its result.

    state:    "queued", "running", "finished", "failed" or "stopped"
    progress: the newest that the job told of itself, in its own words; None before
    outcome:  what it returned, or the error; None before the end
    changed:  called whenever one of these changes
    """

    def __init__(self, workers: "Workers", number: int, work: Work, arguments: tuple[Any, ...]) -> None:
        self.number = number
        self.work, self.arguments = work, arguments
        self.state = "queued"
        self.progress: Any = None
        self.outcome: Any = None
        self.changed: set[Callable[[], None]] = set()
        self.done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.done.add_done_callback(lambda done: done.cancelled() or done.exception())  # may go unasked
        self._workers = workers
        self._process: _Process | None = None
        self._slot = 0

    @property
    def position(self) -> int:
        """Place in the queue, 1 for the next to be taken; 0 when it is not waiting."""
        return self._workers.position(self)

    @property
    def resting(self) -> bool:
        """Whether it leaves its turns to others for now; its progress may say so."""
        return bool(getattr(self.progress, "resting", False))

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ("finished", "failed", "stopped")

    async def result(self) -> Any:
        """Wait for what the job returns. Raises what it failed with, Unavailable if it was stopped."""
        return await asyncio.shield(self.done)

    def tell(self, command: Any) -> None:
        """Send a command, which the job takes when it likes."""
        if self._process is not None:
            self._process.send(Tell(self.number, command))

    def stop(self) -> None:
        """End the job without a result."""
        if not self.ended:
            if self._process is not None:
                self._process.send(Drop(self.number))
            self.end("stopped", Unavailable("the work was stopped"))

    def newest(self, hidden_activation: str) -> tuple[int, Network] | None:
        """Return step and weights that the running job published last, or None."""
        if self._process is None or self.ended:
            return None
        return self._process.board.newest(self._slot, self.number, hidden_activation)

    def begin(self, process: "_Process", slot: int) -> None:
        """Go to a process."""
        self.state, self._process, self._slot = "running", process, slot
        process.post(self._start)
        self._tell_all()

    def _start(self) -> Start | Drop:
        """Return the message to begin with, when it can be sent, and nobody has stopped the job before."""
        arguments, self.arguments = self.arguments, ()
        return Drop(self.number) if self.ended else Start(self.number, self._slot, self.work, arguments)

    def advance(self, progress: Any) -> None:
        """Take news of the job."""
        self.progress = progress
        self._tell_all()
        if self.resting:
            self._workers.deal_out()

    def end(self, state: str, outcome: Any) -> None:
        """Be over. outcome: the result, or the error."""
        self.state, self.outcome, self.arguments = state, outcome, ()  # which may be large
        if isinstance(outcome, Exception):
            self.done.set_exception(outcome)
        else:
            self.done.set_result(outcome)
        self._workers.release(self, self._process, self._slot)
        self._tell_all()

    def forget(self) -> None:
        """Let go of what it returned, which may be large; who waits for it already still gets it."""
        self.outcome = None
        self.done = asyncio.get_running_loop().create_future()
        self.done.set_result(None)

    def _tell_all(self) -> None:
        for tell in tuple(self.changed):
            tell()


class _Process(Process):
    """One worker process and what it holds."""

    def __init__(self, loop: asyncio.AbstractEventLoop, on_lost: Callable[["_Process"], None]) -> None:
        self.jobs: dict[int, Job] = {}
        self.slots = set(range(SLOTS))
        super().__init__(loop, self._receive, lambda: on_lost(self))

    @property
    def busy(self) -> int:
        """How many jobs take turns."""
        return sum(not job.resting for job in self.jobs.values())

    def _receive(self, message: Any) -> None:
        job = self.jobs.get(message.job)
        if job is None:
            return  # it was stopped meanwhile
        if isinstance(message, Progressed):
            job.advance(message.progress)
        elif isinstance(message, Done):
            job.end("finished", message.result)
        elif isinstance(message, Failed):
            job.end("failed", message.error or NudgeError(f"the work failed: {message.message}"))


class Workers:
    """The processes and the queue before them. To be used from one event loop."""

    def __init__(self, count: int | None = None, most_queued: int = MOST_QUEUED, jobs_each: int = JOBS_EACH) -> None:
        self._count = count or default_count()
        self._most_queued, self._jobs_each = most_queued, jobs_each
        self._processes: list[_Process] = []
        self._queue: deque[Job] = deque()
        self._numbers = itertools.count(1)
        self._stopping = False

    @property
    def pids(self) -> list[int]:
        """The processes' numbers."""
        return [process.popen.pid for process in self._processes]

    @property
    def running(self) -> int:
        """Jobs that are held by a process."""
        return sum(len(process.jobs) for process in self._processes)

    def start(self) -> None:
        """Start the processes; they are ready some tenths of a second later, and jobs may be handed in at once."""
        for _ in range(self._count - len(self._processes)):
            self._processes.append(_Process(asyncio.get_running_loop(), self._on_lost))

    async def stop(self) -> None:
        """Stop all jobs and processes; whoever does not end by itself is killed."""
        self._stopping = True
        for job in [*self._queue, *(job for process in self._processes for job in process.jobs.values())]:
            job.stop()
        processes, self._processes = self._processes, []
        for process in processes:
            process.close()
        await asyncio.gather(*(asyncio.to_thread(process.wait) for process in processes))

    def submit(self, work: Work, *arguments: Any) -> Job:
        """Hand in a job: `work(desk, *arguments)`, a generator function that other processes can import.

        The first one starts the processes. Raises TooMany when the queue is full.
        """
        if not self._processes and not self._stopping:
            self.start()
        if len(self._queue) >= self._most_queued:
            raise TooMany(f"{self._most_queued} pieces of work are waiting already", retry_after_seconds=5)
        job = Job(self, next(self._numbers), work, arguments)
        self._queue.append(job)
        self.deal_out()
        return job

    def position(self, job: Job) -> int:
        """Return the job's place in the queue, from 1; 0 if it is not in it."""
        return self._queue.index(job) + 1 if job in self._queue else 0

    def release(self, job: Job, process: _Process | None, slot: int) -> None:
        """Make room after a job has ended."""
        if process is None:
            self._queue.remove(job)
        else:
            process.jobs.pop(job.number, None)
            process.slots.add(slot)
            self.deal_out()

    def deal_out(self) -> None:
        """Give waiting jobs to processes that have room."""
        while self._queue and not self._stopping:
            free = [process for process in self._processes if process.slots and process.busy < self._jobs_each]
            if not free:
                return
            process = min(free, key=lambda one: one.busy)
            job = self._queue.popleft()
            process.jobs[job.number] = job
            job.begin(process, process.slots.pop())

    def _on_lost(self, process: _Process) -> None:
        process.close()
        self._processes.remove(process)
        for job in list(process.jobs.values()):
            job.end("failed", Unavailable("the process that did this work ended unexpectedly: please start it again"))
        loop = asyncio.get_running_loop()
        loop.run_in_executor(None, process.wait)
        loop.call_later(RESTART_SECONDS, self._restart)

    def _restart(self) -> None:
        if not self._stopping:
            self.start()
            self.deal_out()
