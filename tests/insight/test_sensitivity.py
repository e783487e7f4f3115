"""Sensitivity and wiggles against central differences, averages against the batch, the slice against real steps."""

import numpy as np
import pytest

from app.engine.descent import step
from app.engine.network import Network
from app.errors import InvalidInput
from app.insight.averages import averages
from app.insight.chain import chain
from app.insight.parameters import in_a_row, parse
from app.insight.sensitivity import histogram, sensitivity
from app.insight.slice import slice_downhill
from app.insight.study import Study, mean_cost, study
from app.insight.wiggle import wiggle
from tests.insight.conftest import LABELS, inked

SOME = [parse(name) for name in ("w3.2.5", "b3.8", "w2.4.9", "b1.3")]


def test_all_13002_magnitudes_are_in_the_histogram_or_counted_beside_it(eight: Study) -> None:
    found = sensitivity(eight)
    assert found.components.shape == (13_002,)
    assert found.histogram.counts.sum() + found.histogram.smaller + found.histogram.zeros == 13_002
    assert found.histogram.zeros == (found.components == 0).sum()
    assert found.histogram.counts.shape == (6, len(found.histogram.edges) - 1)


def test_the_histogram_puts_each_decade_where_it_belongs() -> None:
    found = histogram([np.array([0.0, 1e-3, -2e-3]), np.array([0.5, 1e-20])])
    assert (found.zeros, found.smaller) == (1, 1)
    decade = np.floor(found.edges[:-1] + 1e-9)
    assert found.counts[0, decade == -3].sum() == 2
    assert found.counts[1, decade == -1].sum() == 1


def test_a_gradient_of_nothing_but_zeros_has_an_empty_histogram() -> None:
    found = histogram([np.zeros(4)])
    assert found.zeros == 4
    assert found.counts.shape == (1, 0)


def test_the_top_ten_are_the_ten_largest(eight: Study) -> None:
    found = sensitivity(eight)
    magnitudes = [abs(one.gradient) for one in found.top]
    np.testing.assert_array_equal(magnitudes, np.sort(np.abs(found.components))[::-1][:10])


def test_two_pinned_parameters_have_a_ratio(one: Study) -> None:
    found = sensitivity(one, SOME[:2])
    first, second = found.pinned
    assert found.ratio == pytest.approx(abs(first.gradient) / abs(second.gradient))
    assert first.value == one.network.weights[2][2, 5]


def test_a_pixel_without_ink_has_no_ratio_to_offer(one: Study) -> None:
    blank = int(np.flatnonzero(one.inputs[0] == 0)[0])
    assert sensitivity(one, [parse("b3.2"), parse(f"w1.0.{blank}")]).ratio is None


def test_magnitudes_per_layer_are_those_of_the_gradient(eight: Study) -> None:
    layers = sensitivity(eight).layers
    assert layers[2].weights_max == np.abs(eight.backward.gradient.weights[2]).max()
    assert layers[0].biases_mean == np.abs(eight.backward.gradient.biases[0]).mean()


def test_a_small_wiggle_changes_the_cost_as_foretold() -> None:
    found = wiggle(study(Network.create(seed=3), inked(8), LABELS), SOME, 1e-6)
    for one in found:
        assert one.change == pytest.approx(one.predicted, rel=1e-4)
        assert one.per_unit == pytest.approx(one.gradient, rel=1e-4)


def test_a_wiggle_is_a_real_difference_of_two_costs(one: Study) -> None:
    found = wiggle(one, [parse("w3.2.5")], 0.5)[0]
    network = one.network.copy()
    network.weights[2][2, 5] += 0.5
    assert found.change == mean_cost(network, one.inputs, one.targets) - one.backward.cost


@pytest.mark.parametrize("epsilon", [0.0, 11.0, float("nan")])
def test_a_wiggle_of_nothing_or_of_too_much_is_refused(one: Study, epsilon: float) -> None:
    with pytest.raises(InvalidInput, match="epsilon"):
        wiggle(one, SOME, epsilon)


@pytest.mark.parametrize("name", ["w3.2.5", "b3.8", "w2.4.9", "b2.4", "b1.3"])
def test_the_chain_rule_multiplies_to_the_gradient_and_to_the_difference(name: str) -> None:
    found = chain(study(Network.create(seed=3), inked(1), [2]), parse(name))
    assert found.dz_dp * found.da_dz * found.dc_da == pytest.approx(found.gradient, rel=1e-12)
    assert found.difference == pytest.approx(found.gradient, rel=1e-5)
    assert not found.kink


