"""A hand without any temper draws the skeleton; each amount changes what its name says."""

from dataclasses import fields, replace

import numpy as np
import pytest

from app.digits.handwriting.hand import LINE_WIDTHS, Temper, line_widths, paths
from app.digits.handwriting.skeletons import Skeleton, parsed

CALM = replace(
    Temper(**{field.name: 0.0 for field in fields(Temper)}),  # type: ignore[arg-type]
    slant=(0.0, 0.0),
    aspect=(0.0, 0.0),
    pen=(2.7, 0.0),
)
SEVEN = Skeleton(7, "crossed", 1.0, parsed("0,0 60,0! 30,100 / 15,50 55,50"))


def written(temper: Temper, count: int = 200) -> list[np.ndarray]:
    return paths(SEVEN, count, np.random.default_rng(0), temper)


def test_the_calmest_hand_draws_the_skeleton() -> None:
    stem, bar = written(CALM, count=1)
    np.testing.assert_allclose(stem[0, [0, -1]], [[0, 0], [30, 100]], atol=1e-9)
    np.testing.assert_allclose(bar[0, [0, -1]], [[15, 50], [55, 50]], atol=1e-9)


def test_slant_moves_the_top_to_the_right_of_the_foot() -> None:
    stem, _ = written(replace(CALM, slant=(0.3, 0.0)), count=1)
    np.testing.assert_allclose(stem[0, -1] - stem[0, 0], [30 - 30, 100], atol=1e-9)


def test_aspect_makes_the_digit_wider() -> None:
    stem, _ = written(replace(CALM, aspect=(float(np.log(1.5)), 0.0)), count=1)
    assert np.ptp(stem[0, :, 0]) == pytest.approx(90)


@pytest.mark.parametrize("name", ["turn", "balance", "taper", "bend", "unsteady", "wobble", "overshoot", "hurry"])
def test_every_amount_makes_hands_differ(name: str) -> None:
    strokes = written(replace(CALM, **{name: 0.2}))
    assert max(stroke.std(axis=0).max() for stroke in strokes) > 0.05


def test_only_later_strokes_are_set_down_elsewhere() -> None:
    stem, bar = written(replace(CALM, lift=3.0))
    assert stem.std(axis=0).max() == pytest.approx(0, abs=1e-9)
    assert bar[:, 0].std(axis=0) == pytest.approx([3, 3], rel=0.2)


def test_wilder_hands_bend_more() -> None:
    tame, wild = (written(replace(CALM, bend=2.0, wildness=amount))[0] for amount in (0.0, 0.8))
    assert np.quantile(np.ptp(wild[:, :, 0], axis=1), 0.95) > np.quantile(np.ptp(tame[:, :, 0], axis=1), 0.95)


def test_a_larger_digit_has_finer_lines_and_none_is_too_fine_or_broad() -> None:
    rng = np.random.default_rng(0)
    small, large = (line_widths([size * np.ones((1, 2, 2)) * [[0], [1]]], rng, CALM).item() for size in (50, 200))
    assert large < small
    widths = line_widths([np.ones((500, 2, 2)) * [[0], [80]]], rng, replace(CALM, pen=(2.7, 2.0)))
    assert (widths.min(), widths.max()) == LINE_WIDTHS
