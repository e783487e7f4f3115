"""Divergence: noticing, within a few steps, that the steps were too large to learn by.

With outputs between 0 and 1 the cost of an example can't pass 10, so it rarely explodes. What happens instead:
one step throws the weights so far that every output is 0 or 1 whatever it is shown. There the curve is flat,
so the gradient is gone, and the network stays as it is for good, at the cost of knowing nothing.
"""

import math
from dataclasses import dataclass

import numpy as np

from app.engine.activations import Array

GUESSING = 0.9  # the cost of always saying 0.1 ten times: what a network that knows nothing can reach
SILENT = 1e-4  # largest |∂C/∂z| of an output below which no step worth the name is left
SILENT_EXAMPLES, SILENT_STEPS = 100, 2  # in a row: one example may be misread with full confidence


@dataclass(frozen=True)
class Divergence:
    """What was noticed at which step, as one sentence for people; and by which step the harm had been done."""

    step: int
    harmed_by: int
    message: str


class Watchman:
    """Looks at each step's cost and output deltas."""

    def __init__(self) -> None:
        self._steps, self._examples = 0, 0

    def look(self, step: int, cost: float, output_deltas: Array, learning_rate: float) -> Divergence | None:
        """Return why there is no point in going on after this step, or None."""
        if not math.isfinite(cost):
            return Divergence(
                step,
                step - 1,  # whose weights gave the cost that was seen
                f"Step {step} left the range of numbers: a learning rate of {learning_rate:g} is too large.",
            )
        silent = cost >= GUESSING and is_silent(output_deltas)
        self._steps = self._steps + 1 if silent else 0
        self._examples = self._examples + len(output_deltas) if silent else 0
        if self._steps < SILENT_STEPS or self._examples < SILENT_EXAMPLES:
            return None
        first_silent = step - self._steps + 1
        return Divergence(
            step,
            first_silent - 1,
            f"Every output is stuck at 0 or 1, where the curve is flat and no gradient is left: by step "
            f"{first_silent} a learning rate of {learning_rate:g} had thrown the weights too far.",
        )


def is_silent(deltas: Array) -> bool:
    """Return whether no delta reaches `SILENT`. The mean square rules it out in a fifth of the time."""
    if np.vdot(deltas, deltas) > SILENT**2 * deltas.size:
        return False
    return bool(np.abs(deltas).max() < SILENT)
