"""Framing: from strokes of any size to the 28×28 picture that MNIST would have made of them.

What MNIST's 60,000 training images are like (measured by `python -m bench mnist_ink`), and so what we draw:

* The ink's longer side is exactly 20 pixels, the line's width included; the aspect ratio is the drawing's.
* The centre of mass lies on the middle of pixel 14 of 0 … 27 (half a pixel right of and below the picture's
  own centre), to half a pixel, since whole pixels were shifted. We centre exactly, so that the picture glides
  with the pen instead of jumping; networks read MNIST's images almost as well when these are so moved.
* Lines are solid with an edge of one pixel: a pixel whose middle is d from the line's own middle has
  brightness w/2 + ½ − d, held within 0 … 1. The width w of straight 1s has median 2.7 pixels (5 % below 1.8,
  5 % above 4.2).

Coordinates in pictures are in pixels from the left upper corner: pixel (0, 0) covers 0 … 1, its middle is at ½.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from app.errors import InvalidInput

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Image = npt.NDArray[np.float32]

SIDE = 28  # pixels
BOX = 20.0  # pixels; the ink's longer side
CENTRE = 14.5  # pixels; where the centre of mass goes, both ways
LINE_WIDTH = 2.7  # pixels
MAX_SCALE = 400.0  # pixels per unit of the drawing: below 1/20 of a unit a drawing grows no further: a dot stays one
MAX_STROKES = 64
MAX_POINTS = 2_000

SPACING = 0.35  # pixels between stamped discs: leaves dents of 0.01 pixel in the line's edge
MANY_SAMPLES = 4_096  # per drawing; beyond it, one disc a quarter pixel is stamped, which bounds the work
FAR = 1e4  # square pixels; farther than any disc reaches
SMALLEST = 1e-300  # of a unit; a tap has no extent, and must not be divided by
FINEST_EXTENT = 1e-9  # of the largest coordinate; below it a float's rounding would be drawn
ROW, COLUMN = np.indices((SIDE, SIDE)).reshape(2, -1) + 0.5
MOMENTS = np.stack([COLUMN, ROW, np.ones_like(ROW)], axis=1)  # (784, 3): what a pixel's ink weighs in x, y and mass


@dataclass(frozen=True)
class Framing:
    """A drawing as the network sees it, and how it was placed: picture point = scale · drawing point + offset.

    image:  (784,) brightness from 0 to 1, row by row
    scale:  pixels per unit of the drawing
    offset: (x, y) in pixels
    box:    (left, top, right, bottom) of the 20-pixel box in pixels; the ink touches it on its longer sides
    centre: (x, y) of the ink's centre of mass in pixels
    empty:  nothing was drawn; the other facts are then those of an untouched picture
    """

    image: Image
    scale: float
    offset: tuple[float, float]
    box: tuple[float, float, float, float]
    centre: tuple[float, float]
    empty: bool = False


@dataclass(frozen=True)
class Drawings:
    """Many drawings, point after point: the form in which whole data sets are framed at once.

    points:  (n, 2) x to the right, y down, in any unit
    stroke:  (n,) number of the stroke that a point belongs to, never decreasing
    drawing: (n,) number of the drawing that a point belongs to, never decreasing, none left out
    """

    points: Floats
    stroke: Indices
    drawing: Indices


@dataclass(frozen=True)
class Framed:
    """What `frame_all` made of `count` drawings; see Framing for the meaning and units.

    images: (count, 28, 28); scales: (count,); offsets, box_corners (left upper), centres: (count, 2)
    """

    images: Image
    scales: Floats
    offsets: Floats
    box_corners: Floats
    centres: Floats


def frame(strokes: Sequence[Any], line_width: float = LINE_WIDTH) -> Framing:
    """Return the framed picture of one drawing; see `frame_many`."""
    return frame_many([strokes], line_width)[0]


def frame_many(drawings: Sequence[Sequence[Any]], line_width: float = LINE_WIDTH) -> list[Framing]:
    """Return the framed picture of each drawing: sixteen take the time that four would take one by one.

    drawings:   each at most 64 strokes with at most 2,000 points together; a stroke is a sequence of (x, y),
                x to the right, y down, in any unit; strokes without points draw nothing
    line_width: in pixels

    Raises InvalidInput, naming the stroke or point, for anything else.
    """
    checked = [checked_strokes(strokes) for strokes in drawings]
    inked = iter(framed_together([arrays for arrays in checked if arrays], line_width))
    return [next(inked) if arrays else nothing_drawn() for arrays in checked]


def nothing_drawn() -> Framing:
    """Return the framing of an empty pad."""
    corner = CENTRE - BOX / 2
    box = (corner, corner, corner + BOX, corner + BOX)
    return Framing(np.zeros(SIDE * SIDE, np.float32), 1.0, (0.0, 0.0), box, (CENTRE, CENTRE), empty=True)


def framed_together(drawings: list[list[Floats]], line_width: float) -> list[Framing]:
    """Return the framing of each drawing, made together. A drawing is its strokes, each (n, 2), at least one."""
    if not drawings:
        return []
    strokes = [stroke for drawing in drawings for stroke in drawing]
    stroke = np.repeat(np.arange(len(strokes)), [len(points) for points in strokes])
    drawing_of_stroke = np.repeat(np.arange(len(drawings)), [len(drawing) for drawing in drawings])
    framed = frame_all(
        Drawings(np.concatenate(strokes), stroke, drawing_of_stroke[stroke]), np.full(len(drawings), line_width)
    )
    facts = zip(
        framed.images.reshape(-1, SIDE * SIDE),
        framed.scales.tolist(),
        framed.offsets.tolist(),
        framed.box_corners.tolist(),
        framed.centres.tolist(),
        strict=True,
    )
    return [  # each image is a copy, so that who keeps one does not keep them all
        Framing(image.copy(), scale, (x, y), (left, top, left + BOX, top + BOX), (centre_x, centre_y))
        for image, scale, (x, y), (left, top), (centre_x, centre_y) in facts
    ]


def frame_all(drawings: Drawings, line_widths: Floats) -> Framed:
    """Return the framed pictures of many drawings at once, each with its own line width in pixels, (count,)."""
    firsts = np.flatnonzero(np.diff(drawings.drawing, prepend=-1))
    low = np.minimum.reduceat(drawings.points, firsts)
    high = np.maximum.reduceat(drawings.points, firsts)
    # Halves, so that neither sum nor difference of two finite numbers can overflow.
    middle = 0.5 * low + 0.5 * high
    half_extent = (0.5 * high - 0.5 * low).max(axis=1)
    finest = FINEST_EXTENT * np.maximum(np.abs(low), np.abs(high)).max(axis=1)
    half_extent = np.maximum(half_extent, np.maximum(finest, SMALLEST))
    scales = np.minimum(0.5 * (BOX - line_widths) / half_extent, MAX_SCALE)

    # First in the middle of the picture, to weigh the ink; then moved so that its weight is in the middle.
    around_middle = (drawings.points - middle[drawings.drawing]) * scales[drawings.drawing, np.newaxis]
    samples, owner = resampled(around_middle, drawings)
    in_middle = centres_of_mass(stamped(samples + SIDE / 2, owner, line_widths))
    slack = (SIDE - BOX) / 2  # the box never leaves the picture, however lopsided the ink
    move = np.minimum(np.maximum(CENTRE - in_middle, -slack), slack)
    shift = SIDE / 2 + move
    images = stamped(samples + shift[owner], owner, line_widths)
    return Framed(images, scales, shift - middle * scales[:, np.newaxis], shift - BOX / 2, in_middle + move)


def resampled(points: Floats, drawings: Drawings) -> tuple[Floats, Indices]:
    """Return points (m, 2) along the strokes, at most SPACING apart, and the drawing (m,) each belongs to.

    points: (n, 2) of the drawings, in pixels
    """
    ahead = np.zeros_like(points)
    ahead[:-1] = np.diff(points, axis=0)
    ahead[:-1][np.diff(drawings.stroke) > 0] = 0.0  # the pen is up
    pieces = np.maximum(np.ceil(np.hypot(ahead[:, 0], ahead[:, 1]) / SPACING), 1).astype(np.int64)
    starts = np.cumsum(pieces) - pieces
    source = np.repeat(np.arange(len(points)), pieces)
    part = (np.arange(len(source)) - starts[source]) / pieces[source]
    samples, owner = points[source] + part[:, np.newaxis] * ahead[source], drawings.drawing[source]
    if len(samples) <= MANY_SAMPLES:
        return samples, owner
    kept = (np.bincount(owner) <= MANY_SAMPLES)[owner]  # whatever company a drawing is framed in, it looks the same
    kept[one_per_cell(samples, owner)] = True
    return samples[kept], owner[kept]


def one_per_cell(samples: Floats, owner: Indices) -> Indices:
    """Return which samples to keep so that each quarter pixel of each picture holds at most one."""
    side = 4 * SIDE
    column, row = np.floor(4 * samples.T).astype(np.int64) + side // 2
    cells = np.full((owner[-1] + 1) * side * side, -1)
    cells[(owner * side + row) * side + column] = np.arange(len(samples))
    return cells[cells >= 0]


def stamped(samples: Floats, owner: Indices, line_widths: Floats) -> Image:
    """Return pictures, (count, 28, 28), with a disc stamped on every sample.

    samples: (m, 2) in pixels; owner: (m,) which picture each is in; line_widths: (count,) diameters of the discs
    """
    # A margin as wide as a disc reaches spares asking of each pixel whether it is in the picture.
    reach = int(np.ceil(line_widths.max() / 2))
    steps = np.arange(-reach, reach + 1)
    margin = reach + 1
    width = SIDE + 2 * margin
    inside = np.floor(samples.T)
    # Samples run along the last axis: NumPy is three times as fast on long rows as on many rows of five.
    squares = ((steps + 0.5)[:, np.newaxis, np.newaxis] + (inside - samples.T)).astype(np.float32) ** 2
    square_distance = squares[:, np.newaxis, 1] + squares[np.newaxis, :, 0]
    column, row = inside.astype(np.int64) + margin
    pixels = (steps[:, np.newaxis] * width + steps)[:, :, np.newaxis] + ((owner * width + row) * width + column)
    nearest = np.full(len(line_widths) * width * width, FAR, np.float32)
    np.minimum.at(nearest, pixels.ravel(), square_distance.ravel())
    distance = np.sqrt(nearest.reshape(-1, width, width)[:, margin:-margin, margin:-margin])
    edge = (line_widths / 2 + 0.5).astype(np.float32)[:, np.newaxis, np.newaxis]
    return np.minimum(np.maximum(edge - distance, 0.0), 1.0)


def centres_of_mass(images: Image) -> Floats:
    """Return the (x, y) of each picture's centre of mass in pixels, (count, 2)."""
    moments = images.reshape(len(images), -1).astype(np.float64) @ MOMENTS  # exact enough to be alike everywhere
    centres: Floats = moments[:, :2] / moments[:, 2:]
    return centres


