"""The recipe of the shipped weights: many passes over images that are varied anew again and again."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.digits.augmentation import LIGHT, Augmentation, augment
from app.digits.dataset import Bytes, Split, as_inputs
from app.engine.backprop import backward, one_hot
from app.engine.descent import shuffled
from app.engine.network import Network
from app.training.adam import Adam

HELD_OUT = 5_000  # training images that choose between networks, so that the test images never do
DARK = -2.2  # σ(−2.2) = 0.1: nine outputs of ten should be dark, and one that starts bright may get stuck there
VARIED_AT_ONCE = 1_000  # as float32 these are 3 MB
WARM_UP = 0.02  # share of all steps in which the learning rate rises


@dataclass(frozen=True)
class Recipe:
    """How a network is made.

    rounds: how often all images are varied anew
    passes: over the images of one round
    """

    hidden_activation: str
    seed: int = 0
    rounds: int = 20
    passes: int = 10
    batch_size: int = 200
    learning_rate: float = 3e-3
    augmentation: Augmentation = LIGHT


@dataclass(frozen=True)
class Progress:
    """Where the making stands after a round.

    accuracy: of the held-out images, 0 to 1
    """

    round: int
    network: Network
    accuracy: float


def train(recipe: Recipe, examples: Split) -> Iterator[Progress]:
    """Yield the network after every round, a copy each time.

    The learning rate rises, then falls along half a cosine to zero: the last rounds only settle.
    The seed alone decides weights, order and variation.
    """
    learning, held_out = split_off(examples, min(HELD_OUT, len(examples) // 6), recipe.seed)
    network = Network.create(hidden_activation=recipe.hidden_activation, seed=recipe.seed)
    network.biases[-1][:] = DARK
    adam = Adam(network)
    rng = np.random.default_rng([recipe.seed, 1])
    batches = len(learning) // recipe.batch_size
    steps = recipe.rounds * recipe.passes * batches
    for round_number in range(1, recipe.rounds + 1):
        images = learning.images if round_number == recipe.rounds else varied(learning.images, recipe.augmentation, rng)
        for pass_number in range(recipe.passes):
            order = shuffled(len(learning), recipe.seed, round_number * recipe.passes + pass_number)
            for batch in order[: batches * recipe.batch_size].reshape(batches, -1):
                trace = network.propagate(as_inputs(images[batch]))
                result = backward(network, trace, one_hot(learning.labels[batch]))
                adam.step(result.gradient, recipe.learning_rate * _schedule(adam.steps / steps))
        yield Progress(round_number, network.copy(), accuracy(network, held_out))


def varied(images: Bytes, augmentation: Augmentation, rng: np.random.Generator) -> Bytes:
    """Return one variant of each image, (n, 784), in the same form."""
    variants = np.empty_like(images)
    for start in range(0, len(images), VARIED_AT_ONCE):
        some = slice(start, start + VARIED_AT_ONCE)
        variants[some] = np.rint(255 * augment(as_inputs(images[some]), augmentation, rng))
    return variants


def split_off(examples: Split, count: int, seed: int) -> tuple[Split, Split]:
    """Return the examples without `count` of them, and those; the seed decides which."""
    order = np.random.default_rng([seed, 0]).permutation(len(examples))
    kept, held_out = np.sort(order[count:]), np.sort(order[:count])
    return (
        Split(examples.images[kept], examples.labels[kept]),
        Split(examples.images[held_out], examples.labels[held_out]),
    )


def accuracy(network: Network, examples: Split, batch_size: int = 1_000) -> float:
    """Return the share of the examples, 0 to 1, whose brightest output is the label."""
    right = 0
    for start in range(0, len(examples), batch_size):
        output = network.propagate(as_inputs(examples.images[start : start + batch_size])).output
        right += int((output.argmax(axis=1) == examples.labels[start : start + batch_size]).sum())
    return right / len(examples)


def _schedule(done: float) -> float:
    """Return the share of the full learning rate when this share of all steps is done."""
    return float(min(1.0, done / WARM_UP) * 0.5 * (1 + np.cos(np.pi * done)))
