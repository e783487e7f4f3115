"""The network: layers of neurons, fully connected, and what each neuron says of an input.

Layer 0 is the input. Layer l has weights[l-1] of shape (n_out, n_in) and biases[l-1] of shape (n_out,),
so Python's index is one less than the textbook's. Equations: a = σ(z), z = W·a + b
(Nielsen, "Neural Networks and Deep Learning", chapter 2, equation 25).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.engine.activations import ACTIVATIONS, Activation, Array
from app.errors import InvalidInput, ShapeError

SIZES = (784, 16, 16, 10)
LARGEST_PARAMETER = 1e9  # 784·10⁹, and 16·10⁹ times that twice: no pass can leave what float32 holds


@dataclass(frozen=True)
class Trace:
    """What every neuron said during one forward pass, one row per example.

    z:           weighted inputs of layers 1, 2, …, each (batch, n)
    activations: of layers 0, 1, 2, …, each (batch, n); the first is the input itself
    """

    z: list[Array]
    activations: list[Array]

    @property
    def output(self) -> Array:
        """The last layer's activations, (batch, n)."""
        return self.activations[-1]


@dataclass
class Network:
    """Weights and biases, and the curve of the hidden layers; the output layer is always sigmoid.

    weights: one matrix (n_out, n_in) per layer after the input
    biases:  one vector (n_out,) per layer after the input
    """

    weights: list[Array]
    biases: list[Array]
    hidden_activation: str = "sigmoid"

    def __post_init__(self) -> None:
        if self.hidden_activation not in ACTIVATIONS:
            raise InvalidInput(
                f"hidden activation is {self.hidden_activation!r}, expected one of {sorted(ACTIVATIONS)}",
                field="hidden_activation",
            )
        check_parameters(self.weights, self.biases)

    @classmethod
    def create(
        cls,
        sizes: Sequence[int] = SIZES,
        hidden_activation: str = "sigmoid",
        seed: int = 0,
        dtype: npt.DTypeLike = np.float32,
    ) -> "Network":
        """Return an untrained network; the same seed gives the same one on every machine.

        Weights start with a deviation of gain / √n_in and biases at 0, so that the size of the signal
        survives from layer to layer and no neuron starts saturated (Glorot and Bengio, 2010; for ReLU
        He et al., 2015). The gain is √2 for a ReLU layer; 2 for a layer that sigmoid neurons feed, since
        they speak about ½; else 1.

        Raises InvalidInput for fewer than two layers, an empty layer or an unknown activation.
        """
        if len(sizes) < 2 or min(sizes) < 1:
            raise InvalidInput(f"sizes are {list(sizes)}, expected at least two layers of at least one neuron")
        rng = np.random.default_rng(seed)
        weights = []
        for layer, (n_in, n_out) in enumerate(zip(sizes[:-1], sizes[1:], strict=True), start=1):
            if hidden_activation == "relu":
                gain = np.sqrt(2.0) if layer < len(sizes) - 1 else 1.0
            else:
                gain = 2.0 if layer > 1 else 1.0
            weights.append((gain / np.sqrt(n_in) * rng.standard_normal((n_out, n_in))).astype(dtype))
        biases = [np.zeros(n_out, dtype) for n_out in sizes[1:]]
        return cls(weights, biases, hidden_activation)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Neurons per layer, input first."""
        return (self.weights[0].shape[1], *(len(b) for b in self.biases))

    @property
    def dtype(self) -> np.dtype[np.floating]:
        """The number format that everything is calculated in."""
        return self.weights[0].dtype

    def activation(self, layer: int) -> Activation:
        """Return the curve of layer 1, 2, …"""
        return ACTIVATIONS["sigmoid" if layer == len(self.weights) else self.hidden_activation]

    @property
    def is_sound(self) -> bool:
        """Whether every weight and bias is a number within ±`LARGEST_PARAMETER`."""
        return all(_is_sound(parameters) for parameters in (*self.weights, *self.biases))

    def copy(self) -> "Network":
        """Return an equal network that shares nothing with this one."""
        return Network([w.copy() for w in self.weights], [b.copy() for b in self.biases], self.hidden_activation)

    def astype(self, dtype: npt.DTypeLike) -> "Network":
        """Return an equal network in another number format."""
        return Network(
            [w.astype(dtype) for w in self.weights], [b.astype(dtype) for b in self.biases], self.hidden_activation
        )

    def forward(self, inputs: npt.ArrayLike) -> Trace:
        """Return what every neuron says of the inputs.

        inputs: (batch, n_in), or (n_in,) for one example, which is treated as a batch of one

        Raises ShapeError for another shape, InvalidInput for a number that is not finite.
        """
        return self.propagate(self._checked(inputs))

    def propagate(self, inputs: Array) -> Trace:
        """Do the forward pass itself, for inputs (batch, n_in) that are known to be good."""
        z: list[Array] = []
        activations = [inputs]
        for layer, (w, b) in enumerate(zip(self.weights, self.biases, strict=True), start=1):
            z.append(activations[-1] @ w.T + b)
            activations.append(self.activation(layer).value(z[-1]))
        return Trace(z, activations)

    def _checked(self, inputs: npt.ArrayLike) -> Array:
        array = np.asarray(inputs, dtype=self.dtype)
        batch = array[np.newaxis] if array.ndim == 1 else array
        if batch.ndim != 2 or batch.shape[1] != self.sizes[0]:
            raise ShapeError(f"inputs have shape {array.shape}, expected (batch, {self.sizes[0]})")
        if not np.isfinite(batch).all():
            raise InvalidInput("an input is not a finite number")
        return batch


def check_parameters(weights: Sequence[Array], biases: Sequence[Array]) -> None:
    """Raise ShapeError or InvalidInput unless the layers fit each other and every number is finite."""
    if not weights or len(weights) != len(biases):
        raise ShapeError(f"got {len(weights)} weight matrices and {len(biases)} bias vectors, expected as many of each")
    for layer, (w, b) in enumerate(zip(weights, biases, strict=True), start=1):
        n_in = len(biases[layer - 2]) if layer > 1 else w.shape[-1]
        if w.shape != (*b.shape, n_in):
            raise ShapeError(f"layer {layer} has weights {w.shape} and biases {b.shape}, expected (n, {n_in}) and (n,)")
        if not (_is_sound(w) and _is_sound(b)):
            raise InvalidInput(
                f"layer {layer} has a weight or bias that is not a number, or beyond ±{LARGEST_PARAMETER:g}"
            )


def _is_sound(parameters: Array) -> bool:
    return bool((np.abs(parameters) <= LARGEST_PARAMETER).all())  # which NaN is not, either
