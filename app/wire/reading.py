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
    back = None if label is None else backward(network, trace, one_hot([label], dtype=network.dtype))
    return {
        "version": version,
        "label": label,
        "cost": None if back is None else round_all([back.costs])[0][0],
        "prediction": prediction(round_all([trace.output[0]])[0], empty=not pixels.any()),
        "layers": _layers(trace, back),
        "gradient_magnitude": None if back is None else _magnitudes(trace, back),
    }


def _layers(trace: Trace, back: Backward | None) -> list[Json]:
    """Return the four layers' numbers, rounded together."""
    kinds = [trace.activations, trace.z] if back is None else [trace.activations, trace.z, back.nudges, back.deltas]
    rounded = iter(round_all([row[0] for kind in kinds for row in kind]))
    activations, z, *backwards = [[next(rounded) for _ in kind] for kind in kinds]
    nudges, deltas = backwards or ([None] * len(activations), [None] * len(z))
    layers: list[Json] = [{"activations": a, "nudges": n} for a, n in zip(activations, nudges, strict=True)]
    for layer, z_row, delta in zip(layers[1:], z, deltas, strict=True):
        layer |= {"z": z_row, "deltas": delta}
    return layers


def _magnitudes(trace: Trace, back: Backward) -> list[Json]:
    """Return mean and max of |gradient| per layer.

    For one example the gradient is the product delta · activation, so its mean is the product of
    their means and its largest the product of their largest: no matrix is needed.
    """
    facts = []
    for delta, senders in zip(back.deltas, trace.activations, strict=False):
        d, a = np.abs(delta[0]), np.abs(senders[0])
        facts += [d.mean() * a.mean(), d.max() * a.max(), d.mean(), d.max()]
    rounded = round_all([np.array(facts, dtype=np.float32)])[0].reshape(-1, 2, 2)
    return [{"weights": {"mean": w[0], "max": w[1]}, "biases": {"mean": b[0], "max": b[1]}} for w, b in rounded]
