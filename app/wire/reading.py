"""A reading: what a network says of one image and, once a label is chosen, what it wishes were different."""

from typing import Any

import numpy as np
import numpy.typing as npt

from app.engine.activations import Array
from app.engine.backprop import Backward, backward, one_hot
from app.engine.network import Network, Trace
from app.wire.encode import round_all

Pixels = npt.NDArray[np.float32]
Json = dict[str, Any]

TARGETS = one_hot(range(10))  # row d is wanted of the outputs when the digit is d


def prediction(output: Array, empty: bool = False) -> Json:
    """Return the winning digit and its activation, both null when there was nothing to read."""
    if empty:
        return {"digit": None, "confidence": None}
    digit = int(output.argmax())
    return {"digit": digit, "confidence": output[digit]}


def reading(network: Network, version: int, pixels: Pixels, label: int | None) -> Json:
    """Return one image's reading for a stream, with five significant digits.

    pixels: (784,) between 0 and 1. Without a label there is no cost, and so no nudge, delta or gradient.
    """
    trace = network.propagate(pixels[np.newaxis])
    back = None if label is None else backward(network, trace, TARGETS[[label]])
    forward = [row[0] for row in (*trace.activations, *trace.z)]
    backwards = [] if back is None else [*(row[0] for row in (*back.nudges, *back.deltas)), _magnitudes(trace, back)]
    rounded = round_all([*forward, *backwards])  # all at once: a call costs more than a number

    n = len(trace.activations)
    activations, z, rest = rounded[:n], rounded[n : 2 * n - 1], rounded[2 * n - 1 :]
    nudges, deltas = (rest[:n], rest[n : 2 * n - 1]) if rest else ([None] * n, [None] * (n - 1))
    facts = rest[-1] if rest else None
    found = {
        "version": version,
        "label": label,
        "cost": None if facts is None else facts[-1],
        "prediction": prediction(activations[-1], empty=not pixels.any()),
        "layers": _layers(activations, z, nudges, deltas),
        "gradient_magnitude": None if facts is None else _named(facts[:-1]),
    }
    finite = np.isfinite(np.concatenate([*z, *rest])).all()
    return found if finite else found | {"diverged": True}


def _layers(activations: list[Array], z: list[Array], nudges: list[Any], deltas: list[Any]) -> list[Json]:
    """Return each layer's numbers under their names; the input has no z and no delta."""
    layers: list[Json] = [{"activations": a, "nudges": n} for a, n in zip(activations, nudges, strict=True)]
    for layer, z_row, delta in zip(layers[1:], z, deltas, strict=True):
        layer |= {"z": z_row, "deltas": delta}
    return layers


def _magnitudes(trace: Trace, back: Backward) -> Array:
    """Return per layer mean and max of |∂C/∂W|, mean and max of |∂C/∂b|; and last the cost.

    For one example the gradient is the product delta · activation, so its mean is the product of
    their means and its largest the product of their largest: no matrix is needed.
    """
    facts = []
    for delta, senders in zip(back.deltas, trace.activations, strict=False):
        d, a = np.abs(delta[0]), senders[0]  # activations are never negative
        d_mean, d_max = d.sum() / len(d), d.max()
        facts += [d_mean * (a.sum() / len(a)), d_max * a.max(), d_mean, d_max]
    return np.array([*facts, back.costs[0]], dtype=np.float32)


def _named(facts: Array) -> list[Json]:
    """Return the magnitudes of each layer under their names."""
    layers = facts.reshape(-1, 4)
    return [
        {"weights": {"mean": layer[0], "max": layer[1]}, "biases": {"mean": layer[2], "max": layer[3]}}
        for layer in layers
    ]
