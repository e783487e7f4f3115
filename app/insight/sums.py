"""Lists of wishes, added: what each receiver asks of each sender, and what is left when all have asked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.engine.activations import Array
from app.errors import InvalidInput
from app.insight.study import SATURATED_SLOPE, Study, study_targets


@dataclass(frozen=True)
class Sums:
    """One layer of one example: contributions.sum(axis=1) = nudges.

    layer:         0 (the pixels), 1, 2: the layer that is asked
    contributions: (n, n_next) −w · delta: what receiver j of the next layer wishes of neuron i
    nudges:        (n,) −∂C/∂a
    slopes:        (n,) σ′(z), None for the pixels; saturated: (n,) the slope is below 0.01
    wishes:        (n,) −delta = nudge · slope, None for the pixels
    off:           outputs that were left out, as if their squares were no part of the cost
    """

    layer: int
    contributions: Array
    nudges: Array
    slopes: Array | None
    saturated: Array | None
    wishes: Array | None
    off: tuple[int, ...]


@dataclass(frozen=True)
class SignalSize:
    """How much of the signal arrives at one layer on its way back; delta_mean and delta_max are None for the pixels."""

    layer: int
    nudge_mean: float
    nudge_max: float
    delta_mean: float | None
    delta_max: float | None


def sums(study: Study, layer: int, off: Sequence[int] = ()) -> Sums:
    """Return who asks what of the neurons of `layer` on a study's first example.

    off: outputs switched off. An output that wants to stay as it is has nothing to wish, so switching it
         off is giving it its own activation as the wanted one; the rest of the way back is the engine's.

    Raises InvalidInput for a layer that nothing follows, or an output that there is not.
    """
    network = study.network
    if not 0 <= layer < len(network.weights):
        raise InvalidInput(f"layer is {layer}, expected 0 to {len(network.weights) - 1}", field="layer")
    switched = switch_off(study, off)
    contributions = -network.weights[layer].T * switched.backward.deltas[layer][0]
    slopes = switched.slopes(layer)[0] if layer else None
    return Sums(
        layer=layer,
        contributions=contributions,
        nudges=switched.backward.nudges[layer][0],
        slopes=slopes,
        saturated=None if slopes is None else slopes < SATURATED_SLOPE,
        wishes=-switched.backward.deltas[layer - 1][0] if layer else None,
        off=tuple(sorted(set(off))),
    )


def switch_off(study: Study, off: Sequence[int]) -> Study:
    """Return the study with some outputs' squares left out of the cost."""
    outputs = study.targets.shape[1]
    if any(not 0 <= output < outputs for output in off):
        raise InvalidInput(f"off is {list(off)}, expected outputs from 0 to {outputs - 1}", field="off")
    targets = study.targets.copy()
    targets[:, list(off)] = study.trace.output[:, list(off)]
    return study_targets(study.network, study.inputs, targets)


def signal_sizes(study: Study) -> list[SignalSize]:
    """Return the mean and largest |nudge| and |delta| of every layer, pixels first, over all examples."""
    sizes = []
    for layer, nudges in enumerate(study.backward.nudges):
        deltas = np.abs(study.backward.deltas[layer - 1]) if layer else None
        sizes.append(
            SignalSize(
                layer=layer,
                nudge_mean=float(np.abs(nudges).mean()),
                nudge_max=float(np.abs(nudges).max()),
                delta_mean=None if deltas is None else float(deltas.mean()),
                delta_max=None if deltas is None else float(deltas.max()),
            )
        )
    return sizes
