"""A hand: what makes a thousand people's sevens differ, as a few amounts drawn at random.

The amounts' spreads were chosen by comparison with MNIST's training images (docs/handwriting.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.digits.framing import BOX
from app.digits.handwriting.curve import SPACING, curve_of
from app.digits.handwriting.skeletons import Skeleton

Floats = npt.NDArray[np.float64]

LINE_WIDTHS = (1.2, 5.5)  # pixels: the finest and the broadest pen
WAVES = 5  # that bend the plane a digit is written on


@dataclass(frozen=True)
class Temper:
    """How much hands differ. Lengths are in hundredths of the digit's height; spreads are standard deviations.

    wildness:   spread of the logarithm of how much of balance, taper, bend and unsteady a hand shows
    slant:      mean and spread of the lean to the right, as a share of the height
    turn:       spread of the rotation, radians
    aspect:     mean and spread of the logarithm of the width, against the skeleton's
    balance:    spread of the logarithm of the upper half's height, against the lower half's
    taper:      spread of how much wider the bottom is than the middle, as a share
    bend:       size of the smooth deformation that changes proportions and curvature
    unsteady:   spread of each knot's own place
    lift:       spread of where a later stroke is set down
    wobble:     size of the tremor along the path
    overshoot:  spread of how much too long or short each end of a stroke is
    hurry:      largest share of the corner cutting that a fast pen does
    pen:        mean and spread of the logarithm of the pen's width
    """

    wildness: float = 0.3
    slant: tuple[float, float] = (0.04, 0.23)
    turn: float = 0.08
    aspect: tuple[float, float] = (0.13, 0.17)
    balance: float = 0.25
    taper: float = 0.15
    bend: float = 5.0
    unsteady: float = 1.4
    lift: float = 3.0
    wobble: float = 0.5
    overshoot: float = 3.5
    hurry: float = 0.9
    pen: tuple[float, float] = (2.62, 0.27)


TEMPER = Temper()


def paths(skeleton: Skeleton, count: int, rng: np.random.Generator, temper: Temper = TEMPER) -> list[Floats]:
    """Return what `count` hands make of it: for each stroke (count, points, 2), in hundredths of the height."""
    wild = np.exp(temper.wildness * np.clip(rng.standard_normal((count, 1, 1)), -2, 1.5))
    bend = Bend.drawn(wild, rng, temper)
    shares = proportions(wild[:, 0], rng, temper)
    leaned = leaning(count, rng, temper)
    hurry = temper.hurry * rng.random((count, 1, 1))
    written = []
    for number, stroke in enumerate(skeleton.strokes):
        knots = bend.of(proportioned(stroke.knots, *shares))
        knots += temper.unsteady * wild * rng.standard_normal(knots.shape)
        if number:
            knots += temper.lift * rng.standard_normal((count, 1, 2))
        curve = curve_of(stroke)
        path = (1 - hurry) * (curve.careful @ knots) + hurry * (curve.hurried @ knots)
        path = lengthened(path, rng, temper)
        path += trembling(path.shape, rng, temper)
        written.append(path @ leaned)
    return written


def line_widths(written: Sequence[Floats], rng: np.random.Generator, temper: Temper = TEMPER) -> Floats:
    """Return how wide the pens' lines are in pixels once framed, (count,): the finer, the larger the digit is."""
    points = np.concatenate(written, axis=1)
    extent = np.ptp(points, axis=1).max(axis=1)
    mean, spread = temper.pen
    pen = np.exp(mean + spread * rng.standard_normal(len(points)))
    in_pixels: Floats = np.clip(BOX * pen / (extent + pen), *LINE_WIDTHS)
    return in_pixels


