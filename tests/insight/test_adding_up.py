"""Terms add up to z, squares to the cost, contributions to the nudge: against the engine's own numbers."""

import numpy as np
import pytest

from app.engine.backprop import backward, one_hot
from app.engine.network import Network
from app.errors import InvalidInput, NotFound, ShapeError
from app.insight.cost import squares
from app.insight.hebbian import outer
from app.insight.study import Study, study
from app.insight.sums import signal_sizes, sums
from app.insight.terms import terms
from tests.insight.conftest import inked


@pytest.mark.parametrize(("layer", "neuron"), [(1, 0), (1, 15), (2, 7), (3, 2)])
def test_terms_and_bias_add_up_to_z_and_the_curve_gives_the_activation(
    network: Network, layer: int, neuron: int
) -> None:
    found = terms(network, inked(1)[0], layer, neuron)
    trace = network.astype(np.float64).forward(inked(1))
    assert found.terms.sum() + found.bias == pytest.approx(found.z, abs=1e-12)
    assert found.z == trace.z[layer - 1][0, neuron]
    assert found.activation == network.activation(layer).value(np.array([found.z]))[0]


def test_the_terms_slope_is_that_of_the_curve_at_z(network: Network) -> None:
    found = terms(network, inked(1)[0], 3, 2)
    curve = network.activation(3).value
    rise = curve(np.array([found.z + 1e-6])) - curve(np.array([found.z - 1e-6]))
    assert found.slope == pytest.approx(rise[0] / 2e-6, rel=1e-6)


def test_a_far_z_is_marked_as_saturated_and_a_near_one_is_not(network: Network) -> None:
    network.biases[2][2], network.biases[2][3] = 30.0, 0.0
    network.weights[2][3] = 0.0
    assert terms(network, inked(1)[0], 3, 2).saturated
    assert not terms(network, inked(1)[0], 3, 3).saturated


@pytest.mark.parametrize(("layer", "neuron"), [(0, 0), (4, 0), (3, 10), (1, 16), (2, -1)])
def test_a_neuron_that_there_is_not_is_refused(network: Network, layer: int, neuron: int) -> None:
    with pytest.raises((InvalidInput, NotFound), match="expected"):
        terms(network, inked(1)[0], layer, neuron)


def test_ten_squares_add_up_to_the_cost_and_the_nudge_is_twice_the_gap(one: Study) -> None:
    found = squares(one)
    assert found.squares.sum() == pytest.approx(found.cost, abs=1e-14)
    np.testing.assert_allclose(found.nudges, 2 * found.gaps, atol=1e-15)
    np.testing.assert_allclose(found.wishes, found.nudges * found.slopes, atol=1e-15)
    assert list(np.flatnonzero(found.wanted)) == [2]
    assert (found.nudges > 0).tolist() == [digit == 2 for digit in range(10)]


def test_an_output_at_0_20_that_should_be_1_has_the_nudge_1_60() -> None:
    network = Network.create(seed=3, dtype=np.float64)
    network.weights[2][:] = 0.0
    network.biases[2][:] = -40.0
    network.biases[2][[2, 8]] = np.log([0.20 / 0.80, 0.04 / 0.96])
    found = squares(study(network, inked(1), [2]))
    assert found.nudges[2] == pytest.approx(1.60)
    assert found.nudges[8] == pytest.approx(-0.08)
    assert found.cost == pytest.approx(0.80**2 + 0.04**2)


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_contributions_add_up_to_the_nudge_of_the_engine(one: Study, layer: int) -> None:
    found = sums(one, layer)
    np.testing.assert_allclose(found.contributions.sum(axis=1), found.nudges, atol=1e-14)
    np.testing.assert_allclose(found.nudges, one.backward.nudges[layer][0], atol=1e-14)


def test_what_survives_the_slope_is_nudge_times_slope(one: Study) -> None:
    found = sums(one, 2)
    assert found.slopes is not None and found.wishes is not None
    np.testing.assert_allclose(found.wishes, found.nudges * found.slopes, atol=1e-15)


def test_the_sum_follows_when_outputs_are_switched_off(one: Study) -> None:
    everything, without = sums(one, 2), sums(one, 2, off=[2, 8])
    assert not without.contributions[:, [2, 8]].any()
    kept = [j for j in range(10) if j not in (2, 8)]
    np.testing.assert_allclose(without.nudges, everything.contributions[:, kept].sum(axis=1), atol=1e-14)


def test_switching_one_output_off_and_all_others_off_add_up_on_every_layer(one: Study) -> None:
    # the way back is linear in the outputs' misses, so the wishes of {2} and of the other nine are all there is
    others = [j for j in range(10) if j != 2]
    for layer in (0, 1, 2):
        parts = sums(one, layer, off=[2]).nudges + sums(one, layer, off=others).nudges
        np.testing.assert_allclose(parts, sums(one, layer).nudges, atol=1e-14)


def test_with_all_outputs_off_nobody_wishes_anything(one: Study) -> None:
    assert not sums(one, 0, off=range(10)).nudges.any()


@pytest.mark.parametrize("bad", [{"layer": 3}, {"layer": -1}, {"layer": 2, "off": [10]}, {"layer": 2, "off": [-1]}])
def test_a_layer_or_output_that_there_is_not_is_refused(one: Study, bad: dict) -> None:
    with pytest.raises(InvalidInput, match="expected"):
        sums(one, **bad)


def test_the_signal_of_a_sigmoid_network_shrinks_on_its_way_back() -> None:
    sizes = signal_sizes(study(Network.create(seed=3), inked(8), [2, 7, 1, 0, 4, 1, 4, 9]))
    assert [size.layer for size in sizes] == [0, 1, 2, 3]
    assert sizes[0].delta_mean is None
    assert sizes[1].delta_mean < sizes[2].delta_mean < sizes[3].delta_mean  # type: ignore[operator]
    assert sizes[3].delta_max <= sizes[3].nudge_max / 4  # σ′ is at most 1/4


def test_the_outer_product_is_the_gradient_sorted(one: Study) -> None:
    for layer in (1, 2, 3):
        found = outer(one, layer)
        gradient = one.backward.gradient.weights[layer - 1]
        np.testing.assert_allclose(found.grid.T, -gradient[np.ix_(found.receivers, found.senders)], atol=1e-15)
        assert (np.diff(found.activations) <= 0).all()
        assert (np.diff(found.wishes) <= 0).all()


def test_where_the_brightest_sender_meets_the_strongest_wish_the_weight_grows_most(one: Study) -> None:
    found = outer(one, 3)
    assert found.receivers[0] == 2
    assert found.grid[0, 0] == found.grid.max()


def test_a_study_is_the_engine_in_float64(network: Network) -> None:
    found = study(network, inked(3), [2, 7, 1])
    exact = network.astype(np.float64)
    again = backward(exact, exact.forward(inked(3)), one_hot([2, 7, 1], dtype=np.float64))
    assert found.trace.output.dtype == np.float64
    np.testing.assert_array_equal(found.backward.costs, again.costs)


def test_no_example_or_another_number_of_labels_is_refused(network: Network) -> None:
    with pytest.raises(InvalidInput, match="at least 1"):
        study(network, np.zeros((0, 784)), np.zeros(0, int))
    with pytest.raises(ShapeError, match="3 images and 2 labels"):
        study(network, inked(3), [2, 7])
    with pytest.raises(InvalidInput, match="0 to 9"):
        study(network, inked(1), [10])
