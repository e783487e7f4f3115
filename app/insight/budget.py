"""Most decrease per unit of change: the same small budget spent in three ways.

The budget ε is the Euclidean length of the change in all parameters together. To first order a change d
lowers the cost by −∇C·d, and by Cauchy and Schwarz no d of length ε does better than ε·|∇C|: the one along −∇C.
"""

from dataclasses import dataclass

import numpy as np

from app.engine.activations import Array
from app.errors import InvalidInput
from app.insight.parameters import Parameter, in_a_row, moved, parameter_at
from app.insight.study import Study, mean_cost


@dataclass(frozen=True)
class Spending:
    """One way of spending the budget.

    way:       "downhill" (along −∇C), "one weight" (the one with the largest gradient magnitude),
               "evenly" (every parameter whose gradient is not zero by the same amount, in the direction that helps)
    predicted: drop in cost by the gradient; drop: the real one, cost before − cost after
    """

    way: str
    predicted: float
    drop: float
    cost_after: float


@dataclass(frozen=True)
class Budget:
    """The three real drops in cost for one budget; best_weight is the weight that "one weight" moves."""

    epsilon: float
    cost: float
    best_weight: Parameter
    spendings: tuple[Spending, Spending, Spending]


def budget(study: Study, epsilon: float = 0.1) -> Budget:
    """Spend a change of length `epsilon` in three ways and return what the mean cost does.

    Raises InvalidInput unless 0 < epsilon ≤ 10.
    """
    if not 0.0 < epsilon <= 10.0:
        raise InvalidInput(f"epsilon is {epsilon}, expected more than 0 and at most 10", field="epsilon")
    gradient = study.backward.gradient
    slopes = in_a_row(gradient.weights, gradient.biases)
    weights = sum(w.size for w in gradient.weights)
    best = int(np.abs(slopes[:weights]).argmax())
    one = np.zeros_like(slopes)
    one[best] = -np.sign(slopes[best])
    return Budget(
        epsilon=epsilon,
        cost=study.backward.cost,
        best_weight=parameter_at(best, study.network.sizes),
        spendings=(
            _spend(study, "downhill", -slopes, slopes, epsilon),
            _spend(study, "one weight", one, slopes, epsilon),
            _spend(study, "evenly", -np.sign(slopes), slopes, epsilon),
        ),
    )


def _spend(study: Study, way: str, direction: Array, slopes: Array, epsilon: float) -> Spending:
    length = float(np.linalg.norm(direction))
    unit = direction / length if length else direction  # where nothing helps, nothing is spent
    after = mean_cost(moved(study.network, unit, epsilon), study.inputs, study.targets)
    return Spending(way, predicted=-epsilon * float(unit @ slopes), drop=study.backward.cost - after, cost_after=after)
