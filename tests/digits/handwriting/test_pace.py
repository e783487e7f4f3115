"""The pen is slow where it turns and where it starts and ends."""

import numpy as np

from app.digits.handwriting.pace import POINTS_PER_SECOND, TOP_SPEED, paced

STRAIGHT = np.stack([np.linspace(0, 300, 100), np.zeros(100)], axis=1)
CORNER = np.concatenate([STRAIGHT, STRAIGHT[1:, ::-1] + [300, 0]])


def steps(path: np.ndarray) -> np.ndarray:
    return np.hypot(*np.diff(paced(path), axis=0).T)


def test_a_long_straight_line_is_drawn_at_top_speed_but_for_its_ends() -> None:
    found = steps(STRAIGHT)
    assert np.isclose(found[len(found) // 2], TOP_SPEED / POINTS_PER_SECOND, rtol=0.05)
    assert found[0] < 0.6 * found.max() and found[-1] < 0.6 * found.max()


def test_in_a_corner_it_slows_down() -> None:
    points = paced(CORNER)
    corner = np.hypot(*(points - [300, 0]).T).argmin()
    assert steps(CORNER)[corner] < 0.7 * steps(CORNER).max()


def test_it_begins_and_ends_where_the_path_does() -> None:
    np.testing.assert_allclose(paced(CORNER)[[0, -1]], CORNER[[0, -1]], atol=1e-9)


def test_a_path_that_stands_still_is_two_points() -> None:
    assert len(paced(np.zeros((5, 2)))) == 2
