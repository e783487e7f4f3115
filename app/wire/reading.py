"""A reading: what a network says of one image and, once a label is chosen, what it wishes were different."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from app.engine.activations import Array
from app.engine.backprop import Backward, backward, one_hot
from app.engine.network import Network, Trace
from app.wire.encode import round_significant

Pixels = npt.NDArray[np.float32]
Json = dict[str, Any]

TARGETS = one_hot(range(10))  # row d is wanted of the outputs when the digit is d


def prediction(output: Array, empty: bool = False) -> Json:
    """Return the winning digit and its activation, both null when there was nothing to read."""
    if empty:
        return {"digit": None, "confidence": None}
    digit = int(output.argmax())
    return {"digit": digit, "confidence": output[digit]}


@dataclass(frozen=True)
class Question:
    """What is to be read: (784,) pixels between 0 and 1; without a label there is no cost, and so no nudge or delta."""

    network: Network
    version: int
    pixels: Pixels
    label: int | None


def reading(network: Network, version: int, pixels: Pixels, label: int | None) -> Json:
    """Return one image's reading for a stream, with five significant digits."""
    return readings([Question(network, version, pixels, label)])[0]


def readings(questions: Sequence[Question]) -> list[Json]:
    """Return the reading of each question. Those about the same network are answered in one pass."""
    alike: dict[tuple[tuple[int, ...], bool, int], list[int]] = {}
    for place, question in enumerate(questions):
        alike.setdefault((question.network.sizes, question.label is None, id(question.network)), []).append(place)
    found: dict[int, Json] = {}
    for _, keys in groupby(sorted(alike), key=lambda key: key[:2]):
        groups = [alike[key] for key in keys]
        answers = _read_together([[questions[place] for place in places] for places in groups])
        found.update(zip(chain(*groups), answers, strict=True))
    return [found[place] for place in range(len(questions))]


def _read_together(groups: list[list[Question]]) -> list[Json]:
    """Return the readings of groups of questions, each about one network; all with a label or all without."""
    passes = [_passes(group) for group in groups]
    rows = np.concatenate([np.concatenate(parts, axis=1) for parts in passes])
    rounded = round_significant(rows)  # all at once: a call costs more than a number
    finite = np.isfinite(rounded)
    spans = list(pairwise(accumulate((part.shape[1] for part in passes[0]), initial=0)))
    found = []
    for question, row, is_finite in zip(chain(*groups), rounded, finite, strict=True):
        answer = _answer(question, [row[start:end] for start, end in spans])
        found.append(answer if is_finite.all() else answer | {"diverged": True})
    return found


def _passes(group: list[Question]) -> list[Array]:
    """Return what both passes found, each (questions, n): activations and z; with labels also the rest."""
    network, labels = group[0].network, [question.label for question in group if question.label is not None]
    trace = network.propagate(np.stack([question.pixels for question in group]))
    parts = [*trace.activations, *trace.z]
    if not labels:
        return parts
    back = backward(network, trace, TARGETS[labels])
    return [*parts, *back.nudges, *back.deltas, _magnitudes(trace, back)]


def _answer(question: Question, parts: list[Array]) -> Json:
    """Return one reading. parts: its activations and z; then, with a label, nudges, deltas and magnitudes."""
    n = len(question.network.weights) + 1
    activations, z, rest = parts[:n], parts[n : 2 * n - 1], parts[2 * n - 1 :]
    nudges, deltas = (rest[:n], rest[n : 2 * n - 1]) if rest else ([None] * n, [None] * (n - 1))
    facts = rest[-1] if rest else None
    return {
        "version": question.version,
        "label": question.label,
        "cost": None if facts is None else facts[-1],
        "prediction": prediction(activations[-1], empty=not question.pixels.any()),
        "layers": _layers(activations, z, nudges, deltas),
        "gradient_magnitude": None if facts is None else _named(facts[:-1]),
    }


def _layers(activations: list[Array], z: list[Array], nudges: list[Any], deltas: list[Any]) -> list[Json]:
    """Return each layer's numbers under their names; the input has no z and no delta."""
    layers: list[Json] = [{"activations": a, "nudges": n} for a, n in zip(activations, nudges, strict=True)]
    for layer, z_row, delta in zip(layers[1:], z, deltas, strict=True):
        layer |= {"z": z_row, "deltas": delta}
    return layers


def _magnitudes(trace: Trace, back: Backward) -> Array:
    """Return each example's mean and max of |∂C/∂W|, mean and max of |∂C/∂b| per layer; and last its cost.

    For one example the gradient is the product delta · activation, so its mean is the product of
    their means and its largest the product of their largest: no matrix is needed.
    """
    facts = []
    for delta, senders in zip(back.deltas, trace.activations, strict=False):  # activations are never negative
        magnitudes = np.abs(delta)
        mean, largest = magnitudes.sum(axis=1) / delta.shape[1], magnitudes.max(axis=1)
        facts += [mean * (senders.sum(axis=1) / senders.shape[1]), largest * senders.max(axis=1), mean, largest]
    return np.stack([*facts, back.costs], axis=1)


def _named(facts: Array) -> list[Json]:
    """Return the magnitudes of each layer under their names."""
    layers = facts.reshape(-1, 4)
    return [
        {"weights": {"mean": layer[0], "max": layer[1]}, "biases": {"mean": layer[2], "max": layer[3]}}
        for layer in layers
    ]
