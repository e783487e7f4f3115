"""Writing: one digit as strokes, or thousands as labelled images, in any of the ways we know."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.digits.framing import SIDE, Drawings, Image, frame_all
from app.digits.handwriting.hand import TEMPER, Temper, line_widths, paths
from app.digits.handwriting.pace import paced
from app.digits.handwriting.skeletons import SKELETONS, Skeleton
from app.errors import InvalidInput

Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]
Strokes = list[list[tuple[float, float]]]

BATCH = 60  # digits written between two reports of progress: about 15 ms
STYLES: dict[int, tuple[str, ...]] = {
    digit: tuple(dict.fromkeys(skeleton.style for skeleton in SKELETONS if skeleton.digit == digit))
    for digit in range(10)
}


@dataclass(frozen=True)
class Handwriting:
    """Digits written by as many hands.

    images: (n, 784) of 0 (paper) to 255 (ink)
    labels: (n,) digits
    styles: (n,) names of the ways of writing
    """

    images: Bytes
    labels: Bytes
    styles: npt.NDArray[np.str_]


def write(digit: int, style: str, rng: np.random.Generator, temper: Temper = TEMPER) -> Strokes:
    """Return one digit as strokes of (x, y), about 100 high, the points where a pen is at equal times.

    style: one of STYLES[digit]

    Raises InvalidInput for a digit or style that we do not know.
    """
    skeletons = skeletons_of(digit, style)
    skeleton = skeletons[rng.integers(len(skeletons))]
    return [
        [(round(x, 2), round(y, 2)) for x, y in paced(path[0]).tolist()] for path in paths(skeleton, 1, rng, temper)
    ]


def skeletons_of(digit: int, style: str) -> list[Skeleton]:
    """Return the shapes of one way of writing; raise InvalidInput if there are none."""
    if digit not in STYLES:
        raise InvalidInput(f"digit is {digit!r}, expected 0 to 9", field="digit")
    found = [skeleton for skeleton in SKELETONS if (skeleton.digit, skeleton.style) == (digit, style)]
    if not found:
        raise InvalidInput(f"style is {style!r}, expected one of {', '.join(STYLES[digit])}", field="style")
    return found


def generate(count: int, seed: int) -> Generator[int, None, Handwriting]:
    """Write `count` digits, each as often as the others, in their ways as often as people do; the seed decides all.

    Yields how many are written, every 15 ms or so; returns them in random order.
    """
    rng = np.random.default_rng(seed)
    counts = shares(count)
    order = rng.permutation(count)
    images = np.empty((count, SIDE * SIDE), np.uint8)
    done = 0
    for skeleton, many in zip(SKELETONS, counts, strict=True):
        for start in range(0, many, BATCH):
            batch = min(BATCH, many - start)
            ink = images_of(skeleton, batch, rng)
            images[order[done : done + batch]] = np.rint(255 * ink.reshape(batch, -1))
            done += batch
            yield done
    labels, styles = np.empty(count, np.uint8), np.empty(count, f"U{max(len(s.style) for s in SKELETONS)}")
    labels[order] = np.repeat([skeleton.digit for skeleton in SKELETONS], counts)
    styles[order] = np.repeat([skeleton.style for skeleton in SKELETONS], counts)
    return Handwriting(images, labels, styles)


def shares(count: int) -> list[int]:
    """Return how many of `count` digits each skeleton writes, so that rounding adds up to `count`."""
    frequency = np.array([skeleton.frequency for skeleton in SKELETONS])
    digits = np.array([skeleton.digit for skeleton in SKELETONS])
    share = frequency / (10 * np.bincount(digits, frequency)[digits])
    ends = np.rint(count * np.cumsum(share)).astype(int)
    many: list[int] = np.diff(ends, prepend=0).tolist()
    return many


def images_of(
    skeleton: Skeleton,
    count: int,
    rng: np.random.Generator,
    temper: Temper = TEMPER,
    line_width: float | None = None,
) -> Image:
    """Return one skeleton written by `count` hands: (count, 28, 28) from 0 to 1.

    line_width: in pixels, as on the pad; None gives each hand a pen of its own
    """
    strokes = paths(skeleton, count, rng, temper)
    widths = line_widths(strokes, rng, temper) if line_width is None else np.full(count, line_width)
    return frame_all(drawings_of(strokes), widths).images


def drawings_of(strokes: Sequence[Floats]) -> Drawings:
    """Return strokes, each (count, points, 2), as `count` drawings one after the other."""
    count = len(strokes[0])
    lengths = [stroke.shape[1] for stroke in strokes]
    points = np.concatenate(strokes, axis=1).reshape(-1, 2)
    drawing = np.repeat(np.arange(count), sum(lengths))
    stroke = np.tile(np.repeat(np.arange(len(strokes)), lengths), count)
    return Drawings(points, drawing * len(strokes) + stroke, drawing)
