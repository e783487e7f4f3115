"""Handwriting: every style is written, the seed decides all, and progress is told."""

from collections.abc import Generator
from zlib import crc32

import numpy as np
import pytest

from app.digits.framing import MAX_POINTS, MAX_STROKES, frame
from app.digits.handwriting import STYLES, Handwriting, generate, write
from app.errors import InvalidInput

WAYS = [(digit, style) for digit, styles in STYLES.items() for style in styles]


def finished(job: Generator[int, None, Handwriting]) -> Handwriting:
    """Return what a job returns, having taken all its turns."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


@pytest.mark.parametrize(("digit", "style"), WAYS)
def test_every_way_of_writing_fits_the_limits_of_a_drawing(digit: int, style: str) -> None:
    for seed in range(5):
        strokes = write(digit, style, np.random.default_rng(seed))
        assert len(strokes) <= MAX_STROKES and sum(map(len, strokes)) <= MAX_POINTS
        assert frame(strokes).image.sum() > 20


def test_points_are_close_enough_to_look_smooth() -> None:
    for digit, style in WAYS:
        for stroke in write(digit, style, np.random.default_rng(1)):
            assert np.hypot(*np.diff(np.array(stroke), axis=0).T).max() < 6  # of 100


def test_two_hands_write_differently_and_one_seed_the_same() -> None:
    first, again, other = (write(7, "crossed", np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_a_crossed_seven_and_a_slashed_zero_have_a_second_stroke() -> None:
    rng = np.random.default_rng(0)
    assert [len(write(digit, style, rng)) for digit, style in ((7, "crossed"), (0, "slashed"), (7, "plain"))] == [
        2,
        2,
        1,
    ]


def test_a_set_has_every_digit_equally_often_in_random_order_and_labels_that_fit() -> None:
    written = finished(generate(1000, seed=1))
    assert np.bincount(written.labels).tolist() == [100] * 10
    assert len(np.unique(written.labels[:20])) > 4
    assert all(style in STYLES[label] for label, style in zip(written.labels, written.styles, strict=True))
    ones = written.images[written.labels == 1].mean(axis=0)
    assert ones.reshape(28, 28)[14, 13:16].mean() > 4 * ones.reshape(28, 28)[14, 7:10].mean()  # they stand upright


def test_progress_is_told_in_small_steps_up_to_all() -> None:
    steps = list(generate(1234, seed=0))
    assert steps[-1] == 1234
    assert 0 < min(np.diff(steps)) and max(np.diff(steps)) <= 60


def test_the_same_seed_gives_the_same_pixels_on_every_machine() -> None:
    # Taken on a machine with AVX-512 and again with all of NumPy's and BLAS's newer instructions switched off.
    assert crc32(finished(generate(300, seed=7)).images.tobytes()) == 267304311


@pytest.mark.parametrize("count", [0, 1, 7])
def test_any_number_of_digits_can_be_asked_for(count: int) -> None:
    assert len(finished(generate(count, seed=0)).labels) == count


def test_what_nobody_writes_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput, match="digit is 10"):
        write(10, "plain", np.random.default_rng(0))
    with pytest.raises(InvalidInput, match="expected one of plain, crossed"):
        write(7, "upside down", np.random.default_rng(0))
