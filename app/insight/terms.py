"""How one neuron comes by its activation: its terms weight × activation, its bias, z, and the curve."""

from dataclasses import dataclass

import numpy as np

from app.engine.activations import Array
from app.engine.network import Network
from app.errors import InvalidInput, NotFound
from app.insight.study import SATURATED_SLOPE


@dataclass(frozen=True)
class Terms:
    """One neuron on one image: terms.sum() + bias = z, σ(z) = activation.

    weights:     (n_in,) from each sender; activations: (n_in,) of the senders; terms: (n_in,) their products
    slope:       σ′(z), how much of a small push on z arrives at the activation
    saturated:   the slope is below 0.01
    """

    layer: int
    neuron: int
    weights: Array
    activations: Array
    terms: Array
    bias: float
    z: float
    activation: float
    slope: float
    saturated: bool


def check_neuron(network: Network, layer: int, neuron: int) -> None:
    """Raise InvalidInput unless there is a layer 1, 2, … of that number, NotFound unless it has that neuron."""
    layers = len(network.sizes) - 1
    if not 1 <= layer <= layers:
        raise InvalidInput(f"layer is {layer}, expected 1 to {layers}", field="layer")
    if not 0 <= neuron < network.sizes[layer]:
        raise NotFound(f"neuron is {neuron}, expected 0 to {network.sizes[layer] - 1} in layer {layer}", field="neuron")


def terms(network: Network, image: Array, layer: int, neuron: int) -> Terms:
    """Return how neuron `neuron` of layer 1, 2, … comes by its activation on an image (784,)."""
    check_neuron(network, layer, neuron)
    exact = network.astype(np.float64)
    trace = exact.forward(image)
    weights, activations = exact.weights[layer - 1][neuron], trace.activations[layer - 1][0]
    activation = trace.activations[layer][0]
    slope = float(exact.activation(layer).slope(activation)[neuron])
    return Terms(
        layer=layer,
        neuron=neuron,
        weights=weights,
        activations=activations,
        terms=weights * activations,
        bias=float(exact.biases[layer - 1][neuron]),
        z=float(trace.z[layer - 1][0, neuron]),
        activation=float(activation[neuron]),
        slope=slope,
        saturated=slope < SATURATED_SLOPE,
    )
