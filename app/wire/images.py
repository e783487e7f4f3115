"""An image as a client may give it: pixels, a dataset's image, or strokes of a pen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from app.digits.dataset import Dataset, as_inputs
from app.digits.framing import Framing, frame
from app.errors import InvalidInput, NotFound

SIDE, PIXELS = 28, 784
MAX_STROKES, MAX_POINTS = 64, 2_000
LARGEST_INDEX = 2**31 - 1
A_BYTE = 1.5  # what is larger is no slip of rounding, but a pixel from 0 to 255
FARTHEST = 1e6  # units from the origin: any real pad, and no overflow

Pixels = npt.NDArray[np.float32]
Points = npt.NDArray[np.float64]  # (n, 2)
HUGE = 10**40  # a whole number beyond it is not written out
NUMBERS = {int, float}  # and not bool, which Python counts among them


@dataclass(frozen=True)
class DatasetImage:
    """The image with that index in one split of a dataset."""

    dataset: str
    split: str
    index: int


@dataclass(frozen=True)
class Strokes:
    """What a pen drew: x to the right, y down, any unit."""

    strokes: list[Points]


Image = Pixels | DatasetImage | Strokes

EXPECTED = (
    "784 numbers, 28 rows of 28 numbers, "
    '{"dataset": "examples", "split": "test", "index": 7} or {"strokes": [[[x, y], …], …]}'
)


def parse_image(value: Any) -> Image:
    """Return the image that a JSON value stands for. Raises InvalidInput saying what came and what was expected."""
    if isinstance(value, list):
        return parse_pixels(value)
    if isinstance(value, dict) and "strokes" in value:
        _only(value, {"strokes"})
        return parse_strokes(value["strokes"])
    if isinstance(value, dict) and "dataset" in value:
        _only(value, {"dataset", "split", "index"})
        return _parse_reference(value)
    raise InvalidInput(f"image is {describe(value)}, expected {EXPECTED}")


def parse_pixels(value: list[Any]) -> Pixels:
    """Return 784 numbers, or 28 rows of 28, as (784,) float32 between 0 and 1."""
    if len(value) == SIDE and all(isinstance(row, list) for row in value):
        lengths = [len(row) for row in value]
        if set(lengths) != {SIDE}:
            row = next(i for i, n in enumerate(lengths) if n != SIDE)
            raise InvalidInput(f"row {row} of the image has {lengths[row]} numbers, expected 28")
        value = [pixel for row in value for pixel in row]
    if len(value) != PIXELS:
        raise InvalidInput(f"image has {len(value)} numbers, expected 784 or 28 rows of 28")
    check_numbers(value, "pixel")
    pixels = as_floats(value)
    bad = np.flatnonzero(~((pixels >= 0.0) & (pixels <= 1.0)))
    if len(bad):
        hint = ": divide by 255" if A_BYTE < pixels[bad].max() <= 255 and pixels.min() >= 0 else ""
        raise InvalidInput(f"pixel {bad[0]} is {pixels[bad[0]]}, expected 0 to 1{hint}")
    return pixels.astype(np.float32)


def parse_strokes(value: Any) -> Strokes:
    """Return strokes, each a list of [x, y], within the limits of size."""
    if not isinstance(value, list):
        raise InvalidInput(f"strokes are {describe(value)}, expected a list of strokes, each a list of [x, y]")
    if len(value) > MAX_STROKES:
        raise InvalidInput(f"there are {len(value)} strokes, expected at most {MAX_STROKES}")
    for i, stroke in enumerate(value):
        if not isinstance(stroke, list):
            raise InvalidInput(f"stroke {i} is {describe(stroke)}, expected a list of [x, y]")
    count = sum(len(stroke) for stroke in value)
    if count > MAX_POINTS:
        raise InvalidInput(f"the strokes have {count} points, expected at most {MAX_POINTS}")
    return Strokes([_parse_stroke(stroke, i) for i, stroke in enumerate(value)])


def _parse_stroke(stroke: list[Any], number: int) -> Points:
    """Return the points of a stroke. This runs at every movement of every pen: first all at once, then in search."""
    if all(type(point) is list and len(point) == 2 for point in stroke):
        values = [value for point in stroke for value in point]
        if {*map(type, values)} <= NUMBERS:
            points = as_floats(values).reshape(-1, 2)
            if (np.abs(points) <= FARTHEST).all():  # and so none is NaN
                return points
    for i, point in enumerate(stroke):
        if not isinstance(point, list) or len(point) != 2:
            raise InvalidInput(f"point {i} of stroke {number} is {describe(point)}, expected [x, y]")
        x, y = point
        if not (_is_coordinate(x) and _is_coordinate(y)):
            raise InvalidInput(
                f"point {i} of stroke {number} is [{describe(x)}, {describe(y)}], "
                f"expected two numbers from {-FARTHEST:.0f} to {FARTHEST:.0f}"
            )
    raise AssertionError("the points are good one by one and bad together")


def _is_coordinate(value: Any) -> bool:
    return type(value) in NUMBERS and -FARTHEST <= value <= FARTHEST


def _parse_reference(value: dict[str, Any]) -> DatasetImage:
    dataset, split, index = value["dataset"], value.get("split", "test"), value.get("index")
    if not isinstance(dataset, str) or not isinstance(split, str):
        raise InvalidInput("dataset and split of an image are names, expected e.g. 'examples' and 'test'")
    if isinstance(index, float) and index.is_integer():
        index = int(index)
    if type(index) is not int or not 0 <= index <= LARGEST_INDEX:
        raise InvalidInput(
            f"index of an image is {describe(value.get('index'))}, expected a whole number from 0 to {LARGEST_INDEX}"
        )
    return DatasetImage(dataset, split, index)


def _only(value: dict[str, Any], known: set[str]) -> None:
    unknown = sorted(set(value) - known)
    if unknown:
        raise InvalidInput(f"image has a field {unknown[0][:40]!r}, expected only {', '.join(sorted(known))}")


def check_numbers(values: Sequence[Any], noun: str) -> None:
    """Raise InvalidInput unless every value is a number: no text, no true or false, no null."""
    if not {type(value) for value in values} <= {int, float}:
        i = next(i for i, value in enumerate(values) if type(value) not in (int, float))
        raise InvalidInput(f"{noun} {i} is {describe(values[i])}, expected a number")


def as_floats(values: Sequence[Any]) -> npt.NDArray[np.float64]:
    """Return numbers as float64; a whole number beyond its range becomes infinite."""
    try:
        return np.array(values, dtype=np.float64)
    except OverflowError:
        return np.array([float(v) if abs(v) < 1e300 else np.inf for v in values])


def describe(value: Any) -> str:
    """Return a JSON value as an error message may quote it: short, whatever came."""
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    if value is None or isinstance(value, bool):
        return str(value).lower().replace("none", "null")
    if isinstance(value, int | float):
        return "a huge number" if isinstance(value, int) and abs(value) > HUGE else str(value)
    return f"a {type(value).__name__}"


@dataclass(frozen=True)
class Seen:
    """An image as the network sees it: (784,) pixels; and, when it was drawn, how it was framed."""

    pixels: Pixels
    framing: Framing | None = None


def see(image: Image, datasets: Mapping[str, Dataset]) -> Seen:
    """Return the pixels that the image stands for. Raises NotFound for an image that no dataset has."""
    if isinstance(image, Strokes):
        framing = frame(image.strokes)
        return Seen(framing.image, framing)
    if isinstance(image, DatasetImage):
        return Seen(as_inputs(find_row(image, datasets)[0]))
    return Seen(image)


def find_row(image: DatasetImage, datasets: Mapping[str, Dataset]) -> tuple[npt.NDArray[np.uint8], int]:
    """Return the stored image, (784,) from 0 to 255, and its label."""
    if image.dataset not in datasets:
        raise NotFound(
            f"there is no dataset {image.dataset[:40]!r}, expected one of {', '.join(datasets)}", field="dataset"
        )
    split = datasets[image.dataset].split(image.split)
    if image.index >= len(split):
        raise NotFound(
            f"index is {image.index}, expected 0 to {len(split) - 1} in {image.dataset} {image.split}", field="index"
        )
    return split.images[image.index], int(split.labels[image.index])
