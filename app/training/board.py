"""The board: memory shared by a worker and the serving process, where the newest weights of each job are pinned up.

Every slot holds two copies of the weights and a count. The writer fills the copy that readers are not sent to and
then counts up; a reader who finds the count changed while copying tries again. So nobody waits for anybody, and
nobody sees half a step.
"""

import mmap
import os
import tempfile

import numpy as np
import numpy.typing as npt

from app.engine.activations import Array
from app.engine.network import SIZES, Network
from app.errors import ShapeError

SLOTS = 128  # jobs that one worker may hold, the paused included; memory is taken when a slot is first used
WEIGHTS = sum(n_in * n_out + n_out for n_in, n_out in zip(SIZES[:-1], SIZES[1:], strict=True))
_RECORD = np.dtype([("job", "<i8"), ("step", "<i8"), ("weights", "<f4", WEIGHTS)])
_SLOT = np.dtype([("count", "<i8"), ("copies", _RECORD, 2)])


class Board:
    """The slots, in a file without a name: gone when both processes are, however they end."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._slots: npt.NDArray[np.void] = np.frombuffer(mmap.mmap(descriptor, SLOTS * _SLOT.itemsize), _SLOT)

    @classmethod
    def create(cls) -> "Board":
        """Return a new board; its descriptor is to be handed to the worker."""
        with tempfile.TemporaryFile() as file:
            file.truncate(SLOTS * _SLOT.itemsize)
            return cls(os.dup(file.fileno()))

    def close(self) -> None:
        """Give the descriptor back; the memory goes when nobody looks at it any more."""
        os.close(self.descriptor)

    def publish(self, slot: int, job: int, network: Network, step: int) -> None:
        """Show this network as the newest of a job. Raises ShapeError for other sizes than the board was made for."""
        parameters = np.concatenate([array.ravel() for array in (*network.weights, *network.biases)])
        if parameters.size != WEIGHTS:
            raise ShapeError(f"the network has {parameters.size} weights and biases, expected {WEIGHTS}")
        count = int(self._slots[slot]["count"])
        copy = self._slots[slot]["copies"][(count + 1) % 2]
        copy["weights"] = parameters
        copy["job"], copy["step"] = job, step
        self._slots[slot]["count"] = count + 1

    def newest(self, slot: int, job: int, hidden_activation: str) -> tuple[int, Network] | None:
        """Return the newest step and its network; None if the job has not published yet."""
        while True:
            count = int(self._slots[slot]["count"])
            copy = self._slots[slot]["copies"][count % 2].copy()
            if int(self._slots[slot]["count"]) != count:
                continue
            if count == 0 or int(copy["job"]) != job:  # an earlier job may have left something
                return None
            return int(copy["step"]), as_network(copy["weights"], hidden_activation)


def as_network(parameters: Array, hidden_activation: str) -> Network:
    """Return the 784-16-16-10 network whose weights, then biases, follow each other in one vector."""
    shapes = [(n_out, n_in) for n_in, n_out in zip(SIZES[:-1], SIZES[1:], strict=True)]
    ends = np.cumsum([rows * columns for rows, columns in shapes] + list(SIZES[1:]))[:-1]
    parts = np.split(parameters, ends)
    weights = [part.reshape(shape) for part, shape in zip(parts, shapes, strict=False)]
    return Network(weights, parts[len(shapes) :], hidden_activation)
