"""The notation is read as it says, and every digit has its ways."""

import numpy as np
import pytest

from app.digits.handwriting.skeletons import SKELETONS, parsed


def test_a_slash_lifts_the_pen_and_an_exclamation_mark_is_a_corner() -> None:
    first, second = parsed("0,5 60,-3! 20,100 / 10,50 50,50")
    np.testing.assert_array_equal(first.knots, [[0, 5], [60, -3], [20, 100]])
    assert first.corners.tolist() == [False, True, False]
    assert second.knots.tolist() == [[10, 50], [50, 50]]


def test_every_digit_is_written_in_at_least_three_ways() -> None:
    for digit in range(10):
        assert len({skeleton.style for skeleton in SKELETONS if skeleton.digit == digit}) >= 3


@pytest.mark.parametrize("skeleton", SKELETONS, ids=lambda s: f"{s.digit} {s.style}")
def test_a_skeleton_is_about_a_hundred_high_and_no_knot_stands_on_the_next(skeleton: object) -> None:
    strokes = skeleton.strokes  # type: ignore[attr-defined]
    knots = np.concatenate([stroke.knots for stroke in strokes])
    assert 85 <= np.ptp(knots[:, 1]) <= 110
    assert min(np.hypot(*np.diff(stroke.knots, axis=0).T).min() for stroke in strokes) > 3
