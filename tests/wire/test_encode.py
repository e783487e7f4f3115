"""Numbers as JSON."""

import numpy as np
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.store.standing import Accuracy
from app.wire.encode import few_digits, round_significant, to_json


def test_rest_numbers_have_their_shortest_float32_digits() -> None:
    assert to_json({"a": np.float32([0.1, 1 / 3])}) == b'{"a":[0.1,0.33333334]}'


def test_non_finite_becomes_null() -> None:
    assert to_json(np.float32([np.nan, np.inf, 1.0])) == b"[null,null,1.0]"


def test_five_digits_stay_however_small_the_number() -> None:
    assert to_json(round_significant(np.float32([3.123456e-9, 0.123456, -12345.67, 0.0]))) == (
        b"[3.1235e-9,0.12346,-12346.0,0.0]"
    )


@pytest.mark.parametrize(
    ("value", "few"),
    [
        (1.564065647125244, 1.5641),
        (0.0270270270270, 0.027027),
        (123456.7, 123460.0),
        (1234567, 1234567),
        (None, None),
        (
            Accuracy(7, 1 / 3, 0.5, 2 / 3, 0.0),
            {"step": 7, "train": 0.33333, "test": 0.5, "train_cost": 0.66667, "test_cost": 0.0},
        ),
    ],
)
def test_figures_of_a_stream_have_five_digits_and_whole_numbers_stay(value: object, few: object) -> None:
    assert few_digits(value) == few


@given(arrays.arrays(np.float32, 5, elements=st.floats(-(2.0**100), 2.0**100, width=32)))
def test_rounding_agrees_with_python_own_formatting(values: np.ndarray) -> None:
    rounded = orjson.loads(to_json(round_significant(values)))
    expected = [float(f"{float(v):.5g}") for v in values]
    assert rounded == pytest.approx(expected, rel=1.1e-5, abs=1e-44)