def test_a_wiggle_across_a_relu_kink_is_marked() -> None:
    network = Network.create(hidden_activation="relu", seed=3, dtype=np.float64)
    network.biases[1][4] -= network.forward(inked(1)).z[1][0, 4] - 1e-9
    assert chain(study(network, inked(1), [2]), parse("b2.4")).kink


def test_the_mean_column_is_the_batch_gradient(eight: Study) -> None:
    table = averages(eight, SOME)
    assert table.wishes.shape == (4, 8)
    np.testing.assert_allclose(table.mean, table.batch, rtol=1e-6)
    np.testing.assert_allclose(table.wishes.sum(axis=1) / 8, table.mean, rtol=1e-12)
    assert table.largest_difference < 1e-6
    assert table.labels.tolist() == LABELS


def test_a_column_is_what_its_example_alone_wishes(eight: Study) -> None:
    alone = study(eight.network, inked(8)[1], [7])
    assert averages(eight, SOME).wishes[0, 1] == pytest.approx(-alone.backward.gradient.weights[2][2, 5], rel=1e-9)


def test_a_table_without_rows_still_compares_all_parameters(eight: Study) -> None:
    table = averages(eight, [])
    assert table.wishes.shape == (0, 8)
    assert table.largest_difference < 1e-6


def test_the_curve_is_the_cost_after_real_steps(eight: Study) -> None:
    curve = slice_downhill(eight, up_to=2.0)
    for place in (0, 40, 80):
        stepped = eight.network.copy()
        step(stepped, eight.backward.gradient, curve.learning_rates[place])
        assert curve.costs[place] == pytest.approx(mean_cost(stepped, eight.inputs, eight.targets), abs=1e-12)
    assert curve.costs[0] == pytest.approx(curve.cost)
    assert curve.learning_rates[-1] == 2.0


def test_the_curve_sets_out_with_the_slope_of_the_gradient(eight: Study) -> None:
    curve = slice_downhill(eight, up_to=1e-5)
    gradient = in_a_row(eight.backward.gradient.weights, eight.backward.gradient.biases)
    assert (curve.costs[1] - curve.costs[0]) / curve.learning_rates[1] == pytest.approx(
        -(gradient @ gradient), rel=1e-3
    )
    assert curve.length**2 == pytest.approx(gradient @ gradient)


def test_no_point_of_the_curve_before_its_first_valley_is_lower_than_the_best(eight: Study) -> None:
    curve = slice_downhill(eight)
    before = curve.costs[curve.learning_rates <= curve.best.learning_rate]
    assert curve.best.cost <= before.min() + 0.02 * (curve.cost - curve.best.cost)
    assert curve.best.verdict == "about right"


@pytest.fixture
def in_a_bowl() -> Study:
    """Eight different examples and outputs that say 0.15 to all of them: from there one can overshoot.

    Lower outputs suit the nine that are wrong, until at 0 the cost of an example is 1, more than it is now.
    """
    network = Network.create(seed=3, dtype=np.float64)
    network.weights[2][:] = 0.0
    network.biases[2][:] = np.log(0.15 / 0.85)
    return study(network, inked(8), LABELS)


@pytest.mark.parametrize(("times_best", "verdict"), [(0.1, "too small"), (1.0, "about right"), (2.5, "overshoots")])
def test_a_step_is_called_by_what_it_brings(in_a_bowl: Study, times_best: float, verdict: str) -> None:
    best = slice_downhill(in_a_bowl).best.learning_rate
    chosen = slice_downhill(in_a_bowl, times_best * best).chosen
    assert chosen is not None
    assert chosen.verdict == verdict


def test_the_cost_is_back_where_it_was_at_the_even_step(in_a_bowl: Study) -> None:
    curve = slice_downhill(in_a_bowl)
    assert curve.even is not None
    assert curve.even > curve.best.learning_rate
    assert slice_downhill(in_a_bowl, curve.even).chosen.cost == pytest.approx(curve.cost, abs=1e-5)  # type: ignore[union-attr]


@pytest.mark.parametrize("bad", [{"learning_rate": 0.0}, {"up_to": -1.0}, {"up_to": float("inf")}])
def test_a_step_of_nothing_or_of_infinity_is_refused(one: Study, bad: dict) -> None:
    with pytest.raises(InvalidInput, match="expected more than 0"):
        slice_downhill(one, **bad)
