"""How real the built-in digits are, in both directions (needs NUDGE_MNIST_DIR; some ten minutes).

A 784-16-16-10 network taught by built-in digits alone reads MNIST's test images: ≥ 90 %. One taught by MNIST alone
reads built-in digits: ≥ 95 % of the ways of writing that MNIST has. Each learns from a larger network that saw the
same images and no others, as the shipped weights do (`app.training.recipe`).
"""

import os
import tempfile
from pathlib import Path

import numpy as np

from app.digits import mnist
from app.digits.augmentation import Augmentation, augment
from app.digits.dataset import Dataset, Split, as_inputs
from app.digits.handwriting import Handwriting, generate
from app.engine.backprop import one_hot
from app.engine.network import SIZES, Network
from app.training.lessons import together
from app.training.recipe import Recipe, Stage, create, descend, falling, outputs, risen_then_falling
from app.training.worker import finish

WRITTEN = 60_000  # as many as MNIST has
VARIANTS = 3  # of each digit: MNIST centres to whole pixels only, framing exactly
AUGMENTATION = Augmentation(shift=1.0, rotate=5.0, scale=0.05, shear=0.05, line_width=0.4)
TEACHING = Stage("a large network learns", 5, risen_then_falling(1.5e-3))
IMITATING = Stage("the small one imitates it", 25, risen_then_falling(4e-3))
ALONE = Stage("it learns alone", 4, falling(3e-4))
# Ways that MNIST's writers, Americans of the 1990s, used next to never: flags and feet of a 1, slashes, cups.
RARE_IN_MNIST = {"0 slashed", "1 flagged", "1 footed", "1 standing", "6 hooked", "7 crossed", "8 stacked", "9 curled"}


def main() -> None:
    """Print both measures, and the second for every way of writing."""
    if "NUDGE_MNIST_DIR" not in os.environ:
        print("NUDGE_MNIST_DIR is not set: nothing to compare with")
        return
    with tempfile.TemporaryDirectory() as cache:
        found = mnist.find([Path(os.environ["NUDGE_MNIST_DIR"])], cache=Path(cache))
        if found is None:
            print("NUDGE_MNIST_DIR holds no MNIST: nothing to compare with")
            return
        for hidden_activation in ("sigmoid", "relu"):
            measure(hidden_activation, found)


def measure(hidden_activation: str, found: Dataset) -> None:
    """Print both measures for networks with these hidden layers."""
    digits = handwritten(WRITTEN, seed=11)
    by_hand = taught(hidden_activation, Split(digits.images, digits.labels))
    right = reads(by_hand, found.test.images) == found.test.labels
    by_digit = ", ".join(f"{digit} {right[found.test.labels == digit].mean():.0%}" for digit in range(10))
    print(
        f"{hidden_activation}, taught by built-in digits alone: {right.mean():.2%} of MNIST's test images ({by_digit})"
    )

    rng = np.random.default_rng(0)
    by_mnist = taught(hidden_activation, together([found.train, varied(found.train, rng), varied(found.train, rng)]))
    unseen = handwritten(20_000, seed=12)
    right = reads(by_mnist, unseen.images) == unseen.labels
    ways = np.array([f"{label} {style}" for label, style in zip(unseen.labels, unseen.styles, strict=True)])
    usual = ~np.isin(ways, list(RARE_IN_MNIST))
    print(f"{hidden_activation}, taught by MNIST alone: {right[usual].mean():.2%} of built-in digits in MNIST's ways")
    for some, name in ((usual, "MNIST's ways"), (~usual, "others")):
        shares = sorted((right[ways == way].mean(), way) for way in np.unique(ways[some]))
        print(f"   {name}: " + ", ".join(f"{way} {share:.0%}" for share, way in shares), flush=True)


def handwritten(count: int, seed: int) -> Handwriting:
    """Return built-in digits."""
    return finish(generate(count, seed))


def taught(hidden_activation: str, digits: Split) -> Network:
    """Return a small network that learned from a large one, then alone: the digits, and variants of each."""
    rng = np.random.default_rng(0)
    lessons = together([digits, *(varied(digits, rng) for _ in range(VARIANTS))])
    wanted = one_hot(lessons.labels)
    teacher = create(Recipe(hidden_activation).teacher, "relu", seed=1)
    network = create(SIZES, hidden_activation, seed=1)
    for _ in descend(teacher, lessons.images, wanted, TEACHING, seed=1):
        pass
    imitated = outputs(teacher, lessons.images)
    for stage, targets in ((IMITATING, imitated), (ALONE, wanted)):
        for _ in descend(network, lessons.images, targets, stage, seed=1):
            pass
    return network


def varied(digits: Split, rng: np.random.Generator) -> Split:
    """Return one variant of each digit."""
    variants = augment(as_inputs(digits.images), AUGMENTATION, rng)
    return Split(np.rint(255 * variants).astype(np.uint8), digits.labels)


def reads(network: Network, images: np.ndarray) -> np.ndarray:
    """Return the digit that each image is read as."""
    return np.asarray(outputs(network, images).argmax(axis=1))
