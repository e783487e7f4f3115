"""Curves go through their knots, keep corners for a careful pen and cut them for a hurried one."""

import numpy as np
import pytest

from app.digits.handwriting.curve import SPACING, curve_of
from app.digits.handwriting.skeletons import parsed

(CORNER,) = parsed("0,0 60,0! 60,60")
(BOW,) = parsed("0,0 30,10 60,0 90,30")


def nearest(path: np.ndarray, point: tuple[float, float]) -> float:
    return float(np.hypot(*(path - point).T).min())


def test_the_path_goes_through_every_knot() -> None:
    path = curve_of(BOW).careful @ BOW.knots
    assert max(nearest(path, knot) for knot in BOW.knots) == pytest.approx(0, abs=1e-9)


def test_its_points_are_about_evenly_spaced() -> None:
    steps = np.hypot(*np.diff(curve_of(BOW).careful @ BOW.knots, axis=0).T)
    assert steps.max() < 2 * SPACING and steps.min() > SPACING / 3


def test_a_bow_has_no_corner() -> None:
    ahead = np.diff(curve_of(BOW).careful @ BOW.knots, axis=0)
    turns = np.abs(np.diff(np.unwrap(np.arctan2(ahead[:, 1], ahead[:, 0]))))
    assert np.degrees(turns.max()) < 25


def test_a_corner_is_sharp_when_careful_and_cut_when_hurried_but_both_ends_stay() -> None:
    curve = curve_of(CORNER)
    careful, hurried = curve.careful @ CORNER.knots, curve.hurried @ CORNER.knots
    assert nearest(careful, (60, 0)) == 0
    assert 2 < nearest(hurried, (60, 0)) < 10
    np.testing.assert_allclose(hurried[[0, -1]], [[0, 0], [60, 60]], atol=1e-9)


def test_moving_the_knots_moves_the_path_alike() -> None:
    curve = curve_of(BOW)
    np.testing.assert_allclose(curve.careful @ (2 * BOW.knots + 7), 2 * (curve.careful @ BOW.knots) + 7)
