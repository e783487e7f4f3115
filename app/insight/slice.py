"""The true cost along −∇C: what a step would do, for every learning rate at once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.engine.activations import Array
from app.engine.network import Network
from app.errors import InvalidInput
from app.insight.study import Study

SCAN = np.logspace(-3, 3, 49)  # learning rates among which the best is looked for, eight a decade
POINTS = 81
REACH = 2.5  # the curve ends at so many times the best step: in a bowl, above where it began
RIPPLE = 0.02  # a climb by a smaller share of the fall before it ends no valley
REFINEMENTS = 24  # golden sections: each narrows the place of the best to 0.618 of what it was
GOLDEN = 0.6180339887498949


@dataclass(frozen=True)
class Point:
    """One learning rate and the mean cost after the step; predicted is what the slope alone foretells.

    verdict: "too small" before the best step, if it brings less than half of what that brings;
             "overshoots" beyond it, once a tenth of that is lost again; else "about right"
    """

    learning_rate: float
    cost: float
    predicted: float
    verdict: str


@dataclass(frozen=True)
class Slice:
    """The mean cost C(η) of the studied examples after the step W ← W − η·∇C.

    cost:           C(0), where the network stands
    length:         |∇C|; the curve sets out with slope −length²
    learning_rates: (points,) η from 0 to the end of the curve; costs: (points,) C(η)
    verdicts:       (points,) what each of these steps is called
    best:           the lowest point of the curve's first valley, looked for from η = 0.001 to 1000
    even:           the first η beyond the best where C(η) is back at C(0); None if none was found
    chosen:         the point asked for, None if none was
    """

    cost: float
    length: float
    learning_rates: Array
    costs: Array
    verdicts: tuple[str, ...]
    best: Point
    even: float | None
    chosen: Point | None


def slice_downhill(study: Study, learning_rate: float | None = None, up_to: float | None = None) -> Slice:
    """Return the true cost along −∇C.

    learning_rate: a step to be judged; up_to: where the curve ends, by itself two and a half times the best step

    Raises InvalidInput unless both are between 0 and 1,000,000.
    """
    for name, value in (("learning_rate", learning_rate), ("up_to", up_to)):
        if value is not None and not 0.0 < value <= 1e6:
            raise InvalidInput(f"{name} is {value}, expected more than 0 and at most 1000000", field=name)
    cost_after = costs_downhill(study)
    gradient = study.backward.gradient
    squared = float(sum((g * g).sum() for g in (*gradient.weights, *gradient.biases)))
    cost = study.backward.cost
    best_rate, even = _best(cost_after, cost)
    best_cost = cost_after(best_rate)

    def point(rate: float) -> Point:
        after = cost_after(rate)
        return Point(rate, after, cost - rate * squared, _verdict(rate, cost - after, best_rate, cost - best_cost))

    rates = np.linspace(0.0, up_to or REACH * best_rate, POINTS)
    curve = [point(float(rate)) for rate in rates]
    return Slice(
        cost=cost,
        length=float(np.sqrt(squared)),
        learning_rates=rates,
        costs=np.array([one.cost for one in curve]),
        verdicts=tuple(one.verdict for one in curve),
        best=point(best_rate),
        even=even,
        chosen=None if learning_rate is None else point(learning_rate),
    )


def costs_downhill(study: Study) -> Callable[[float], float]:
    """Return the function η → mean cost after the step.

    The first layer is linear in η: z(η) = z − η·(X·∂C/∂Wᵀ + ∂C/∂b). So the images are multiplied
    once, and each η costs only the small layers.
    """
    network, gradient = study.network, study.backward.gradient
    drift = study.inputs @ gradient.weights[0].T + gradient.biases[0]
    z, curve = study.trace.z[0], network.activation(1).value

    def cost_after(rate: float) -> float:
        rest = Network(
            [w - rate * g for w, g in zip(network.weights[1:], gradient.weights[1:], strict=True)],
            [b - rate * g for b, g in zip(network.biases[1:], gradient.biases[1:], strict=True)],
            network.hidden_activation,
        )
        miss = rest.propagate(curve(z - rate * drift)).output - study.targets
        return float((miss * miss).sum(axis=1).mean())

    return cost_after


def _valley(costs: Array, cost: float) -> int:
    """Return which of the scanned learning rates lies in the first valley of the curve.

    A valley is left where the curve has climbed a fiftieth of what it had fallen, so that a ripple is none.
    A curve that only ever falls has no valley: then it is the first that brings 99 % of the whole fall.
    """
    lowest_so_far = np.minimum.accumulate(np.minimum(costs, cost))
    climbed = np.flatnonzero(costs - lowest_so_far > RIPPLE * (cost - lowest_so_far) + 1e-12)
    if climbed.size:
        return int(costs[: climbed[0] + 1].argmin())
    return int(np.flatnonzero(cost - costs >= 0.99 * (cost - costs.min()))[0])


def _best(cost_after: Callable[[float], float], cost: float) -> tuple[float, float | None]:
    """Return the learning rate of the first valley, and where beyond it the cost is first back at C(0)."""
    costs = np.array([cost_after(float(rate)) for rate in SCAN])
    valley = _valley(costs, cost)
    low, high = float(SCAN[max(valley - 1, 0)]), float(SCAN[min(valley + 1, len(SCAN) - 1)])
    for _ in range(REFINEMENTS):
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        if cost_after(left) <= cost_after(right):
            high = right
        else:
            low = left
    refined = (low + high) / 2.0
    best = refined if cost_after(refined) <= costs[valley] else float(SCAN[valley])
    back = np.flatnonzero(costs[valley:] >= cost)
    if not back.size or costs[valley] >= cost:
        return best, None
    return best, _crossing(cost_after, cost, best, float(SCAN[valley + back[0]]))


def _crossing(cost_after: Callable[[float], float], cost: float, below: float, above: float) -> float:
    """Return where between two learning rates the cost passes C(0), by halving."""
    for _ in range(REFINEMENTS):
        middle = (below + above) / 2.0
        if cost_after(middle) >= cost:
            above = middle
        else:
            below = middle
    return above


def _verdict(rate: float, drop: float, best_rate: float, best_drop: float) -> str:
    if rate < best_rate:
        return "too small" if drop < best_drop / 2.0 else "about right"
    return "overshoots" if drop < 0.9 * best_drop else "about right"
