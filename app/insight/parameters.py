"""One name for every weight and bias, and the one order in which all 13,002 of them stand in a row.

A parameter belongs to the layer it leads into: layer 1 is the first hidden layer, the last is the output.
Weight 5 → 2 of layer 3 is written "w3.2.5" (the textbook's w with the receiver's index first), bias 2 of
layer 3 is "b3.2". In a row stand first the weights of layer 1, 2, …, each row by row, then the biases.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.engine.activations import Array
from app.engine.network import LARGEST_PARAMETER, Network
from app.errors import InvalidInput

_N = r"(0|[1-9]\d{0,3})"
_NAME = re.compile(rf"(?:w([1-9])\.{_N}\.{_N}|b([1-9])\.{_N})", re.ASCII)


@dataclass(frozen=True, order=True)
class Parameter:
    """One weight or bias.

    layer:    1, 2, …: the layer it leads into
    receiver: the neuron of that layer
    sender:   the neuron of the layer before, or None for the receiver's bias
    """

    layer: int
    receiver: int
    sender: int | None = None

    @property
    def name(self) -> str:
        """The short name, as in links: "w3.2.5" or "b3.2"."""
        if self.sender is None:
            return f"b{self.layer}.{self.receiver}"
        return f"w{self.layer}.{self.receiver}.{self.sender}"


def parse(name: str) -> Parameter:
    """Return the parameter of that name. Raises InvalidInput for what is no name."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise InvalidInput(f'parameter is {name[:20]!r}, expected a name like "w3.2.5" or "b3.2"')
    layer, receiver, sender, bias_layer, neuron = match.groups()
    if layer is None:
        return Parameter(int(bias_layer), int(neuron))
    return Parameter(int(layer), int(receiver), int(sender))


def check_parameter(parameter: Parameter, sizes: Sequence[int]) -> None:
    """Raise InvalidInput unless a network of these sizes has that parameter."""
    layers = len(sizes) - 1
    if not 1 <= parameter.layer <= layers:
        raise InvalidInput(f"{parameter.name} is of layer {parameter.layer}, expected 1 to {layers}", field="layer")
    if not 0 <= parameter.receiver < sizes[parameter.layer]:
        last = sizes[parameter.layer] - 1
        raise InvalidInput(f"{parameter.name} has receiver {parameter.receiver}, expected 0 to {last}")
    if parameter.sender is not None and not 0 <= parameter.sender < sizes[parameter.layer - 1]:
        last = sizes[parameter.layer - 1] - 1
        raise InvalidInput(f"{parameter.name} has sender {parameter.sender}, expected 0 to {last}")


def component(weights: Sequence[Array], biases: Sequence[Array], parameter: Parameter) -> float:
    """Return the entry for that parameter: of the parameters themselves, or of a gradient."""
    if parameter.sender is None:
        return float(biases[parameter.layer - 1][parameter.receiver])
    return float(weights[parameter.layer - 1][parameter.receiver, parameter.sender])


def in_a_row(weights: Sequence[Array], biases: Sequence[Array]) -> Array:
    """Return all entries, (13002,) for 784-16-16-10, in the order told above."""
    return np.concatenate([array.ravel() for array in (*weights, *biases)])


def parameter_at(index: int, sizes: Sequence[int]) -> Parameter:
    """Return the parameter that stands at `index` in the row."""
    for layer, (n_in, n_out) in enumerate(zip(sizes[:-1], sizes[1:], strict=True), start=1):
        if index < n_in * n_out:
            return Parameter(layer, index // n_in, index % n_in)
        index -= n_in * n_out
    for layer, n_out in enumerate(sizes[1:], start=1):
        if index < n_out:
            return Parameter(layer, index)
        index -= n_out
    raise InvalidInput(f"there are {index} parameters fewer than that index needs")


def edited(network: Network, values: Mapping[Parameter, float], largest: float = LARGEST_PARAMETER) -> Network:
    """Return a network like this one but for the parameters given, each set to its value.

    Raises InvalidInput for a parameter that the network lacks or a value that its number format can't hold.
    """
    changed = network.copy()
    for parameter, value in values.items():
        check_parameter(parameter, network.sizes)
        if not abs(value) <= largest:  # NaN is not, either
            raise InvalidInput(f"{parameter.name} is set to {value}, expected at most ±{largest:g}")
        if parameter.sender is None:
            changed.biases[parameter.layer - 1][parameter.receiver] = value
        else:
            changed.weights[parameter.layer - 1][parameter.receiver, parameter.sender] = value
    return changed


def moved(network: Network, direction: Array, by: float) -> Network:
    """Return the network with every parameter moved by `by` times its entry in `direction`, (13002,)."""
    changed = network.copy()
    start = 0
    for array in (*changed.weights, *changed.biases):
        array += by * direction[start : start + array.size].reshape(array.shape)
        start += array.size
    return changed
