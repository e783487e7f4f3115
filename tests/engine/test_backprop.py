"""The backward pass against the cost itself, and a step against the gradient."""

import numpy as np
import pytest

from app.engine.activations import ACTIVATIONS
from app.engine.backprop import backward, one_hot
from app.engine.descent import shuffled, step
from app.engine.gradient_check import check_gradient
from app.engine.network import Network
from app.errors import InvalidInput, ShapeError

RNG = np.random.default_rng(1)
INPUTS = RNG.random((5, 784))
TARGETS = one_hot([0, 1, 2, 2, 9], dtype=np.float64)


@pytest.mark.parametrize("hidden_activation", ACTIVATIONS)
def test_the_gradient_agrees_with_central_differences(hidden_activation: str) -> None:
    check = check_gradient(Network.create(hidden_activation=hidden_activation), INPUTS, TARGETS, count=400)
    assert check.largest_error < 1e-6
    assert len(check.gradient) + check.skipped == 400
    assert len(check.gradient) > 300


def test_a_wrong_gradient_would_be_caught() -> None:
    check = check_gradient(Network.create(), INPUTS, TARGETS, count=50)
    flipped = type(check)(-check.gradient, check.difference, check.skipped)
    assert flipped.largest_error > 1


def test_the_nudge_of_a_pixel_is_how_the_cost_falls_as_it_brightens() -> None:
    network = Network.create(dtype=np.float64)
    nudge = backward(network, network.forward(INPUTS[:1]), TARGETS[:1]).nudges[0][0, 300]
    brighter, darker = INPUTS[:1].copy(), INPUTS[:1].copy()
    brighter[0, 300] += 1e-5
    darker[0, 300] -= 1e-5
    costs = [backward(network, network.forward(x), TARGETS[:1]).cost for x in (brighter, darker)]
    assert nudge == pytest.approx(-(costs[0] - costs[1]) / 2e-5, rel=1e-6)


def test_a_batch_averages_its_examples() -> None:
    network = Network.create(dtype=np.float64)
    whole = backward(network, network.forward(INPUTS), TARGETS)
    single = [backward(network, network.forward(INPUTS[i]), TARGETS[i : i + 1]) for i in range(5)]
    mean = np.mean([one.gradient.weights[1] for one in single], axis=0)
    np.testing.assert_allclose(whole.gradient.weights[1], mean, rtol=1e-12, atol=1e-15)
    assert whole.cost == pytest.approx(np.mean([one.cost for one in single]))


def test_a_step_lowers_the_cost_of_its_own_batch() -> None:
    network = Network.create(dtype=np.float64)
    before = backward(network, network.forward(INPUTS), TARGETS)
    step(network, before.gradient, learning_rate=0.1)
    assert backward(network, network.forward(INPUTS), TARGETS).cost < before.cost


def test_an_epoch_deals_every_example_once_and_the_next_in_another_order() -> None:
    first, second = shuffled(100, seed=3, epoch=0), shuffled(100, seed=3, epoch=1)
    assert sorted(first) == sorted(second) == list(range(100))
    assert (first != second).any()
    assert (first == shuffled(100, seed=3, epoch=0)).all()


@pytest.mark.parametrize("labels", [[10], [-1], [1.5], [[1]], ["2"]])
def test_labels_that_are_no_digits_are_refused(labels: list) -> None:
    with pytest.raises(InvalidInput, match="0 to 9"):
        one_hot(labels)


def test_targets_of_another_shape_are_refused() -> None:
    network = Network.create()
    with pytest.raises(ShapeError, match=r"\(2, 10\)"):
        backward(network, network.forward(INPUTS[:2]), one_hot([1, 2, 3]))
