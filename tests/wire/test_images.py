"""Strokes are checked at the door."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidInput
from app.wire.images import FARTHEST, parse_strokes

NAN = float("nan")
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=8,
)


@pytest.mark.parametrize("bad", [NAN, float("inf"), -1e7, 10**400, "1", True, None, [1]])
@pytest.mark.parametrize("place", [0, 1, 7])
def test_one_bad_coordinate_is_found_wherever_it_is(bad: Any, place: int) -> None:
    stroke: list[list[Any]] = [[float(i), 2.0] for i in range(8)]
    stroke[place][1] = bad
    with pytest.raises(InvalidInput, match=f"point {place} of stroke 0 is"):
        parse_strokes([stroke])


def test_good_strokes_come_through_as_they_are() -> None:
    strokes = parse_strokes([[[0, 1.5], [-FARTHEST, FARTHEST]], []]).strokes
    assert [stroke.tolist() for stroke in strokes] == [[[0.0, 1.5], [-FARTHEST, FARTHEST]], []]


@given(st.lists(st.lists(anything, max_size=4), max_size=4))
def test_whatever_comes_is_taken_or_refused_in_words(strokes: list[Any]) -> None:
    try:
        taken = parse_strokes(strokes).strokes
    except InvalidInput as error:
        assert error.message
    else:
        assert [stroke.tolist() for stroke in taken] == strokes
