"""How well a mini-batch's gradient points where the full gradient does: the cosine of the angle between them."""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from app.digits.dataset import Split, as_inputs
from app.engine.activations import Array
from app.engine.backprop import Gradient, backward
from app.engine.network import Network
from app.training.evaluation import TARGETS
from app.training.mapped import SentSplit
from app.training.worker import Desk

CHUNK = 1_000
FULL = 20_000  # examples whose mean gradient stands for the full one; fewer if there are fewer
DRAWN = 20  # mini-batches of each size


@dataclass(frozen=True)
class Cosines:
    """The cosines of `DRAWN` mini-batches of one size."""

    batch_size: int
    cosines: list[float]


@dataclass(frozen=True)
class Spread:
    """The cosines for several batch sizes, against the mean gradient of so many examples."""

    full: int
    magnitude: float
    spreads: list[Cosines]


def spread(
    desk: Desk, network: Network, examples: SentSplit, sizes: list[int], seed: int
) -> Generator[None, None, Spread]:
    """Draw mini-batches and compare. As a worker's job."""
    train, rng = examples.open(), np.random.default_rng(seed)
    full = np.zeros(0)
    count = min(FULL, len(train))
    for start in range(0, count, CHUNK):
        part = _gradient(network, train, np.arange(start, min(start + CHUNK, count)))
        full = part * len(range(start, min(start + CHUNK, count))) + (full if start else 0.0)
        desk.report(0.5 * start / count)
        yield
    full = full / count
    spreads = []
    for size in sizes:
        found = []
        for _ in range(DRAWN):
            batch = np.sort(rng.choice(len(train), min(size, len(train)), replace=False))
            parts = []
            for start in range(0, len(batch), CHUNK):
                chunk = batch[start : start + CHUNK]
                parts.append(_gradient(network, train, chunk) * len(chunk))
                yield
            found.append(cosine(np.sum(parts, axis=0), full))
        spreads.append(Cosines(size, found))
        desk.report(0.5 + 0.5 * len(spreads) / len(sizes))
    return Spread(count, float(np.linalg.norm(full)), spreads)


def cosine(a: Array, b: Array) -> float:
    """Return the cosine of the angle between two vectors; 0 if one has no length."""
    lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(np.clip(a @ b / lengths, -1.0, 1.0)) if lengths > 0 else 0.0


def _gradient(network: Network, examples: Split, places: Array) -> Array:
    inputs = as_inputs(examples.images.take(places, axis=0))
    back = backward(network, network.propagate(inputs), TARGETS[examples.labels[places]])
    return flat(back.gradient)


def flat(gradient: Gradient) -> Array:
    """Return the gradient as one float64 vector."""
    return np.concatenate([array.ravel() for array in (*gradient.weights, *gradient.biases)]).astype(np.float64)
