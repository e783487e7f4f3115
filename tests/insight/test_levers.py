"""Three levers and one budget: every promise is kept by doing it."""

import numpy as np
import pytest

from app.engine.network import Network
from app.errors import InvalidInput
from app.insight.budget import budget
from app.insight.levers import levers
from app.insight.parameters import edited, in_a_row, moved, parse
from app.insight.study import Study, mean_cost, study
from tests.insight.conftest import inked


@pytest.mark.parametrize("change", [0.01, -0.01, 0.2])
def test_each_lever_alone_moves_the_output_by_exactly_what_was_asked(one: Study, change: float) -> None:
    found = levers(one, 2, change)
    for lever in found.levers:
        assert lever.reached == pytest.approx(found.activation + change, abs=1e-12)


def test_the_bias_needed_does_it_in_the_whole_network_too(one: Study) -> None:
    found = levers(one, 2)
    bias, weights, _ = found.levers
    assert bias.needs is not None and weights.needs is not None
    old = one.network
    raised = edited(old, {parse("b3.2"): float(old.biases[2][2] + bias.needs[0])})
    assert raised.forward(one.inputs).output[0, 2] == pytest.approx(found.activation + 0.01, abs=1e-12)
    stronger = edited(old, {parse(f"w3.2.{i}"): float(old.weights[2][2, i] + weights.needs[i]) for i in range(16)})
    assert stronger.forward(one.inputs).output[0, 2] == pytest.approx(found.activation + 0.01, abs=1e-12)


def test_weights_count_as_their_senders_are_bright_and_activations_as_their_weights_are_large(one: Study) -> None:
    bias, weights, activations = levers(one, 2).levers
    np.testing.assert_array_equal(bias.leverage, [1.0])
    np.testing.assert_array_equal(weights.leverage, one.trace.activations[2][0])
    np.testing.assert_array_equal(activations.leverage, one.network.weights[2][2])
    assert [lever.settable for lever in (bias, weights, activations)] == [True, True, False]


def test_the_wishes_of_bias_and_weights_are_minus_the_gradient(one: Study) -> None:
    bias, weights, _ = levers(one, 2).levers
    gradient = one.backward.gradient
    assert bias.wishes[0] == pytest.approx(-gradient.biases[2][2], abs=1e-15)
    np.testing.assert_allclose(weights.wishes, -gradient.weights[2][2], atol=1e-15)


def test_senders_with_positive_weights_should_brighten_and_with_negative_ones_dim(one: Study) -> None:
    _, _, activations = levers(one, 2).levers  # output 2 is the label: it should rise
    np.testing.assert_array_equal(np.sign(activations.wishes), np.sign(one.network.weights[2][2]))


def test_an_output_cannot_be_moved_beyond_0_or_1(one: Study) -> None:
    for lever in levers(one, 2, change=0.999).levers:
        assert lever.needs is lever.reached is lever.length is None
        assert not lever.possible


def test_activations_that_would_have_to_leave_their_range_are_called_impossible() -> None:
    network = Network.create(seed=3, dtype=np.float64)
    network.weights[2][2] = 0.01
    found = levers(study(network, inked(1), [2]), 2, change=0.3)
    assert found.levers[2].needs is not None
    assert not found.levers[2].possible


@pytest.mark.parametrize("bad", [{"output": 10}, {"output": -1}, {"output": 2, "change": 1.0}])
def test_what_cannot_be_asked_is_refused(one: Study, bad: dict) -> None:
    with pytest.raises(InvalidInput, match="expected"):
        levers(one, **bad)


def test_the_same_budget_lowers_the_cost_most_along_the_gradient(network: Network) -> None:
    spent = budget(study(network, inked(1), [2]), epsilon=1e-3)
    downhill, one_weight, evenly = spent.spendings
    assert [s.way for s in spent.spendings] == ["downhill", "one weight", "evenly"]
    assert downhill.drop > evenly.drop > 0
    assert downhill.drop > one_weight.drop > 0


def test_a_budget_is_spent_to_the_end_and_the_drops_are_real(one: Study) -> None:
    spent = budget(one, epsilon=0.05)
    gradient = in_a_row(one.backward.gradient.weights, one.backward.gradient.biases)
    step = -0.05 * gradient / np.linalg.norm(gradient)
    after = mean_cost(moved(one.network, step, 1.0), one.inputs, one.targets)
    assert spent.spendings[0].cost_after == pytest.approx(after, abs=1e-14)
    assert spent.spendings[0].drop == pytest.approx(spent.cost - after, abs=1e-14)
    assert spent.spendings[0].predicted == pytest.approx(0.05 * np.linalg.norm(gradient))


def test_the_drops_come_to_what_the_gradient_foretold_as_the_budget_shrinks(one: Study) -> None:
    for spending in budget(one, epsilon=1e-6).spendings:
        assert spending.drop == pytest.approx(spending.predicted, rel=1e-3)


def test_evenly_leaves_out_the_parameters_whose_gradient_is_zero(one: Study) -> None:
    gradient = in_a_row(one.backward.gradient.weights, one.backward.gradient.biases)
    n = np.count_nonzero(gradient)
    assert n < gradient.size  # unlit pixels
    evenly = budget(one, epsilon=0.05).spendings[2]
    assert evenly.predicted == pytest.approx(0.05 * np.abs(gradient).sum() / np.sqrt(n))


def test_the_best_weight_is_the_one_with_the_largest_gradient(eight: Study) -> None:
    best = budget(eight).best_weight
    largest = [np.abs(w).max() for w in eight.backward.gradient.weights]
    assert best.sender is not None
    assert abs(eight.backward.gradient.weights[best.layer - 1][best.receiver, best.sender]) == max(largest)


@pytest.mark.parametrize("epsilon", [0.0, -1.0, 11.0, float("nan")])
def test_a_budget_of_nothing_or_of_too_much_is_refused(one: Study, epsilon: float) -> None:
    with pytest.raises(InvalidInput, match="epsilon"):
        budget(one, epsilon)
