"""Augmentation on one core: ≥ 20,000 images a second for the affine part."""

import time

import numpy as np

from app.digits.augmentation import LIGHT, Augmentation, augment
from app.digits.framing import frame

COUNT = 10_000
REACH = 20_000


def images_per_second(augmentation: Augmentation) -> float:
    """Return the rate over COUNT images, after a warm-up."""
    image = frame([[(0.0, 0.0), (60.0, 0.0), (20.0, 100.0)]]).image
    images = np.tile(image, (COUNT, 1))
    augment(images[:500], augmentation, np.random.default_rng(0))
    start = time.perf_counter()
    augment(images, augmentation, np.random.default_rng(0))
    return COUNT / (time.perf_counter() - start)


def main() -> None:
    """Print both rates."""
    affine = Augmentation(shift=1, rotate=10, scale=0.1, shear=0.1)
    print(f"shift, rotate, scale, shear: {images_per_second(affine):,.0f} images/s (reach {REACH:,})")
    print(f"with line width: {images_per_second(LIGHT):,.0f} images/s")
