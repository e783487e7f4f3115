"""Numbers as JSON: shortest float32 for programs, five significant digits for streams, never NaN."""

from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from app.engine.activations import Array

STREAM_DIGITS = 5
_SMALLEST, _LARGEST = -50, 50  # decimal exponents; float32 knows -45 to 38
_POWERS = 10.0 ** np.arange(_SMALLEST, _LARGEST + 1)


def to_json(value: Any) -> bytes:
    """Return the value as JSON: float32 arrays in their shortest digits, non-finite numbers as null."""
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY)


def round_significant(values: npt.NDArray[np.float32], digits: int = STREAM_DIGITS) -> npt.NDArray[np.float32]:
    """Return the values, of any shape, with so many significant digits; a vanishing gradient stays what it is.

    The result is float32 again, whose shortest decimal form is the rounded one (float32 holds six digits).
    """
    magnitude = np.abs(values.astype(np.float64))
    safe = np.where((magnitude > 0) & np.isfinite(magnitude), magnitude, 1.0)
    exponent = np.floor(np.log10(safe)).astype(np.int64)
    scale = _POWERS[np.clip(digits - 1 - exponent, _SMALLEST, _LARGEST) - _SMALLEST]
    rounded: npt.NDArray[np.float32] = (np.round(values * scale) / scale).astype(np.float32)
    return rounded


def round_all(arrays: list[Array]) -> list[Array]:
    """Return one-dimensional arrays rounded for a stream: in one go, since a call costs more than a number."""
    ends = np.cumsum([len(array) for array in arrays])[:-1]
    return np.split(round_significant(np.concatenate(arrays)), ends)
