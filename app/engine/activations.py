"""The squishing curves: each a value and a slope."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]  # of float32 or float64: the engine calculates in whatever the network is made of


@dataclass(frozen=True)
class Activation:
    """One curve.

    value: a = σ(z), elementwise
    slope: σ′(z) written with the activation a instead of z, since the forward pass has kept a
    """

    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]


@np.errstate(over="ignore", under="ignore")  # e⁻ᶻ overflows to infinity far left, and 1/∞ is the right answer, 0
def sigmoid(z: Array) -> Array:
    """Return 1 / (1 + e⁻ᶻ) of any shape; exactly 0 or 1 where the number format can't tell better."""
    a = np.exp(-z)
    a += 1.0
    return np.reciprocal(a, out=a)


def sigmoid_slope(a: Array) -> Array:
    """Return σ′(z) = a · (1 − a)."""
    return a * (1.0 - a)


def relu(z: Array) -> Array:
    """Return max(z, 0)."""
    return np.maximum(z, 0.0)


def relu_slope(a: Array) -> Array:
    """Return 1 where the neuron is on, 0 where it is off; at the kink itself 0."""
    return (a > 0.0).astype(a.dtype)


ACTIVATIONS = {"sigmoid": Activation(sigmoid, sigmoid_slope), "relu": Activation(relu, relu_slope)}