@dataclass(frozen=True)
class Bend:
    """Smooth waves that move every point of the plane a little, other ones for each of `count` hands.

    waves:  (count, WAVES, 2) turns per hundredth of the height, in x and y
    phases: (count, WAVES) radians
    moves:  (count, WAVES, 2) how far a wave moves a point, in x and y
    """

    waves: Floats
    phases: Floats
    moves: Floats

    @classmethod
    def drawn(cls, wild: Floats, rng: np.random.Generator, temper: Temper) -> "Bend":
        """Return waves drawn at random, most longer than the digit is high, for hands as wild as (count, 1, 1) says."""
        count = len(wild)
        waves = rng.normal(0.0, 2 * np.pi * 0.006, (count, WAVES, 2))
        phases = rng.uniform(0, 2 * np.pi, (count, WAVES))
        moves = wild * rng.normal(0.0, temper.bend * np.sqrt(2 / WAVES), (count, WAVES, 2))
        return cls(waves, phases, moves)

    def of(self, points: Floats) -> Floats:
        """Return where the points, (count, k, 2), go in each hand, (count, k, 2)."""
        moved: Floats = (
            points + np.sin(points @ self.waves.transpose(0, 2, 1) + self.phases[:, np.newaxis]) @ self.moves
        )
        return moved


def proportions(wild: Floats, rng: np.random.Generator, temper: Temper) -> tuple[Floats, Floats]:
    """Return for hands as wild as (count, 1) says how much higher the upper half, how much wider the bottom is."""
    higher, wider = wild * rng.standard_normal((2, len(wild), 1))
    return np.exp(temper.balance * higher), temper.taper * wider


def proportioned(points: Floats, balance: Floats, taper: Floats) -> Floats:
    """Return the points, (k, 2), in each hand's proportions, (count, k, 2)."""
    x, y = points.T
    height = np.clip(y / 100, 0.0, 1.0)
    # A curve from 0 to 1 that passes ½ where the upper half ends, and is smooth there.
    moved = balance * height / (balance * height + 1 - height)
    wide = 1 + taper * (2 * height - 1)
    return np.stack([30 + (x - 30) * wide, 100 * moved + (y - 100 * height)], axis=2)


def leaning(count: int, rng: np.random.Generator, temper: Temper) -> Floats:
    """Return for each hand the matrix, (count, 2, 2), that narrows, leans and turns: row vector times matrix."""
    width = np.exp(temper.aspect[0] + temper.aspect[1] * rng.standard_normal(count))
    slant = temper.slant[0] + temper.slant[1] * rng.standard_normal(count)
    turn = temper.turn * rng.standard_normal(count)
    cosine, sine = np.cos(turn), np.sin(turn)
    narrowed = np.stack([np.stack([width, 0 * width], axis=1), np.stack([-slant, 0 * width + 1], axis=1)], axis=1)
    turned = np.stack([np.stack([cosine, sine], axis=1), np.stack([-sine, cosine], axis=1)], axis=1)
    leaned: Floats = narrowed @ turned
    return leaned


def lengthened(path: Floats, rng: np.random.Generator, temper: Temper) -> Floats:
    """Return the paths, (count, points, 2), with each end a little too long (straight on) or too short."""
    count, points, _ = path.shape
    shortest = -0.15 * points
    early, late = np.maximum(temper.overshoot / SPACING * rng.standard_normal((2, count, 1)), shortest)
    position = -early + (points - 1 + early + late) * np.linspace(0.0, 1.0, points)
    whole = np.clip(np.floor(position), 0, points - 2).astype(np.int64)
    part = (position - whole)[:, :, np.newaxis]
    rows = np.arange(count)[:, np.newaxis]
    start, end = path[rows, whole], path[rows, whole + 1]
    stretched: Floats = start + part * (end - start)
    return stretched


def trembling(shape: tuple[int, ...], rng: np.random.Generator, temper: Temper) -> Floats:
    """Return a smooth tremor along paths of that shape, (count, points, 2)."""
    count, points, _ = shape
    waves = 2 * np.pi * SPACING / rng.uniform(15.0, 60.0, (count, 1, 3))
    phases = rng.uniform(0, 2 * np.pi, (count, 1, 3))
    sizes = temper.wobble * rng.standard_normal((count, 3, 2))
    tremor: Floats = np.sin(waves * np.arange(points)[:, np.newaxis] + phases) @ sizes
    return tremor
