"""The built-in data set: 20,000 digits to learn from and 4,000 to be tested on, written once and kept."""

from collections.abc import Generator
from pathlib import Path
from zlib import crc32

import numpy as np

from app.digits.dataset import Dataset, Split
from app.digits.files import written_whole
from app.digits.handwriting.hand import TEMPER
from app.digits.handwriting.skeletons import NOTATION
from app.digits.handwriting.writing import generate

NAME = "built-in"
COUNTS = {"train": 20_000, "test": 4_000}
SEEDS = {"train": 1, "test": 2}
# Changed skeletons or hands make another data set, in another file; count up when the code itself writes differently.
EDITION = f"1-{crc32(repr((NOTATION, TEMPER)).encode()):08x}"


def find(cache: Path) -> Dataset | None:
    """Return the data set, memory-mapped, if it has been written to that folder."""
    if not all(_path(cache, split, part).exists() for split in COUNTS for part in ("images", "labels")):
        return None
    return Dataset(NAME, *(_load(cache, split) for split in COUNTS))


def make(cache: Path) -> Generator[float, None, Dataset]:
    """Write the data set to that folder, if it is not there: about five seconds of one core.

    Yields the share that is done, every 15 ms or so; returns the data set. Stopped midway it leaves nothing behind,
    and two who make it at once do each other no harm: they write the same.
    """
    done = 0
    for split, count in COUNTS.items():
        job = generate(count, SEEDS[split])
        while True:
            try:
                yield (done + next(job)) / sum(COUNTS.values())
            except StopIteration as end:
                _save(cache, split, Split(end.value.images, end.value.labels))
                break
        done += count
    return Dataset(NAME, *(_load(cache, split) for split in COUNTS))


def _path(cache: Path, split: str, part: str) -> Path:
    return cache / NAME / f"{split}-{part}-{EDITION}.npy"


def _save(cache: Path, split: str, digits: Split) -> None:
    (cache / NAME).mkdir(parents=True, exist_ok=True)
    for part, array in (("images", digits.images), ("labels", digits.labels)):
        with written_whole(_path(cache, split, part)) as file:
            np.save(file, array, allow_pickle=False)


def _load(cache: Path, split: str) -> Split:
    images, labels = (
        np.load(_path(cache, split, part), mmap_mode="r", allow_pickle=False) for part in ("images", "labels")
    )
    return Split(images, labels)
