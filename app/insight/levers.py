"""Three levers that move one output: its bias, its weights, and the activations that come in.

z = Σᵢ wᵢ·aᵢ + b, so a small push on the bias counts once, on weight i as much as its sender is bright (aᵢ),
on activation i as much as its weight is large (wᵢ). Nothing can set the third: it can only be wished for.
"""

from dataclasses import dataclass

import numpy as np

from app.engine.activations import Array
from app.engine.network import Network
from app.errors import InvalidInput
from app.insight.study import Study


@dataclass(frozen=True)
class Lever:
    """One lever of one output; the arrays have one entry for the bias, 16 for weights or activations.

    name:      "bias", "weights" or "activations"
    settable:  false for the activations, which no hand can set
    leverage:  ∂z of the output / ∂ each entry
    wishes:    −∂C/∂ each entry, with regard to this output's square alone
    needs:     the change of each entry, in proportion to its leverage, that alone moves the output by
               the change asked for; None if no change can
    length:    Euclidean length of `needs`
    reached:   the output's activation after making that change, by a forward pass
    possible:  false where an activation would have to leave the range of its curve
    """

    name: str
    settable: bool
    leverage: Array
    wishes: Array
    needs: Array | None
    length: float | None
    reached: float | None
    possible: bool


@dataclass(frozen=True)
class Levers:
    """One output of one example, and its three levers; change: what its activation is to move by."""

    output: int
    activation: float
    z: float
    slope: float
    gap: float
    nudge: float
    wish: float
    change: float
    levers: tuple[Lever, Lever, Lever]


def levers(study: Study, output: int, change: float = 0.01) -> Levers:
    """Return the three levers of one output on a study's first example.

    Raises InvalidInput for an output that there is not or a change that is not between −1 and 1.
    """
    outputs = study.targets.shape[1]
    if not 0 <= output < outputs:
        raise InvalidInput(f"output is {output}, expected 0 to {outputs - 1}", field="output")
    if not -1.0 < change < 1.0:
        raise InvalidInput(f"change is {change}, expected more than -1 and less than 1", field="change")
    found, last = study.backward, len(study.network.weights)
    return Levers(
        output=output,
        activation=float(study.trace.output[0, output]),
        z=float(study.trace.z[-1][0, output]),
        slope=float(study.slopes(last)[0, output]),
        gap=float(study.targets[0, output] - study.trace.output[0, output]),
        nudge=-float(found.activation_gradients[-1][0, output]),
        wish=-float(found.deltas[-1][0, output]),
        change=change,
        levers=(
            _lever(study, output, change, "bias"),
            _lever(study, output, change, "weights"),
            _lever(study, output, change, "activations"),
        ),
    )


def _lever(study: Study, output: int, change: float, name: str) -> Lever:
    leverage = {
        "bias": np.ones(1),
        "weights": study.trace.activations[-2][0],
        "activations": study.network.weights[-1][output],
    }[name]
    push = push_needed(float(study.trace.output[0, output]), float(study.trace.z[-1][0, output]), change)
    strength = float(leverage @ leverage)
    needs = None if push is None or strength == 0.0 else push / strength * leverage
    return Lever(
        name=name,
        settable=name != "activations",
        leverage=leverage,
        wishes=-study.backward.deltas[-1][0, output] * leverage,
        needs=needs,
        length=None if needs is None else float(np.linalg.norm(needs)),
        reached=None if needs is None else _done(study, output, name, needs),
        possible=needs is not None and (name != "activations" or _in_range(study, needs)),
    )


def push_needed(activation: float, z: float, change: float) -> float | None:
    """Return the change of z that moves a sigmoid's activation by exactly `change`; None if none does."""
    wanted = activation + change
    if not 0.0 < wanted < 1.0:
        return None
    return float(np.log(wanted) - np.log1p(-wanted) - z)


def _done(study: Study, output: int, name: str, needs: Array) -> float:
    """Return the output's activation after the change `needs` has been made to a copy."""
    last = Network([study.network.weights[-1].copy()], [study.network.biases[-1].copy()])
    activations = study.trace.activations[-2][:1].copy()
    if name == "bias":
        last.biases[0][output] += needs[0]
    elif name == "weights":
        last.weights[0][output] += needs
    else:
        activations += needs
    return float(last.propagate(activations).output[0, output])


def _in_range(study: Study, needs: Array) -> bool:
    activations = study.trace.activations[-2][0] + needs
    highest = 1.0 if study.network.hidden_activation == "sigmoid" else np.inf
    return bool(((activations >= 0.0) & (activations <= highest)).all())