def checked_strokes(strokes: Sequence[Any]) -> list[Floats]:
    """Return the strokes that have points, each as (n, 2); raise InvalidInput for what is not a drawing."""
    if isinstance(strokes, str | bytes | dict) or not isinstance(strokes, Sequence | np.ndarray):
        raise InvalidInput(f"strokes is {type(strokes).__name__}, expected a list of strokes", field="strokes")
    if len(strokes) > MAX_STROKES:
        raise InvalidInput(f"{len(strokes)} strokes, expected at most {MAX_STROKES}", field="strokes")
    arrays = []
    count = 0
    for number, stroke in enumerate(strokes):
        array = checked_stroke(stroke, f"strokes.{number}")
        count += len(array)
        if count > MAX_POINTS:
            raise InvalidInput(f"more than {MAX_POINTS} points, expected at most {MAX_POINTS}", field="strokes")
        if len(array):
            arrays.append(array)
    return arrays


def checked_stroke(stroke: Any, field: str) -> Floats:
    """Return one stroke as (n, 2); raise InvalidInput unless it is a sequence of finite (x, y)."""
    if not isinstance(stroke, Sequence | np.ndarray) or isinstance(stroke, str | bytes):
        raise InvalidInput(f"a stroke is {type(stroke).__name__}, expected a list of points", field=field)
    if len(stroke) == 0:
        return np.empty((0, 2))
    if len(stroke) > MAX_POINTS:
        raise InvalidInput(f"{len(stroke)} points, expected at most {MAX_POINTS}", field=field)
    try:
        array = np.asarray(stroke)
    except ValueError:
        array = np.empty(0)  # ragged
    if array.ndim != 2 or array.shape[1] != 2 or array.dtype.kind not in "iuf":
        raise InvalidInput("a stroke has something that is not a point, expected pairs [x, y] of numbers", field=field)
    array = array.astype(np.float64)
    good = np.isfinite(array).all(axis=1)
    if not good.all():
        point = int(np.argmin(good))
        raise InvalidInput(f"a point is {array[point].tolist()}, expected finite numbers", field=f"{field}.{point}")
    return array
