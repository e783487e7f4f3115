"""Examples to learn from, made up: each digit is a row of ink of its own, with noise."""

import numpy as np

from app.digits.dataset import Split


def striped_digits(count: int, seed: int = 0) -> Split:
    """Return `count` images whose label is the three rows that are inked."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 10, count).astype(np.uint8)
    images = rng.integers(0, 40, (count, 28, 28)).astype(np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[2 * label + 3 : 2 * label + 6] += np.uint8(180)
    return Split(images.reshape(count, 784), labels)
