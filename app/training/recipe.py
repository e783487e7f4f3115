"""The recipe of the shipped weights: a large network learns first, the small one imitates it, then learns alone.

Sixteen neurons a layer can't afford to bend for every odd digit. The large network's outputs say how odd each one
is, which the labels alone do not (Hinton, Vinyals and Dean, 2015: distillation). Every stage minimises the same cost
Σⱼ (aⱼ − yⱼ)², first with the large network's outputs as y, at last with the labels.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.digits.dataset import Bytes, Split, as_inputs
from app.engine.activations import Array
from app.engine.backprop import backward, one_hot
from app.engine.descent import shuffled
from app.engine.network import SIZES, Network
from app.training.adam import Adam
from app.training.lessons import together, varied, written

# So many training images, and as many handwritten ones, choose which epoch is kept: the test images never do.
HELD_OUT = 5_000
DARK = -2.2  # σ(−2.2) = 0.1: nine outputs of ten should be dark, and one that starts bright may get stuck there
DECAY = 0.02  # of weights by themselves: without it, pixels at the edge that hardly any digit lights stay noise
BATCH = 200
AT_ONCE = 5_000  # images read together when nothing is learned


@dataclass(frozen=True)
class Stage:
    """One stretch of learning.

    epochs: passes over all lessons
    rate:   the learning rate when this share, 0 to 1, of the stage is done
    decay:  how fast weights shrink by themselves
    """

    name: str
    epochs: int
    rate: Callable[[float], float]
    decay: float = 0.0


def risen_then_falling(highest: float, lowest: float = 0.0) -> Callable[[float], float]:
    """Return a learning rate that rises during the first fiftieth, then falls along half a cosine."""
    return lambda done: min(1.0, 50 * done) * (lowest + (highest - lowest) * 0.5 * (1 + float(np.cos(np.pi * done))))


def falling(highest: float) -> Callable[[float], float]:
    """Return a learning rate that falls straight to zero."""
    return lambda done: highest * (1 - done)


@dataclass(frozen=True)
class Recipe:
    """How a network is made.

    variants:    of each of the examples
    handwritten: digits of our own that are mixed in
    teacher:     layer sizes of the large network
    """

    hidden_activation: str
    seed: int = 0
    variants: int = 8
    handwritten: int = 120_000
    teacher: tuple[int, ...] = (784, 400, 200, 10)
    teaching: Stage = Stage("a large network learns", 4, risen_then_falling(1.5e-3))
    imitating: Stage = Stage("the small one imitates it", 70, risen_then_falling(3e-3, lowest=3e-4), DECAY)
    alone: Stage = Stage("it learns alone", 10, falling(3e-4), DECAY)


@dataclass(frozen=True)
class Progress:
    """Where the making stands.

    done, total: parts or epochs of this stage
    made:        None while nothing is
    """

    stage: str
    done: int
    total: int
    made: "Made | None" = None


@dataclass(frozen=True)
class Made:
    """What there is after an epoch: a network, and how good it is.

    alone:    whether it has begun to learn from the labels, as the last epochs must
    accuracy: of the held-out images, 0 to 1
    """

    network: Network
    alone: bool
    accuracy: float

    def is_better_than(self, other: "Made | None") -> bool:
        """Whether to keep this one: a later stage counts first."""
        return other is None or (self.alone, self.accuracy) >= (other.alone, other.accuracy)


def train(recipe: Recipe, examples: Split) -> Iterator[Progress]:
    """Yield after every part of the preparation and every epoch. The seed alone decides everything."""
    rng = np.random.default_rng([recipe.seed, 1])
    learning, held_out = split_off(examples, min(HELD_OUT, len(examples) // 6), recipe.seed)
    held_out = together([held_out, written(len(held_out), rng)])
    lessons = yield from prepare(recipe, learning, rng)
    wanted = one_hot(lessons.labels)

    teacher = create(recipe.teacher, "relu", recipe.seed)
    yield from descend(teacher, lessons.images, wanted, recipe.teaching, recipe.seed)
    imitated = outputs(teacher, lessons.images)

    network = create(SIZES, recipe.hidden_activation, recipe.seed)
    for stage, targets in ((recipe.imitating, imitated), (recipe.alone, wanted)):
        for progress in descend(network, lessons.images, targets, stage, recipe.seed):
            made = Made(network.copy(), stage is recipe.alone, accuracy(network, held_out))
            yield replace(progress, made=made)


def prepare(recipe: Recipe, examples: Split, rng: np.random.Generator) -> Generator[Progress, None, Split]:
    """Return the lessons: the examples, their variants, and handwriting of our own."""
    parts = [examples, written(recipe.handwritten, rng)]
    yield Progress("write and vary digits", 1, recipe.variants)
    for part in range(2, recipe.variants + 1):
        parts.append(varied(examples, rng))
        yield Progress("write and vary digits", part, recipe.variants)
    return together(parts)


def create(sizes: Sequence[int], hidden_activation: str, seed: int) -> Network:
    """Return an untrained network whose outputs all start dark."""
    network = Network.create(sizes, hidden_activation, seed)
    network.biases[-1][:] = DARK
    return network


def descend(network: Network, images: Bytes, targets: Array, stage: Stage, seed: int) -> Iterator[Progress]:
    """Train the network, in place, towards the wanted outputs, (n, 10); yield after every epoch."""
    adam = Adam(network, stage.decay)
    batches = len(images) // BATCH
    for epoch in range(stage.epochs):
        order = shuffled(len(images), seed, epoch)[: batches * BATCH].reshape(batches, BATCH)
        for number, batch in enumerate(order):
            trace = network.propagate(as_inputs(images[batch]))
            gradient = backward(network, trace, targets[batch]).gradient
            adam.step(gradient, stage.rate((epoch + number / batches) / stage.epochs))
        yield Progress(stage.name, epoch + 1, stage.epochs)


def split_off(examples: Split, count: int, seed: int) -> tuple[Split, Split]:
    """Return the examples without `count` of them, and those; the seed decides which."""
    order = np.random.default_rng([seed, 0]).permutation(len(examples))
    kept, held_out = np.sort(order[count:]), np.sort(order[:count])
    return (
        Split(examples.images[kept], examples.labels[kept]),
        Split(examples.images[held_out], examples.labels[held_out]),
    )


def outputs(network: Network, images: Bytes) -> Array:
    """Return what the network says of each image, (n, 10)."""
    starts = range(0, len(images), AT_ONCE)
    return np.concatenate([network.propagate(as_inputs(images[i : i + AT_ONCE])).output for i in starts])


def accuracy(network: Network, examples: Split) -> float:
    """Return the share of the examples, 0 to 1, whose brightest output is the label."""
    return float((outputs(network, examples.images).argmax(axis=1) == examples.labels).mean())
