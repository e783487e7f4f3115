"""Examples on their way to another process: where they are memory-mapped by the name of their file, else whole."""

import mmap
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.digits.dataset import Dataset, Split

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Mapped:
    """A stretch of bytes in a file, as an array; each process that opens it shares the same memory."""

    path: Path
    offset: int
    shape: tuple[int, ...]

    def open(self) -> Bytes:
        """Map the file into this process."""
        return np.memmap(self.path, dtype=np.uint8, mode="r", offset=self.offset, shape=self.shape)


@dataclass(frozen=True)
class SentSplit:
    """A split as it travels."""

    images: Mapped | Bytes
    labels: Mapped | Bytes

    def open(self) -> Split:
        """Return the split itself, in the process where it arrived."""
        return Split(*(part.open() if isinstance(part, Mapped) else part for part in (self.images, self.labels)))


@dataclass(frozen=True)
class SentDataset:
    """A dataset as it travels."""

    name: str
    train: SentSplit
    test: SentSplit

    def open(self) -> Dataset:
        """Return the dataset itself, in the process where it arrived."""
        return Dataset(self.name, self.train.open(), self.test.open())


def send_dataset(dataset: Dataset) -> SentDataset:
    """Return the dataset ready to travel."""
    return SentDataset(dataset.name, send_split(dataset.train), send_split(dataset.test))


def send_split(split: Split) -> SentSplit:
    """Return the split ready to travel."""
    return SentSplit(send(split.images), send(split.labels))


def send(array: Bytes) -> Mapped | Bytes:
    """Return where the array lies in its file, if it is mapped whole rows at a time; else a copy of it."""
    root: object = array
    while isinstance(root, np.ndarray) and not isinstance(root.base, mmap.mmap):
        root = root.base
    if not isinstance(root, np.memmap) or not array.flags.c_contiguous or root.filename is None:
        return np.array(array)
    return Mapped(Path(root.filename), root.offset + array.ctypes.data - root.ctypes.data, array.shape)
