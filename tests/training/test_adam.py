"""Adam against its own paper, worked out by hand."""

import numpy as np
import pytest

from app.engine.backprop import Gradient
from app.engine.network import Network
from app.training.adam import Adam


def one_weight(value: float) -> Network:
    return Network([np.array([[value]])], [np.array([0.0])])


def slope(value: float) -> Gradient:
    return Gradient([np.array([[value]])], [np.array([0.0])])


@pytest.mark.parametrize("size", [1e-3, 1.0, 1e3])
def test_the_first_step_has_the_length_of_the_learning_rate_however_large_the_gradient(size: float) -> None:
    network = one_weight(2.0)
    Adam(network).step(slope(size), learning_rate=0.1)
    assert network.weights[0].item() == pytest.approx(1.9, abs=1e-4)


def test_two_steps_match_a_hand_calculation() -> None:
    # gradients 1, then 3: mean 0.9 * 0.1 + 0.1 * 3 = 0.39, over 1 - 0.9^2 = 0.19: 2.0526
    # square 0.999 * 0.001 + 0.001 * 9 = 0.009999, over 1 - 0.999^2 = 0.001999: 5.0020, its root 2.2365
    # so the second step is 0.1 * 2.0526 / 2.2365 = 0.09178, after a first one of 0.1
    network = one_weight(2.0)
    adam = Adam(network)
    adam.step(slope(1.0), learning_rate=0.1)
    adam.step(slope(3.0), learning_rate=0.1)
    assert network.weights[0].item() == pytest.approx(2.0 - 0.1 - 0.09178, abs=1e-5)


def test_a_parameter_without_gradient_stays() -> None:
    network = one_weight(2.0)
    Adam(network).step(slope(1.0), learning_rate=0.1)
    assert network.biases[0].item() == 0.0


def test_with_decay_weights_shrink_by_themselves_and_biases_do_not() -> None:
    network = Network([np.array([[2.0]])], [np.array([3.0])])
    Adam(network, decay=0.5).step(slope(0.0), learning_rate=0.1)
    assert (network.weights[0].item(), network.biases[0].item()) == (1.9, 3.0)  # 2 * (1 - 0.1 * 0.5)
