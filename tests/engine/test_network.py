"""The forward pass, and what the network refuses."""

import numpy as np
import pytest

from app.engine.activations import ACTIVATIONS, sigmoid
from app.engine.backprop import backward, one_hot
from app.engine.network import LARGEST_PARAMETER, Network
from app.errors import InvalidInput, ShapeError


def test_one_neuron_by_hand() -> None:
    # z = 2 · 0.5 − 1 · 1 + 0.3 = 0.3, and σ(0.3) = 0.574442516811659
    network = Network([np.array([[2.0, -1.0]])], [np.array([0.3])])
    trace = network.forward(np.array([0.5, 1.0]))
    assert trace.z[0].item() == pytest.approx(0.3)
    assert trace.output.item() == pytest.approx(0.574442516811659)


def test_the_default_network_has_13_002_parameters() -> None:
    network = Network.create()
    assert network.sizes == (784, 16, 16, 10)
    assert sum(p.size for p in (*network.weights, *network.biases)) == 13_002


def test_the_same_seed_gives_the_same_network_and_another_seed_another() -> None:
    first, again, other = Network.create(seed=5), Network.create(seed=5), Network.create(seed=6)
    assert all((a == b).all() for a, b in zip(first.weights, again.weights, strict=True))
    assert (first.weights[0] != other.weights[0]).any()


@pytest.mark.parametrize("hidden_activation", ACTIVATIONS)
def test_no_floating_point_warning_far_out(hidden_activation: str) -> None:
    network = Network([np.array([[1.0]])] * 2, [np.array([0.0])] * 2, hidden_activation)
    with np.errstate(all="raise"):
        for z in (-1e4, 1e4):
            assert np.isfinite(network.forward(np.array([z])).output).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_sigmoid_keeps_tiny_activations_instead_of_rounding_them_to_zero(dtype: type) -> None:
    assert sigmoid(np.array([-20.0], dtype)).item() == pytest.approx(2.0611536e-09, rel=1e-5)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_number_that_is_not_finite_is_refused_at_the_door(bad: float) -> None:
    network = Network.create(seed=0)
    with pytest.raises(InvalidInput, match="finite"):
        network.forward(np.full(784, bad))
    with pytest.raises(InvalidInput, match="layer 1"):
        Network([np.array([[bad]])], [np.array([0.0])])


@pytest.mark.parametrize("shape", [(783,), (2, 785), (1, 28, 28), ()])
def test_inputs_of_another_shape_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ShapeError, match="expected"):
        Network.create().forward(np.zeros(shape))


def test_layers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ShapeError, match=r"layer 2.*\(n, 3\)"):
        Network([np.zeros((3, 4)), np.zeros((2, 5))], [np.zeros(3), np.zeros(2)])
    with pytest.raises(InvalidInput, match="tanh"):
        Network([np.zeros((1, 1))], [np.zeros(1)], "tanh")


@pytest.mark.parametrize("hidden_activation", ["sigmoid", "relu"])
def test_largest_weights_that_may_be_still_pass_without_a_warning(hidden_activation: str) -> None:
    network = Network.create(hidden_activation=hidden_activation)
    for parameters in (*network.weights, *network.biases):
        parameters[...] = LARGEST_PARAMETER
    trace = network.forward(np.ones(784))
    back = backward(network, trace, one_hot([3]))
    assert all(np.isfinite(numbers).all() for numbers in (*trace.z, *back.nudges, *back.gradient.weights))


def test_weight_beyond_the_largest_is_refused() -> None:
    network = Network.create()
    network.weights[1][2, 3] = 1.1 * LARGEST_PARAMETER
    with pytest.raises(InvalidInput, match="layer 2 has a weight or bias that is not a number, or beyond"):
        Network(network.weights, network.biases)
