"""Evaluation: how well a network reads a whole set of digits, which it mixes up, and which it is least sure of."""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.digits.dataset import Split, as_inputs
from app.engine.activations import Array
from app.engine.backprop import one_hot
from app.engine.network import Network
from app.errors import InvalidInput
from app.training.mapped import SentSplit
from app.training.worker import Desk, reported

CHUNK = 1_000
TARGETS = one_hot(range(10))


@dataclass(frozen=True)
class Score:
    """Accuracy (0 to 1) and mean cost over `examples` examples."""

    accuracy: float
    cost: float
    examples: int


@dataclass(frozen=True)
class Reading:
    """How one example was read: its place in the split, what it is, and what the network makes of it.

    digit, confidence:   the winning output and its activation
    second, doubt:       the runner-up, and how close it came: 1 − (winner − runner-up)
    """

    index: int
    label: int
    digit: int
    confidence: float
    second: int
    doubt: float
    cost: float


@dataclass(frozen=True)
class Evaluation:
    """What a network makes of a split.

    confusion: 10 rows (what it is) of 10 counts (what it was read as)
    mistakes:  those read wrong, the most confident first; mistake_count of all, though the list is bounded
    doubtful:  those where two outputs came closest, right or wrong
    """

    score: Score
    confusion: npt.NDArray[np.int64]
    mistake_count: int
    mistakes: list[Reading]
    doubtful: list[Reading]


def score(network: Network, split: Split) -> Generator[None, None, Score]:
    """Return accuracy and cost over the split, with a breath after every chunk."""
    right, cost = 0, 0.0
    for start in range(0, len(split), CHUNK):
        labels = split.labels[start : start + CHUNK]
        outputs = network.propagate(as_inputs(split.images[start : start + CHUNK])).output
        right += int((outputs.argmax(axis=1) == labels).sum())
        cost += float(np.square(outputs - TARGETS[labels]).sum())
        yield
    return Score(right / len(split), cost / len(split), len(split))


def evaluate(network: Network, split: Split, most: int) -> Generator[float, None, Evaluation]:
    """Return the evaluation with at most `most` mistakes and doubtful ones; yield the share done."""
    if not len(split):
        raise InvalidInput("there are no examples to evaluate")
    outputs = np.empty((len(split), 10), np.float32)
    for start in range(0, len(split), CHUNK):
        outputs[start : start + CHUNK] = network.propagate(as_inputs(split.images[start : start + CHUNK])).output
        yield min(1.0, (start + CHUNK) / len(split))
    return summarise(outputs, np.asarray(split.labels), most)


def summarise(outputs: Array, labels: npt.NDArray[np.uint8], most: int) -> Evaluation:
    """Return the evaluation of outputs (n, 10) that should have said labels (n,)."""
    digits = outputs.argmax(axis=1)
    costs = np.square(outputs - TARGETS[labels]).sum(axis=1)
    confusion = np.zeros((10, 10), np.int64)
    np.add.at(confusion, (labels, digits), 1)
    wrong = np.flatnonzero(digits != labels)
    two_best = np.sort(outputs, axis=1)[:, -2:]
    doubt = 1.0 - (two_best[:, 1] - two_best[:, 0])

    def readings(indices: npt.NDArray[np.int64]) -> list[Reading]:
        return [_reading(int(i), int(labels[i]), outputs[i], float(doubt[i]), float(costs[i])) for i in indices[:most]]

    return Evaluation(
        Score(1.0 - len(wrong) / len(labels), float(costs.mean()), len(labels)),
        confusion,
        len(wrong),
        readings(wrong[np.argsort(-outputs[wrong, digits[wrong]], kind="stable")]),
        readings(np.argsort(-doubt, kind="stable")),
    )


def _reading(index: int, label: int, output: Array, doubt: float, cost: float) -> Reading:
    second, digit = (int(d) for d in np.argsort(output, kind="stable")[-2:])
    return Reading(index, label, digit, float(output[digit]), second, doubt, cost)


def evaluation_job(desk: Desk, network: Network, split: SentSplit, most: int) -> Generator[None, None, Evaluation]:
    """Evaluate in a worker; the progress is the share done, 0 to 1."""
    return (yield from reported(desk, evaluate(network, split.open(), most)))
