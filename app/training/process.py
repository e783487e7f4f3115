"""One worker process as the serving process knows it: how it is started, what it is sent, what it says, its end."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from app.training.board import Board

STOP_SECONDS = 2.0
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
COMMAND = "import sys; from app.training.worker import main; main(*map(int, sys.argv[1:]))"
ROOT = Path(__file__).parents[2]


class Process:
    """A process and its board. heard: called with every message of it; lost: when it has ended by itself."""

    def __init__(self, loop: asyncio.AbstractEventLoop, heard: Callable[[Any], None], lost: Callable[[], None]) -> None:
        self.board = Board.create()
        self._loop, self._heard, self._lost = loop, heard, lost
        ours, theirs = socket.socketpair()
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        with theirs:
            self.popen = subprocess.Popen(
                [sys.executable, "-c", COMMAND, str(theirs.fileno()), str(self.board.descriptor)],
                pass_fds=(theirs.fileno(), self.board.descriptor),
                env={**os.environ, **ONE_THREAD, "PYTHONPATH": path},
                stdin=subprocess.DEVNULL,
            )
        self._connection = Connection(ours.detach())
        self._outgoing: SimpleQueue[Callable[[], Any] | None] = SimpleQueue()
        threading.Thread(target=self._send_all, daemon=True).start()
        loop.add_reader(self._connection.fileno(), self._on_readable)
        # uvloop has just made the socket non-blocking; but a message longer than what has arrived must be waited for.
        os.set_blocking(self._connection.fileno(), True)

    def send(self, message: Any) -> None:
        """Send a message."""
        self.post(lambda: message)

    def post(self, make: Callable[[], Any]) -> None:
        """Send what will be made then, in a thread: while the process is busy with its turns it reads nothing."""
        self._outgoing.put(make)

    def _send_all(self) -> None:
        """Send what is to be sent until the end of it."""
        with self._connection:
            while (make := self._outgoing.get()) is not None:
                with suppress(OSError, ValueError):  # if it has died; the reader is about to notice
                    self._connection.send(make())

    def close(self) -> None:
        """Close our end, upon which the process ends by itself."""
        self._loop.remove_reader(self._connection.fileno())
        self._outgoing.put(None)
        self.board.close()

    def _on_readable(self) -> None:
        try:
            while self._connection.poll():
                self._heard(self._connection.recv())
        except (EOFError, OSError):
            self._lost()

    def wait(self) -> None:
        """Wait for the end, and enforce it when it takes too long."""
        try:
            self.popen.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()
