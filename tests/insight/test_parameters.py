"""One name and one order for every weight and bias."""

import numpy as np
import pytest

from app.engine.network import Network
from app.errors import InvalidInput
from app.insight.parameters import Parameter, component, edited, in_a_row, moved, parameter_at, parse

SIZES = (784, 16, 16, 10)


@pytest.mark.parametrize("name", ["w3.2.5", "w1.15.783", "b3.2", "b1.0"])
def test_a_name_is_read_back_as_it_was_written(name: str) -> None:
    assert parse(name).name == name


def test_the_textbook_puts_the_receiver_first() -> None:
    assert parse("w3.2.5") == Parameter(layer=3, receiver=2, sender=5)
    assert parse("b3.2") == Parameter(layer=3, receiver=2, sender=None)


@pytest.mark.parametrize("name", ["", "w3.2", "b3.2.5", "3.2.5", "w3.2.5 ", "w-1.2.3", "w3.2.٥", "w3.02.5", "w0.0.0"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="expected a name like"):
        parse(name)


@pytest.mark.parametrize(
    ("index", "name"),
    [(0, "w1.0.0"), (12543, "w1.15.783"), (12544, "w2.0.0"), (12959, "w3.9.15"), (12960, "b1.0"), (13001, "b3.9")],
)
def test_weights_stand_before_biases_in_the_row(index: int, name: str) -> None:
    assert parameter_at(index, SIZES).name == name


def test_every_place_in_the_row_holds_the_parameter_named_there(network: Network) -> None:
    row = in_a_row(network.weights, network.biases)
    assert row.shape == (13_002,)
    for index in range(0, 13_002, 17):
        assert component(network.weights, network.biases, parameter_at(index, SIZES)) == row[index]


def test_editing_changes_the_named_entries_of_a_copy_and_nothing_else(network: Network) -> None:
    before = in_a_row(network.weights, network.biases).copy()
    after = edited(network, {parse("w3.2.5"): 1.5, parse("b1.4"): -2.0})
    assert after.weights[2][2, 5] == 1.5
    assert after.biases[0][4] == -2.0
    assert (in_a_row(after.weights, after.biases) != before).sum() == 2
    np.testing.assert_array_equal(in_a_row(network.weights, network.biases), before)


@pytest.mark.parametrize("name", ["w4.0.0", "w3.10.0", "w3.0.16", "w1.0.784", "b2.16"])
def test_a_parameter_that_the_network_lacks_is_refused(network: Network, name: str) -> None:
    with pytest.raises(InvalidInput, match=name):
        edited(network, {parse(name): 0.0})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e39])
def test_a_value_that_the_number_format_cannot_hold_is_refused(network: Network, value: float) -> None:
    with pytest.raises(InvalidInput, match="expected at most"):
        edited(network, {parse("b3.2"): value})


def test_moving_goes_by_the_row(network: Network) -> None:
    direction = np.arange(13_002) / 13_002
    after = moved(network.astype(np.float64), direction, 2.0)
    change = in_a_row(after.weights, after.biases) - in_a_row(network.weights, network.biases)
    np.testing.assert_allclose(change, 2.0 * direction, atol=1e-12)
