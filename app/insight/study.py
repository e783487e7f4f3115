"""A study: examples sent forward and back, in float64, so that what is derived from it adds up."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.engine.activations import Array
from app.engine.backprop import Backward, backward, one_hot
from app.engine.network import Network, Trace
from app.errors import InvalidInput, ShapeError

SATURATED_SLOPE = 0.01  # a neuron whose σ′ is smaller lets almost nothing of its nudge through


@dataclass(frozen=True)
class Study:
    """Examples, what the network said of them, and what their costs wish.

    network:  in float64
    targets:  wanted outputs y, (batch, 10)
    """

    network: Network
    targets: Array
    trace: Trace
    backward: Backward

    @property
    def inputs(self) -> Array:
        """The images, (batch, 784)."""
        return self.trace.activations[0]

    def slopes(self, layer: int) -> Array:
        """σ′(z) of layer 1, 2, …: (batch, n)."""
        return self.network.activation(layer).slope(self.trace.activations[layer])

    def only(self, index: int) -> "Study":
        """Return the study of one of the examples alone."""
        return study_targets(self.network, self.inputs[index : index + 1], self.targets[index : index + 1])


def study(network: Network, inputs: npt.ArrayLike, labels: npt.ArrayLike) -> Study:
    """Send examples forward and back.

    inputs: (batch, 784), or (784,) for one example; labels: as many wanted digits

    Raises InvalidInput for no example or a label that is no digit, ShapeError where the two don't fit.
    """
    exact = network.astype(np.float64)
    targets = one_hot(labels, exact.sizes[-1], np.float64)
    trace = exact.forward(inputs)
    if not len(targets):
        raise InvalidInput("got 0 examples, expected at least 1", field="examples")
    if len(targets) != len(trace.output):
        raise ShapeError(f"got {len(trace.output)} images and {len(targets)} labels, expected as many of each")
    return Study(exact, targets, trace, backward(exact, trace, targets))


def study_targets(network: Network, inputs: Array, targets: Array) -> Study:
    """Send examples forward and back whose wanted outputs need not be one digit."""
    trace = network.propagate(inputs)
    return Study(network, targets, trace, backward(network, trace, targets))


def mean_cost(network: Network, inputs: Array, targets: Array) -> float:
    """Return C, the mean over the examples of Σⱼ (aⱼ − yⱼ)²."""
    miss = network.propagate(inputs).output - targets
    return float((miss * miss).sum(axis=1).mean())
