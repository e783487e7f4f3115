"""Wiggle a weight or bias a little and see what the cost really does, beside what its gradient foretold."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import InvalidInput
from app.insight.parameters import Parameter, check_parameter, component, edited
from app.insight.study import Study, mean_cost


@dataclass(frozen=True)
class Wiggle:
    """One parameter moved by ε, all others where they were.

    predicted:  gradient · ε
    change:     the real change, C(p + ε) − C(p), a difference of two costs in float64
    per_unit:   change / ε, which comes to the gradient as ε shrinks
    """

    parameter: Parameter
    value: float
    epsilon: float
    gradient: float
    predicted: float
    change: float
    per_unit: float
    cost_after: float


def wiggle(study: Study, parameters: Sequence[Parameter], epsilon: float) -> list[Wiggle]:
    """Move each parameter in turn by `epsilon` (which may be negative) and return what the mean cost does.

    Raises InvalidInput for an unknown parameter, or unless 0 < |epsilon| ≤ 10.
    """
    if not 0.0 < abs(epsilon) <= 10.0:
        raise InvalidInput(f"epsilon is {epsilon}, expected not 0 and between -10 and 10", field="epsilon")
    return [_wiggled(study, parameter, epsilon) for parameter in parameters]


def _wiggled(study: Study, parameter: Parameter, epsilon: float) -> Wiggle:
    network, gradient = study.network, study.backward.gradient
    check_parameter(parameter, network.sizes)
    value = component(network.weights, network.biases, parameter)
    slope = component(gradient.weights, gradient.biases, parameter)
    after = mean_cost(edited(network, {parameter: value + epsilon}, largest=math.inf), study.inputs, study.targets)
    change = after - study.backward.cost
    return Wiggle(
        parameter=parameter,
        value=value,
        epsilon=epsilon,
        gradient=slope,
        predicted=slope * epsilon,
        change=change,
        per_unit=change / epsilon,
        cost_after=after,
    )
