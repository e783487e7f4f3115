"""Forward and backward passes as REST answers: nothing rounded."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from app.digits.framing import Framing
from app.engine.activations import Array
from app.engine.backprop import Backward, backward, one_hot
from app.engine.network import Network, Trace
from app.wire.reading import prediction

Json = dict[str, Any]
Inputs = npt.NDArray[np.float32]


def forward_answer(network: Network, version: int, pixels: Inputs, framing: Framing | None) -> Json:
    """Return every layer's z and activations for one image, and the digit that it reads as."""
    trace = network.propagate(pixels[np.newaxis])
    layers: list[Json] = [{"activations": a[0]} for a in trace.activations]
    for layer, z in zip(layers[1:], trace.z, strict=True):
        layer["z"] = z[0]
    found = {"version": version, "prediction": prediction(trace.output[0], not pixels.any()), "layers": layers}
    return marked(found, trace.z) | ({} if framing is None else {"framing": framing_facts(framing)})


def backprop_answer(network: Network, version: int, inputs: Inputs, labels: Sequence[int], detail: str) -> Json:
    """Return cost, each example's nudges and deltas, and the gradient of the mean cost.

    detail: "layers", "summary" (without the examples' layers) or "full" (with the gradient itself)
    """
    trace = network.propagate(inputs)
    back = backward(network, trace, one_hot(labels, dtype=network.dtype))
    found = {
        "version": version,
        "cost": back.costs.mean(),
        "examples": _examples(trace, back, labels, with_layers=detail != "summary"),
        "gradient": [_gradient(w, b, detail) for w, b in zip(back.gradient.weights, back.gradient.biases, strict=True)],
    }
    return marked(found, [*trace.z, *back.gradient.weights])


def _examples(trace: Trace, back: Backward, labels: Sequence[int], with_layers: bool) -> list[Json]:
    costs, inked = back.costs, np.any(trace.activations[0], axis=1).tolist()
    nudges = back.nudges if with_layers else []
    examples: list[Json] = []
    for i, label in enumerate(labels):
        example = {"label": label, "cost": costs[i], "prediction": prediction(trace.output[i], not inked[i])}
        if with_layers:
            example["layers"] = [
                {"activations": a[i], "nudges": n[i]}
                | ({} if layer == 0 else {"z": trace.z[layer - 1][i], "deltas": back.deltas[layer - 1][i]})
                for layer, (a, n) in enumerate(zip(trace.activations, nudges, strict=True))
            ]
        examples.append(example)
    return examples


def _gradient(weights: Array, biases: Array, detail: str) -> Json:
    weight_magnitudes, bias_magnitudes = np.abs(weights), np.abs(biases)
    found: Json = {
        "weight_magnitude_mean": weight_magnitudes.mean(),
        "weight_magnitude_max": weight_magnitudes.max(),
        "bias_magnitude_mean": bias_magnitudes.mean(),
        "bias_magnitude_max": bias_magnitudes.max(),
    }
    if detail == "full":
        found |= {"weights": weights, "biases": biases}
        found |= {"magnitudes": {"weights": weight_magnitudes, "biases": bias_magnitudes}}
    return found


def framing_facts(framing: Framing) -> Json:
    """Return how a drawing was placed in the picture: picture point = scale · drawing point + offset."""
    return {"scale": framing.scale, "offset": framing.offset, "box": framing.box, "centre": framing.centre}


def marked(found: Json, arrays: Sequence[Array]) -> Json:
    """Return the answer with the flag `diverged` if a number in it could not be written and is null."""
    return found if all(np.isfinite(array).all() for array in arrays) else found | {"diverged": True}
