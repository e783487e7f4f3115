"""The cost of one example, output by output, and what each output wishes."""

from dataclasses import dataclass

import numpy as np

from app.engine.activations import Array
from app.insight.study import SATURATED_SLOPE, Study


@dataclass(frozen=True)
class Squares:
    """One example: squares.sum() = cost. All arrays are (10,), one entry per output.

    outputs:   a, what the network says; wanted: y, 1 for the label and 0 elsewhere
    gaps:      y − a
    squares:   (a − y)²
    nudges:    −∂C/∂a = 2 · gap, the direction and relative size of the change wished for
    wishes:    −delta = nudge · slope, what of the nudge survives the slope
    slopes:    σ′(z); saturated: the slope is below 0.01
    """

    cost: float
    outputs: Array
    wanted: Array
    gaps: Array
    squares: Array
    nudges: Array
    wishes: Array
    slopes: Array
    saturated: Array


def squares(study: Study) -> Squares:
    """Return the cost of a study's first example, output by output."""
    outputs, wanted = study.trace.output[0], study.targets[0]
    last = len(study.network.weights)
    slopes = study.slopes(last)[0]
    return Squares(
        cost=float(study.backward.costs[0]),
        outputs=outputs,
        wanted=wanted,
        gaps=wanted - outputs,
        squares=np.square(outputs - wanted),
        nudges=-study.backward.activation_gradients[-1][0],
        wishes=-study.backward.deltas[-1][0],
        slopes=slopes,
        saturated=slopes < SATURATED_SLOPE,
    )
