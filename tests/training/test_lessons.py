"""What the shipped weights learn from: every digit as often, rare ways of writing often enough."""

import numpy as np
import pytest

from app.digits.dataset import Split
from app.training.lessons import together, varied, written


def digits(count: int) -> Split:
    return written(count, np.random.default_rng(0))


def test_every_digit_is_written_about_as_often() -> None:
    counts = np.bincount(digits(1_000).labels, minlength=10)
    assert counts.tolist() == pytest.approx([100] * 10, abs=4)


def test_variants_are_others_with_the_same_labels_and_about_as_much_ink() -> None:
    examples = digits(200)
    variants = varied(examples, np.random.default_rng(1))
    assert np.array_equal(variants.labels, examples.labels)
    assert (variants.images != examples.images).any(axis=1).all()
    assert variants.images.mean() == pytest.approx(examples.images.mean(), rel=0.1)


def test_the_generator_decides_what_is_written_and_varied() -> None:
    first, again = (varied(digits(100), np.random.default_rng(2)).images for _ in range(2))
    assert np.array_equal(first, again)


def test_parts_come_together_in_their_order() -> None:
    first, second = digits(20), digits(30)
    both = together([first, second])
    assert np.array_equal(both.images[: len(first)], first.images)
    assert np.array_equal(both.labels[len(first) :], second.labels)
