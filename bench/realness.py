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
from app.digits.dataset import Dataset, Split
from app.digits.handwriting import Handwriting, generate
from app.engine.backprop import one_hot
from app.engine.network import SIZES, Network
from app.training.lessons import together, varied
from app.training.recipe import Recipe, Stage, create, descend, falling, outputs, risen_then_falling

WRITTEN = 80_000
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
    job = generate(count, seed)
    while True:
        try:
            next(job)
        except StopIteration as end:
            digits: Handwriting = end.value
            return digits


def taught(hidden_activation: str, digits: Split) -> Network:
    """Return a small network that learned from a large one, then alone, the digits and two variants of each."""
    rng = np.random.default_rng(0)
    lessons = together([digits, varied(digits, rng), varied(digits, rng)])
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


def reads(network: Network, images: np.ndarray) -> np.ndarray:
    """Return the digit that each image is read as."""
    return np.asarray(outputs(network, images).argmax(axis=1))
