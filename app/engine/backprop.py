"""Backpropagation: from the cost at the output back to every weight, bias and activation.

The cost of one example is C = Σⱼ (aⱼ − yⱼ)², without the ½ of Nielsen's equation 26, so ∂C/∂a = 2(a − y);
the cost of a batch is the mean. The four equations are Nielsen's BP1 to BP4 (chapter 2):

    BP1   delta of the output   = ∂C/∂a · σ′(z)
    BP2   delta of layer l      = (Wᵀ of layer l+1 · delta of layer l+1) · σ′(z)
    BP3   ∂C/∂b                 = delta
    BP4   ∂C/∂W                 = delta · aᵀ, with a the sending layer's activations
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.engine.activations import Array
from app.engine.network import Network, Trace
from app.errors import InvalidInput, ShapeError


@dataclass(frozen=True)
class Gradient:
    """∂C/∂W and ∂C/∂b of the mean cost, shaped as the network's weights and biases."""

    weights: list[Array]
    biases: list[Array]


@dataclass(frozen=True)
class Backward:
    """All that one backward pass found out, one row per example where it is about examples.

    miss:                 (batch, n_out)  a − y of each output
    activation_gradients: ∂C/∂a of layers 1, 2, …, each (batch, n), of each example's own cost
    deltas:               ∂C/∂z of layers 1, 2, …, each (batch, n), of each example's own cost
    """

    network: Network
    trace: Trace
    miss: Array
    activation_gradients: list[Array]
    deltas: list[Array]

    @cached_property
    def gradient(self) -> Gradient:
        """The gradient of the mean cost, worked out when it is asked for: a reading needs only the deltas."""
        return mean_gradient(self.deltas, self.trace.activations)

    @property
    def costs(self) -> Array:
        """The cost Σⱼ (aⱼ − yⱼ)² of each example, (batch,)."""
        costs: Array = (self.miss * self.miss).sum(axis=1)
        return costs

    @property
    def cost(self) -> float:
        """The mean cost of the batch."""
        return float(self.costs.mean())

    @property
    def nudges(self) -> list[Array]:
        """The desired nudges −∂C/∂a of layers 0, 1, 2, …: each (batch, n), the inputs' first.

        The inputs' nudges are worked out here and not in `backward`: no step needs them.
        """
        inputs = self.deltas[0] @ self.network.weights[0]
        return [-gradient for gradient in (inputs, *self.activation_gradients)]


def one_hot(labels: npt.ArrayLike, n: int = 10, dtype: npt.DTypeLike = np.float32) -> Array:
    """Return the wanted outputs y, (batch, n): 1 at each label, 0 elsewhere.

    Raises InvalidInput for a label that is not a whole number from 0 to n − 1.
    """
    array = np.atleast_1d(np.asarray(labels))
    if array.ndim != 1 or array.dtype.kind not in "iu" or array.min(initial=0) < 0 or array.max(initial=0) >= n:
        raise InvalidInput(f"labels are {array.tolist()}, expected whole numbers from 0 to {n - 1}")
    targets: Array = np.eye(n, dtype=dtype)[array]
    return targets


def backward(network: Network, trace: Trace, targets: Array) -> Backward:
    """Return costs, deltas and gradients for the examples of one forward pass.

    trace:   what `network.forward` gave for them
    targets: wanted outputs y, (batch, n_out)

    Raises ShapeError if the targets do not fit the outputs. Source: Nielsen, chapter 2, BP1 to BP4.
    """
    if targets.shape != trace.output.shape:
        raise ShapeError(f"targets have shape {targets.shape}, expected {trace.output.shape}")
    miss = trace.output - targets

    activation_gradients = [2.0 * miss]
    deltas: list[Array] = []
    for layer in range(len(network.weights), 0, -1):
        slope = network.activation(layer).slope(trace.activations[layer])
        deltas.insert(0, activation_gradients[0] * slope)  # BP1, BP2
        if layer > 1:
            activation_gradients.insert(0, deltas[0] @ network.weights[layer - 1])

    return Backward(network, trace, miss, activation_gradients, deltas)


def mean_gradient(deltas: list[Array], activations: list[Array]) -> Gradient:
    """Return the gradient of the mean cost from every example's deltas (BP3, BP4).

    deltas:      of layers 1, 2, …, each (batch, n)
    activations: of layers 0, 1, 2, …, each (batch, n); the last is not needed
    """
    shares = [delta / len(delta) for delta in deltas]  # dividing here costs 42 divisions an example, not 12,960
    ones = np.ones(len(deltas[0]), deltas[0].dtype)  # a bias is the weight of a sender that always says 1
    return Gradient(
        weights=[share.T @ senders for share, senders in zip(shares, activations, strict=False)],
        biases=[ones @ share for share in shares],
    )
