"""Weights and biases as JSON."""

from typing import Any

import numpy as np
import numpy.typing as npt

from app.engine.network import LARGEST_PARAMETER, Network
from app.errors import Conflict, InvalidInput, ShapeError
from app.wire.images import as_floats, check_numbers, describe
from app.wire.requests import WeightsOrder

Json = dict[str, Any]


def network_of(order: WeightsOrder, like: Network) -> Network:
    """Return the network of these weights, of the same shapes as another. Raises what is wrong with them."""
    check_same_curve(order.hidden_activation or like.hidden_activation, like)
    if order.sizes is not None and tuple(order.sizes) != like.sizes:
        raise ShapeError(f"sizes are {order.sizes[:9]}, expected {list(like.sizes)}", field="sizes")
    for name, given, present in (("weights", order.weights, like.weights), ("biases", order.biases, like.biases)):
        if len(given) != len(present):
            raise ShapeError(f"there are {len(given)} layers of {name}, expected {len(present)}", field=name)
    shapes = [weights.shape for weights in like.weights]
    weights = [_matrix(order.weights[i], shape, f"weights.{i}") for i, shape in enumerate(shapes)]
    biases = [_vector(order.biases[i], shape[0], f"biases.{i}") for i, shape in enumerate(shapes)]
    return Network(weights, biases, like.hidden_activation)


def check_same_curve(hidden_activation: str, like: Network) -> None:
    """Raise Conflict if weights were made for another curve than the network has."""
    if hidden_activation != like.hidden_activation:
        raise Conflict(
            f"hidden activation is {hidden_activation}, expected {like.hidden_activation}, as the network has",
            field="hidden_activation",
        )


def _matrix(rows: Any, shape: tuple[int, ...], field: str) -> npt.NDArray[np.float32]:
    if not isinstance(rows, list) or len(rows) != shape[0]:
        raise ShapeError(f"{field} is {describe(rows)}, expected {shape[0]} rows of {shape[1]} numbers", field=field)
    return np.stack([_vector(row, shape[1], f"{field}.{i}") for i, row in enumerate(rows)])


def _vector(values: Any, n: int, field: str) -> npt.NDArray[np.float32]:
    if not isinstance(values, list) or len(values) != n:
        raise ShapeError(f"{field} is {describe(values)}, expected {n} numbers", field=field)
    try:
        check_numbers(values, "number")
    except InvalidInput as error:
        raise InvalidInput(f"{field}: {error.message}", field=field) from None
    numbers = as_floats(values)
    too_large = ~(np.abs(numbers) <= LARGEST_PARAMETER)  # true of NaN as well
    if too_large.any():
        i = int(too_large.argmax())
        raise InvalidInput(
            f"{field}.{i} is {describe(values[i])}, expected a number within ±{LARGEST_PARAMETER:g}", field=field
        )
    return numbers.astype(np.float32)


def weights_answer(network: Network, version: int) -> Json:
    """Return all weights and biases, unrounded."""
    return {
        "version": version,
        "sizes": network.sizes,
        "hidden_activation": network.hidden_activation,
        "weights": network.weights,
        "biases": network.biases,
    }
