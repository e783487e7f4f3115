"""The lessons: images that the shipped weights learn from, MNIST's in many variants and handwriting of our own."""

from collections.abc import Sequence

import numpy as np

from app.digits.augmentation import Augmentation, augment
from app.digits.dataset import Split, as_inputs
from app.digits.handwriting.skeletons import SKELETONS
from app.digits.handwriting.writing import images_of

# Framing centres every digit by its mass, so next to no shift; people's slant and pens differ more.
AUGMENTATION = Augmentation(shift=0.4, rotate=8.0, scale=0.08, shear=0.1, line_width=0.5)
AT_ONCE = 1_000  # images worked on together: as float32 they are 3 MB


def varied(examples: Split, rng: np.random.Generator) -> Split:
    """Return one variant of each example."""
    variants = np.empty(examples.images.shape, np.uint8)
    for start in range(0, len(examples), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        variants[some] = np.rint(255 * augment(as_inputs(examples.images[some]), AUGMENTATION, rng))
    return Split(variants, examples.labels)


def written(count: int, rng: np.random.Generator) -> Split:
    """Return about `count` digits of our own handwriting.

    Rare ways of writing come up as the square root of how often people use them: a crossed 7 is worth
    learning although few write it.
    """
    images, labels = [], []
    for skeleton, many in zip(SKELETONS, _shares(count), strict=True):
        for start in range(0, many, AT_ONCE):
            ink = images_of(skeleton, min(AT_ONCE, many - start), rng)
            images.append(np.rint(255 * ink.reshape(-1, 784)).astype(np.uint8))
            labels.append(np.full(len(ink), skeleton.digit, np.uint8))
    return Split(np.concatenate(images), np.concatenate(labels))


def together(parts: Sequence[Split]) -> Split:
    """Return the images of all parts, one part after the other."""
    return Split(np.concatenate([part.images for part in parts]), np.concatenate([part.labels for part in parts]))


def _shares(count: int) -> list[int]:
    """Return how many digits each skeleton writes: as many of each digit."""
    weights = np.sqrt([skeleton.frequency for skeleton in SKELETONS])
    digits = np.array([skeleton.digit for skeleton in SKELETONS])
    shares: list[int] = np.rint(count / 10 * weights / np.bincount(digits, weights)[digits]).astype(int).tolist()
    return shares
