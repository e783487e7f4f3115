"""Numbers as JSON: shortest float32 for programs, five significant digits for streams, never NaN."""

from dataclasses import asdict, is_dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

STREAM_DIGITS = 5
_SMALLEST, _LARGEST = -60, 60  # decimal exponents; float32 knows -45 to 38
_POWERS = 10.0 ** np.arange(_SMALLEST, _LARGEST + 1)
_DECIMAL_FROM = -150  # the least binary exponent of a float32, and a little
# For each binary exponent e the decimal one of the largest number below 2^e: right, or one too large.
_DECIMAL = np.floor(np.log10(2.0) * np.arange(_DECIMAL_FROM, 132)).astype(np.int64)


def to_json(value: Any) -> bytes:
    """Return the value as JSON: float32 arrays in their shortest digits, non-finite numbers as null."""
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)


def few_digits(value: Any) -> Any:
    """Return a figure, or all figures of a fact, with five significant digits; what is no fraction stays as it is."""
    if isinstance(value, float):
        return float(f"{value:.{STREAM_DIGITS}g}")
    if is_dataclass(value) and not isinstance(value, type):
        return {name: few_digits(figure) for name, figure in asdict(value).items()}
    return value


def round_significant(values: npt.NDArray[np.float32], digits: int = STREAM_DIGITS) -> npt.NDArray[np.float32]:
    """Return the values, of any shape, with so many significant digits; a vanishing gradient stays what it is.

    The result is float32 again, whose shortest decimal form is the rounded one (float32 holds six digits).
    """
    # frexp finds the binary exponent without a logarithm; a table turns it into the decimal one, or one too many.
    exact = values.astype(np.float64)
    magnitude = np.abs(exact)
    binary = np.frexp(exact)[1]
    exponent = _DECIMAL[binary - _DECIMAL_FROM]
    exponent -= magnitude < _POWERS[exponent - _SMALLEST]
    scale = _POWERS[digits - 1 - exponent - _SMALLEST]
    exact *= scale
    np.rint(exact, out=exact)
    exact /= scale
    rounded: npt.NDArray[np.float32] = exact.astype(np.float32)
    return rounded
