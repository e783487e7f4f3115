"""Augmentation: each change does what its name says, within its bound, and repeats by its seed."""

import numpy as np
import pytest

from app.digits.augmentation import (
    CHUNK,
    LIGHT,
    Augmentation,
    augment,
    inverse_affine,
    resampled,
    variants_of,
    widened,
)
from app.digits.framing import frame
from app.errors import InvalidInput, ShapeError

SEVEN = frame([[(0.0, 0.0), (60.0, 0.0), (20.0, 100.0)], [(15.0, 50.0), (55.0, 50.0)]]).image
BAR = frame([[(0.0, 0.0), (0.0, 1.0)]]).image


def dot(x: int, y: int) -> np.ndarray:
    image = np.zeros((28, 28), np.float32)
    image[y, x] = 1.0
    return image.reshape(1, 784)


def moved_dot(x: int, y: int, augmentation: Augmentation, amounts: list[float]) -> tuple[float, float]:
    """Return where the ink of a dot lies after the given shares of the augmentation."""
    image = resampled(dot(x, y), inverse_affine(np.array([amounts]), augmentation)).reshape(28, 28)
    rows, columns = np.indices((28, 28))
    return (columns * image).sum() / image.sum(), (rows * image).sum() / image.sum()


def test_no_change_gives_the_image_back() -> None:
    np.testing.assert_array_equal(variants_of(SEVEN, 2, Augmentation(), np.random.default_rng(0)), [SEVEN, SEVEN])


@pytest.mark.parametrize(
    ("augmentation", "amounts", "where"),
    [
        (Augmentation(shift=2), [1, -0.5, 0, 0, 0], (16, 9)),  # 14 + 2, 10 − 1
        (Augmentation(rotate=90), [0, 0, 1, 0, 0], (18, 14)),  # clockwise: from above the middle to its right
        (Augmentation(scale=0.5), [0, 0, 0, 1, 0], (14, 8)),  # 4 above the middle becomes 6 above
        (Augmentation(scale=1 / 3), [0, 0, 0, -1, 0], (14, 11)),  # 4 / (4/3)
        (Augmentation(shear=0.5), [0, 0, 0, 0, 1], (12, 10)),  # sideways by half the height
    ],
)
def test_a_dot_goes_where_the_name_says(augmentation: Augmentation, amounts: list, where: tuple) -> None:
    assert moved_dot(14, 10, augmentation, amounts) == pytest.approx(where, abs=0.1)


def test_turning_and_shearing_together_first_shears() -> None:
    both = Augmentation(rotate=90, shear=0.5)
    assert moved_dot(14, 10, both, [0, 0, 1, 0, 1]) == pytest.approx((18, 12), abs=0.1)  # (12, 10), turned


@pytest.mark.parametrize("change", [-0.6, 0.4, 1.0])
def test_lines_become_wider_on_both_sides_by_the_change(change: float) -> None:
    row = BAR.reshape(28, 28)[14]
    wider = widened(BAR[np.newaxis], np.array([change])).reshape(28, 28)[14]
    assert wider.sum() - row.sum() == pytest.approx(2 * change, abs=0.05)
    assert np.count_nonzero((wider > 0) & (wider < 1)) <= 2


def test_the_same_seed_gives_the_same_variants_and_another_seed_others() -> None:
    first, again, other = (variants_of(SEVEN, CHUNK + 3, LIGHT, np.random.default_rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any(axis=1).all()
    assert len(np.unique(first, axis=0)) == CHUNK + 3


def test_brightness_stays_from_0_to_1_under_the_strongest_changes() -> None:
    strongest = Augmentation(shift=10, rotate=180, scale=0.5, shear=1, line_width=2)
    variants = variants_of(SEVEN, 500, strongest, np.random.default_rng(0))
    assert variants.dtype == np.float32
    assert variants.min() >= 0 and variants.max() <= 1


def test_no_images_give_no_variants() -> None:
    assert augment(np.empty((0, 784), np.float32), LIGHT, np.random.default_rng(0)).shape == (0, 784)


@pytest.mark.parametrize(("name", "value"), [("shift", -1.0), ("rotate", 181.0), ("scale", float("nan"))])
def test_a_bound_out_of_range_is_refused_by_name(name: str, value: float) -> None:
    with pytest.raises(InvalidInput, match=f"{name} is {value}") as refused:
        Augmentation(**{name: value})
    assert refused.value.field == f"augmentation.{name}"


def test_images_of_another_shape_are_refused() -> None:
    with pytest.raises(ShapeError, match=r"\(2, 28, 28\)"):
        augment(np.zeros((2, 28, 28), np.float32), LIGHT, np.random.default_rng(0))
