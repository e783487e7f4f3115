"""Labelled images: what training reads, and what the page shows."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.errors import InvalidInput, NotFound, ShapeError

PIXELS = 784  # 28 rows of 28, row by row
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Split:
    """Labelled images: those to learn from, or those to be tested on.

    images: (n, 784) of 0 (paper) to 255 (ink), often memory-mapped
    labels: (n,) of 0 to 9
    """

    images: Bytes
    labels: Bytes

    def __post_init__(self) -> None:
        if self.images.dtype != np.uint8 or self.images.ndim != 2 or self.images.shape[1] != PIXELS:
            raise ShapeError(f"images are {self.images.dtype} {self.images.shape}, expected uint8 (n, {PIXELS})")
        if self.labels.dtype != np.uint8 or self.labels.shape != (len(self.images),):
            raise ShapeError(
                f"labels are {self.labels.dtype} {self.labels.shape}, expected uint8 ({len(self.images)},)"
            )
        if self.labels.max(initial=0) > 9:
            raise InvalidInput(f"a label is {self.labels.max()}, expected 0 to 9")

    def __len__(self) -> int:
        return len(self.images)


@dataclass(frozen=True)
class Dataset:
    """One source of digits, in its two splits."""

    name: str
    train: Split
    test: Split

    def split(self, name: str) -> Split:
        """Return the split "train" or "test". Raises NotFound for another name."""
        if name not in ("train", "test"):
            raise NotFound(f"split is {name!r}, expected 'train' or 'test'", field="split")
        return self.train if name == "train" else self.test


def as_inputs(images: Bytes) -> npt.NDArray[np.float32]:
    """Return images of 0 to 255, of any shape, as the float32 inputs of 0 to 1 that the network reads."""
    inputs: npt.NDArray[np.float32] = np.divide(images, 255, dtype=np.float32)
    return inputs
