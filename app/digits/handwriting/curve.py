"""Curves: how the knots of a stroke become a smooth path.

Between corners the path is a Catmull-Rom spline. Its points are weighted sums of the knots, with weights that do
not depend on where the knots are moved to, so a stroke's curve is a matrix, and a thousand hands are one product.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from app.digits.handwriting.skeletons import Stroke

Floats = npt.NDArray[np.float64]

SPACING = 3.0  # hundredths of the digit's height between the points of a path
HURRY = 7.0  # the same unit: over how long a piece of the path a hurried pen averages


@dataclass(frozen=True)
class Curve:
    """Weights, (points, knots), that turn a stroke's knots into its path; `hurried` cuts corners as a fast pen does."""

    careful: Floats
    hurried: Floats


@cache
def curve_of(stroke: Stroke) -> Curve:
    """Return the curve of a stroke, its points about SPACING apart."""
    careful = weights(stroke)
    return Curve(careful, averaged(careful))


def weights(stroke: Stroke) -> Floats:
    """Return the (points, knots) weights of the spline through all knots, broken at the corners."""
    last = len(stroke.knots) - 1
    breaks = [0, *np.flatnonzero(stroke.corners[1:-1]) + 1, last]
    every_knot = np.eye(last + 1)
    pieces = [
        spline(stroke.knots[a : b + 1], every_knot[a : b + 1]) for a, b in zip(breaks[:-1], breaks[1:], strict=True)
    ]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])  # a corner belongs to both its sides


def spline(knots: Floats, values: Floats) -> Floats:
    """Return `values`, (knots, n), interpolated smoothly at points about SPACING apart.

    Where the knots stand decides the pace and the tangents: centripetal Catmull-Rom, which makes no loops of its
    own (Yuksel, Schaefer and Keyser, 2011).
    """
    chords = np.hypot(*np.diff(knots, axis=0).T)
    spans = np.sqrt(chords)
    slopes = np.diff(values, axis=0) / spans[:, np.newaxis]
    tangents = np.concatenate([slopes[:1], slopes])
    if len(knots) > 2:
        before, after = spans[:-1, np.newaxis], spans[1:, np.newaxis]
        tangents[1:-1] = (after * slopes[:-1] + before * slopes[1:]) / (before + after)
        tangents[0] = 1.5 * slopes[0] - 0.5 * tangents[1]  # no bend at the ends
        tangents[-1] = 1.5 * slopes[-1] - 0.5 * tangents[-2]
    steps = np.maximum(np.rint(chords / SPACING), 2).astype(int)
    pieces = [values[:1]]
    for i, (span, count) in enumerate(zip(spans, steps, strict=True)):
        t = (np.arange(1, count + 1) / count)[:, np.newaxis]
        start = (1 + 2 * t) * (1 - t) ** 2 * values[i] + t * (1 - t) ** 2 * span * tangents[i]
        end = t * t * (3 - 2 * t) * values[i + 1] + t * t * (t - 1) * span * tangents[i + 1]
        pieces.append(start + end)
    return np.concatenate(pieces)


def averaged(path: Floats) -> Floats:
    """Return the path, (points, n), averaged along itself by a bell of HURRY's width; its ends stay."""
    count = len(path)
    distance = SPACING * np.arange(-count + 1, count)
    bell = np.exp(-0.5 * (distance / HURRY) ** 2)
    # Mirrored through its end points, so that what is averaged there is symmetric about them.
    mirrored = np.concatenate([2 * path[0] - path[:0:-1], path, 2 * path[-1] - path[-2::-1]])
    smooth = [np.convolve(column, bell / bell.sum(), mode="valid") for column in mirrored.T]
    return np.stack(smooth, axis=1)
