"""A download in the background: started by whoever asks first, watched by all."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from app.digits.download import Source, download, is_whole, remove_leftovers
from app.errors import NudgeError


class DownloadState(StrEnum):
    """How far a download is."""

    IDLE = "idle"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True)
class DownloadProgress:
    """A download at one moment.

    error: why it failed
    """

    state: DownloadState
    received_bytes: int
    total_bytes: int
    error: NudgeError | None = None


class DownloadJob:
    """One download at a time of one source into one folder.

    finished: called, in the download's own thread, when everything is there
    """

    def __init__(self, source: Source, folder: Path, finished: Callable[[], None]) -> None:
        self._source, self._folder, self._finished = source, folder, finished
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = False
        remove_leftovers(folder)
        whole = is_whole(source, folder)
        total = source.packed_bytes
        state = DownloadState.FINISHED if whole else DownloadState.IDLE
        self.progress = DownloadProgress(state, total if whole else 0, total)

    def start(self) -> None:
        """Start, or start again after a failure; while it runs, or when all is there, nothing happens."""
        with self._lock:
            if self.progress.state in (DownloadState.RUNNING, DownloadState.FINISHED) or self._stopping:
                return
            self.progress = DownloadProgress(DownloadState.RUNNING, 0, self._source.packed_bytes)
            # A daemon: a mirror that stays silent does not keep the program from ending.
            self._thread = threading.Thread(target=self._run, name="download", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Give up what is running, at its next piece of news, and start nothing more."""
        with self._lock:
            self._stopping = True

    def wait(self) -> None:
        """Return when nothing runs any more."""
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            download(self._source, self._folder, self._receive)
            self._finished()
        except _Stopped:
            self.progress = replace(self.progress, state=DownloadState.IDLE, received_bytes=0)
        except NudgeError as error:
            self.progress = replace(self.progress, state=DownloadState.FAILED, error=error)
        else:
            total = self._source.packed_bytes
            self.progress = DownloadProgress(DownloadState.FINISHED, total, total)

    def _receive(self, received: int, total: int) -> None:
        if self._stopping:
            raise _Stopped
        self.progress = DownloadProgress(DownloadState.RUNNING, received, total)


class _Stopped(Exception):
    """The program is ending."""
