"""The table of examples × parameters: every example's wish, and their mean, which is −∇C of the mean cost."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.engine.activations import Array
from app.insight.parameters import Parameter, check_parameter, component, in_a_row
from app.insight.study import Study


@dataclass(frozen=True)
class Averages:
    """The table. Rows are parameters, columns are examples.

    wishes:    (parameters, examples) −∂C/∂p of each example's own cost, each from a pass of its own
    mean:      (parameters,) the mean of each row
    batch:     (parameters,) −∂C/∂p of the mean cost, from one pass with all examples at once
    labels:    (examples,); costs: (examples,); readings: (examples,) which output is the brightest
    largest_difference: between mean and batch over *all* parameters of the network, as a share of the
               largest entry of the batch gradient
    """

    parameters: tuple[Parameter, ...]
    wishes: Array
    mean: Array
    batch: Array
    labels: npt.NDArray[np.int64]
    costs: Array
    readings: npt.NDArray[np.int64]
    largest_difference: float


def averages(study: Study, parameters: Sequence[Parameter]) -> Averages:
    """Send every studied example back alone, and compare the mean of what they wish with the batch.

    Raises InvalidInput for a parameter that the network lacks.
    """
    for parameter in parameters:
        check_parameter(parameter, study.network.sizes)
    gradients = [study.only(index).backward.gradient for index in range(len(study.inputs))]
    alone = [[-component(g.weights, g.biases, parameter) for g in gradients] for parameter in parameters]
    wishes = np.array(alone).reshape(len(parameters), len(gradients))
    batch = study.backward.gradient
    mean_of_all = np.mean([in_a_row(g.weights, g.biases) for g in gradients], axis=0)
    batch_of_all = in_a_row(batch.weights, batch.biases)
    scale = max(float(np.abs(batch_of_all).max()), np.finfo(np.float64).tiny)
    return Averages(
        parameters=tuple(parameters),
        wishes=wishes,
        mean=wishes.mean(axis=1),
        batch=np.array([-component(batch.weights, batch.biases, parameter) for parameter in parameters]),
        labels=study.targets.argmax(axis=1),
        costs=study.backward.costs,
        readings=study.trace.output.argmax(axis=1),
        largest_difference=float(np.abs(mean_of_all - batch_of_all).max()) / scale,
    )
