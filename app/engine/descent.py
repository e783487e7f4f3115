"""Gradient descent: which examples a step averages, and the step itself."""

import numpy as np
import numpy.typing as npt

from app.engine.backprop import Gradient
from app.engine.network import Network


def step(network: Network, gradient: Gradient, learning_rate: float) -> None:
    """Move every weight and bias of the network, in place, against the gradient: W ← W − η·∂C/∂W."""
    for parameters, slopes in zip(
        (*network.weights, *network.biases), (*gradient.weights, *gradient.biases), strict=True
    ):
        parameters -= learning_rate * slopes


def shuffled(count: int, seed: int, epoch: int) -> npt.NDArray[np.int64]:
    """Return the order, (count,), in which an epoch deals the examples; (seed, epoch) alone decide it."""
    return np.random.default_rng([seed, epoch]).permutation(count)
