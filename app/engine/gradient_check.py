"""The proof: compare backpropagation with the cost itself, wiggled up and down."""

from dataclasses import dataclass

import numpy as np

from app.engine.activations import Array
from app.engine.backprop import backward
from app.engine.network import Network

EPSILON = 1e-5


@dataclass(frozen=True)
class GradientCheck:
    """Backpropagation beside central differences, one entry per parameter looked at.

    gradient:   ∂C/∂p by backpropagation
    difference: (C(p + ε) − C(p − ε)) / 2ε
    skipped:    parameters whose wiggle carried a ReLU across its kink, where no slope is right
    """

    gradient: Array
    difference: Array
    skipped: int

    @property
    def largest_error(self) -> float:
        """The largest disagreement, relative to the largest gradient."""
        if not self.gradient.size:
            return 0.0
        return float(np.abs(self.gradient - self.difference).max() / max(np.abs(self.gradient).max(), 1e-300))


def check_gradient(
    network: Network, inputs: Array, targets: Array, count: int, seed: int = 0, epsilon: float = EPSILON
) -> GradientCheck:
    """Wiggle `count` parameters, drawn by the seed from all there are, and return how they compare.

    inputs: (batch, n_in); targets: (batch, n_out). Everything is calculated in float64.
    Source: central differences, error of order ε² (Nielsen, chapter 2, equation 46, made symmetric).
    """
    exact = network.astype(np.float64)
    inputs, targets = inputs.astype(np.float64), targets.astype(np.float64)
    gradient = backward(exact, exact.forward(inputs), targets).gradient
    slopes = np.concatenate([g.ravel() for g in (*gradient.weights, *gradient.biases)])
    chosen = np.random.default_rng(seed).choice(slopes.size, min(count, slopes.size), replace=False)

    kept, differences = [], []
    for index in np.sort(chosen):
        above, on_above = _wiggled(exact, int(index), epsilon, inputs, targets)
        below, on_below = _wiggled(exact, int(index), -epsilon, inputs, targets)
        if exact.hidden_activation == "relu" and on_above != on_below:
            continue
        kept.append(index)
        differences.append((above - below) / (2 * epsilon))
    return GradientCheck(slopes[kept], np.array(differences), skipped=len(chosen) - len(kept))


def _wiggled(network: Network, index: int, by: float, inputs: Array, targets: Array) -> tuple[float, bytes]:
    """Return the mean cost with one parameter moved, and which hidden neurons were on meanwhile."""
    parameters = [*network.weights, *network.biases]
    for array in parameters:
        if index < array.size:
            break
        index -= array.size
    before = array.flat[index]
    array.flat[index] = before + by
    trace = network.propagate(inputs)
    array.flat[index] = before
    cost = float(((trace.output - targets) ** 2).sum(axis=1).mean())
    return cost, b"".join((z > 0).tobytes() for z in trace.z[:-1])
