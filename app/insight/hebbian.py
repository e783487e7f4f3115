"""Neurons that fire together wire together: the weight changes that one example wishes, as an outer product.

−∂C/∂w = −delta of the receiver × activation of the sender. With senders sorted by brightness and receivers
by what they wish, the largest increases gather in one corner: bright senders, receivers that want more.
The analogy has its limit: Hebb's rule looks at what fires, this one at what *should* fire more.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.engine.activations import Array
from app.errors import InvalidInput
from app.insight.study import Study


@dataclass(frozen=True)
class Outer:
    """The wishes of one layer's weights on one example, sorted: grid[i, j] = activations[i] · wishes[j].

    layer:       1, 2, …, whose incoming weights these are
    senders:     (n_in,) indices, brightest first; activations: (n_in,) in that order
    receivers:   (n_out,) indices, who wants most more first; wishes: (n_out,) −delta in that order
    grid:        (n_in, n_out) −∂C/∂w
    """

    layer: int
    senders: npt.NDArray[np.int64]
    activations: Array
    receivers: npt.NDArray[np.int64]
    wishes: Array
    grid: Array


def outer(study: Study, layer: int) -> Outer:
    """Return the sorted outer product for the weights into `layer`, of a study's first example."""
    layers = len(study.network.weights)
    if not 1 <= layer <= layers:
        raise InvalidInput(f"layer is {layer}, expected 1 to {layers}", field="layer")
    activations = study.trace.activations[layer - 1][0]
    wishes = -study.backward.deltas[layer - 1][0]
    senders = np.argsort(-activations, kind="stable")
    receivers = np.argsort(-wishes, kind="stable")
    return Outer(
        layer, senders, activations[senders], receivers, wishes[receivers],
        grid=np.outer(activations[senders], wishes[receivers]),
    )  # fmt: skip
