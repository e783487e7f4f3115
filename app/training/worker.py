"""A worker process: takes jobs through a socket and gives each of them turns.

A job is a generator. What it yields says when it wants its next turn: None for as soon as the others had theirs,
a number of seconds to be left alone for that long, `UNTIL_TOLD` to sleep until a command comes. It returns its
result. It talks through its desk: commands in, progress out, weights on the board.

Messages are Python objects, pickled: both ends are our own processes, nothing that a visitor sent is unpickled.
"""

import math
import os
import signal
import socket
import time
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from app.engine.network import Network
from app.errors import NudgeError
from app.training.board import Board

TURN_SECONDS = 0.025
UNTIL_TOLD = math.inf
NICENESS = 10

T = TypeVar("T")
Turns = Generator[float | None, None, Any]
Work = Callable[..., Turns]
Send = Callable[[Any], None]
Now = Callable[[], float]


@dataclass(frozen=True)
class Start:
    """Begin a job: call work(desk, *arguments) and give it turns."""

    job: int
    slot: int
    work: Work
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Tell:
    """Pass a command on to a job."""

    job: int
    command: Any


@dataclass(frozen=True)
class Drop:
    """End a job without a result."""

    job: int


@dataclass(frozen=True)
class Progressed:
    """How far a job is, in its own words."""

    job: int
    progress: Any


@dataclass(frozen=True)
class Done:
    """What a job returned."""

    job: int
    result: Any


@dataclass(frozen=True)
class Failed:
    """Why a job could not go on; `error` if it is one that a user can act on."""

    job: int
    message: str
    error: NudgeError | None = None


class Desk:
    """Where a job talks to whoever ordered it. now: seconds of a clock that never goes back."""

    def __init__(
        self, job: int, slot: int, board: Board, tell: Callable[[Any], None], now: Callable[[], float]
    ) -> None:
        self._job, self._slot, self._board, self._tell = job, slot, board, tell
        self.now = now
        self._commands: deque[Any] = deque()

    def command(self) -> Any | None:
        """Return the oldest command that was not yet taken, or None."""
        return self._commands.popleft() if self._commands else None

    def deliver(self, command: Any) -> None:
        """Put a command on the desk."""
        self._commands.append(command)

    @property
    def waited_for(self) -> bool:
        """Whether a command lies here that was not yet taken."""
        return bool(self._commands)

    def report(self, progress: Any) -> None:
        """Tell how far the job is."""
        self._tell(Progressed(self._job, progress))

    def publish(self, network: Network, step: int) -> None:
        """Show the network as the newest of this job."""
        self._board.publish(self._slot, self._job, network, step)


def finish(work: Generator[Any, None, T]) -> T:
    """Take all turns of a piece of work at once, and return its result."""
    while True:
        try:
            next(work)
        except StopIteration as finished:
            result: T = finished.value
            return result


def reported(
    desk: Desk, work: Generator[Any, None, T], say: Callable[[Any], Any] = lambda progress: progress
) -> Generator[None, None, T]:
    """Take a turn of the work for each of ours, report its progress in the words of `say`, and return its result."""
    while True:
        try:
            desk.report(say(next(work)))
        except StopIteration as finished:
            result: T = finished.value
            return result
        yield


@dataclass
class _Held:
    desk: Desk
    turns: Turns
    awake_at: float = field(default=0.0)


class Worker:
    """All jobs of one process, and whose turn it is."""

    def __init__(self, board: Board, tell: Send, now: Now) -> None:
        self._board, self._tell, self._now = board, tell, now
        self._held: dict[int, _Held] = {}

    def take(self, message: Start | Tell | Drop) -> None:
        """Do what the serving process asks."""
        if isinstance(message, Start):
            desk = Desk(message.job, message.slot, self._board, self._tell, self._now)
            self._held[message.job] = _Held(desk, message.work(desk, *message.arguments))
        elif message.job in self._held:
            held = self._held[message.job]
            if isinstance(message, Drop):
                del self._held[message.job]
                held.turns.close()
            else:
                held.desk.deliver(message.command)
                held.awake_at = 0.0

    def seconds_to_sleep(self) -> float:
        """Return how long nobody wants a turn; 0 if somebody does, `UNTIL_TOLD` if nobody ever will."""
        earliest = min((held.awake_at for held in self._held.values()), default=UNTIL_TOLD)
        return max(0.0, earliest - self._now())

    def give_turns(self) -> None:
        """Give every job that wants one a turn."""
        for job in list(self._held):
            if self._held[job].awake_at <= self._now():
                self._give_turn(job)

    def _give_turn(self, job: int) -> None:
        held = self._held[job]
        end = self._now() + TURN_SECONDS
        try:
            wish = next(held.turns)
            while wish is None and self._now() < end:
                wish = next(held.turns)
            if wish is None or held.desk.waited_for:  # a command may have come since it looked for one
                held.awake_at = 0.0
            else:
                held.awake_at = self._now() + wish
        except StopIteration as finished:
            self._end(Done(job, finished.value))
        except NudgeError as error:
            self._end(Failed(job, error.message, error))
        except Exception as error:  # a fault of one job must not end the others
            self._end(Failed(job, f"{type(error).__name__}: {error}"))

    def _end(self, message: Done | Failed) -> None:
        del self._held[message.job]
        self._tell(message)


def main(descriptor: int, board_descriptor: int) -> None:
    """Work until the serving process closes its end of the socket, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server decides
    os.nice(NICENESS)
    parent = os.getppid()
    connection = Connection(socket.socket(fileno=descriptor).detach())
    worker = Worker(Board(board_descriptor), connection.send, time.monotonic)
    try:
        while os.getppid() == parent:
            sleep = worker.seconds_to_sleep()
            while connection.poll(min(sleep, 1.0)):
                worker.take(connection.recv())
                sleep = 0.0
            worker.give_turns()
    except (EOFError, ConnectionError):
        pass  # the server is gone, and nobody waits for an answer
