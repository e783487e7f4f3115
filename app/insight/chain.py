"""The chain rule of one weight or bias, factor by factor: ∂C/∂w = ∂z/∂w · ∂a/∂z · ∂C/∂a."""

from dataclasses import dataclass

from app.engine.network import Network
from app.insight.parameters import Parameter, check_parameter, component, edited
from app.insight.study import Study, mean_cost

EPSILON = 1e-5


@dataclass(frozen=True)
class Chain:
    """One parameter on one example: dz_dp · da_dz · dc_da = gradient.

    dz_dp:      the sender's activation; 1 for a bias
    da_dz:      σ′(z) of the receiver
    dc_da:      −nudge of the receiver
    difference: (C(p + ε) − C(p − ε)) / 2ε, the same slope found by doing it
    kink:       the two wiggled networks have different ReLU neurons on, so that difference is no slope
    """

    parameter: Parameter
    value: float
    dz_dp: float
    da_dz: float
    dc_da: float
    gradient: float
    epsilon: float
    difference: float
    kink: bool


def chain(study: Study, parameter: Parameter) -> Chain:
    """Return the three factors of one parameter on a study's first example. Raises InvalidInput for an unknown one."""
    network = study.network
    check_parameter(parameter, network.sizes)
    first = study.only(0)
    layer, receiver, sender = parameter.layer, parameter.receiver, parameter.sender
    value = component(network.weights, network.biases, parameter)
    above = edited(network, {parameter: value + EPSILON})
    below = edited(network, {parameter: value - EPSILON})
    costs = [mean_cost(wiggled, first.inputs, first.targets) for wiggled in (above, below)]
    gradient = first.backward.gradient
    return Chain(
        parameter=parameter,
        value=value,
        dz_dp=1.0 if sender is None else float(first.trace.activations[layer - 1][0, sender]),
        da_dz=float(first.slopes(layer)[0, receiver]),
        dc_da=float(first.backward.activation_gradients[layer - 1][0, receiver]),
        gradient=component(gradient.weights, gradient.biases, parameter),
        epsilon=EPSILON,
        difference=(costs[0] - costs[1]) / (2 * EPSILON),
        kink=_neurons_on(above, first) != _neurons_on(below, first),
    )


def _neurons_on(network: Network, study: Study) -> bytes:
    """Which hidden ReLU neurons are on; the same for every sigmoid network, which has no kink."""
    if network.hidden_activation != "relu":
        return b""
    return b"".join((z > 0.0).tobytes() for z in network.propagate(study.inputs).z[:-1])
