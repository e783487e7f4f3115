"""How sensitive the cost is to each of the 13,002 weights and biases: |∂C/∂p|, as a whole and one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.engine.activations import Array
from app.insight.parameters import Parameter, check_parameter, component, in_a_row, parameter_at
from app.insight.study import Study

BINS_PER_DECADE = 4
DECADES = 12  # what is smaller than the largest by more than this is counted, not drawn


@dataclass(frozen=True)
class Component:
    """One entry of the gradient: gradient is ∂C/∂p, value is what the parameter itself is set to."""

    parameter: Parameter
    value: float
    gradient: float


@dataclass(frozen=True)
class Histogram:
    """Gradient magnitudes on a logarithmic scale: counts.sum() + smaller + zeros = number of parameters.

    edges:   (bins + 1,) powers of ten of the bins' ends
    counts:  (2 · layers, bins): weights of layer 1, 2, …, then biases of layer 1, 2, …
    smaller: magnitudes too small for the first bin; zeros: exactly 0
    """

    edges: Array
    counts: npt.NDArray[np.int64]
    smaller: int
    zeros: int


@dataclass(frozen=True)
class LayerMagnitudes:
    """Mean and largest |∂C/∂p| of one layer's weights and biases."""

    layer: int
    weights_mean: float
    weights_max: float
    biases_mean: float
    biases_max: float


@dataclass(frozen=True)
class Sensitivity:
    """The gradient of the mean cost over the studied examples.

    length:     |∇C|, Euclidean
    components: (13002,) ∂C/∂p in the order of app.insight.parameters
    top:        the most sensitive, first the largest magnitude
    pinned:     those asked for
    ratio:      how many times as sensitive the first pinned is as the second; None if there are not two
                or the second's gradient is exactly 0
    """

    cost: float
    length: float
    components: Array
    histogram: Histogram
    layers: tuple[LayerMagnitudes, ...]
    top: tuple[Component, ...]
    pinned: tuple[Component, ...]
    ratio: float | None


def sensitivity(study: Study, pinned: Sequence[Parameter] = (), top: int = 10) -> Sensitivity:
    """Return the gradient of a study's mean cost, as the chapter shows it. Raises InvalidInput for unknown pins."""
    for parameter in pinned:
        check_parameter(parameter, study.network.sizes)
    gradient = study.backward.gradient
    components = in_a_row(gradient.weights, gradient.biases)
    largest = np.argsort(-np.abs(components), kind="stable")[:top]
    pins = tuple(_component(study, parameter) for parameter in pinned)
    return Sensitivity(
        cost=study.backward.cost,
        length=float(np.linalg.norm(components)),
        components=components,
        histogram=histogram([*gradient.weights, *gradient.biases]),
        layers=_layers(gradient.weights, gradient.biases),
        top=tuple(_component(study, parameter_at(int(index), study.network.sizes)) for index in largest),
        pinned=pins,
        ratio=abs(pins[0].gradient / pins[1].gradient) if len(pins) == 2 and pins[1].gradient else None,
    )


def histogram(arrays: Sequence[Array]) -> Histogram:
    """Count the magnitudes of each array in bins of equal width in log₁₀, up to the largest of all."""
    magnitudes = [np.abs(array).ravel() for array in arrays]
    everything = np.concatenate(magnitudes)
    present = everything[everything > 0.0]
    if not present.size:
        return Histogram(np.array([0.0]), np.zeros((len(arrays), 0), np.int64), 0, everything.size)
    high = np.ceil(np.log10(present.max()) * BINS_PER_DECADE + 1e-9)
    low = max(np.floor(np.log10(present.min()) * BINS_PER_DECADE), high - DECADES * BINS_PER_DECADE)
    edges = np.arange(low, high + 1) / BINS_PER_DECADE
    with np.errstate(divide="ignore"):
        counts = np.array([np.histogram(np.log10(m), edges)[0] for m in magnitudes])
    return Histogram(edges, counts, int(present.size - counts.sum()), int(everything.size - present.size))


def _component(study: Study, parameter: Parameter) -> Component:
    network, gradient = study.network, study.backward.gradient
    return Component(
        parameter,
        value=component(network.weights, network.biases, parameter),
        gradient=component(gradient.weights, gradient.biases, parameter),
    )


def _layers(weights: Sequence[Array], biases: Sequence[Array]) -> tuple[LayerMagnitudes, ...]:
    return tuple(
        LayerMagnitudes(
            layer,
            weights_mean=float(np.abs(w).mean()),
            weights_max=float(np.abs(w).max()),
            biases_mean=float(np.abs(b).mean()),
            biases_max=float(np.abs(b).max()),
        )
        for layer, (w, b) in enumerate(zip(weights, biases, strict=True), start=1)
    )
