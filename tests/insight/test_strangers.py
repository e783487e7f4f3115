"""Images that are no digit: letters are ink, noise is chance, and the network answers all the same."""

import numpy as np
import pytest

from app.engine.network import Network
from app.errors import InvalidInput
from app.insight.letters import LETTERS
from app.insight.strangers import NOISES, misreadings, stranger


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_framed_as_a_drawing_is(name: str) -> None:
    found = stranger(name)
    ink = found.image.reshape(28, 28) > 0.5
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    assert found.kind == "letter"
    assert 18 <= max(rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1) <= 20
    assert 0.06 < found.image.mean() < 0.25


@pytest.mark.parametrize("name", NOISES)
def test_noise_is_an_image_that_its_seed_decides(name: str) -> None:
    first, again, other = stranger(name, 1), stranger(name, 1), stranger(name, 2)
    assert first.image.shape == (784,)
    assert first.image.min() >= 0.0
    assert first.image.max() <= 1.0
    np.testing.assert_array_equal(first.image, again.image)
    assert (first.image != other.image).any()


@pytest.mark.parametrize("name", ["specks", "clouds"])
def test_specks_and_clouds_carry_about_as_much_ink_as_a_digit(name: str) -> None:
    assert np.mean([stranger(name, seed).image.mean() for seed in range(20)]) == pytest.approx(0.13, abs=0.02)


def test_an_unknown_stranger_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(InvalidInput, match="A, C, E.*clouds"):
        stranger("7")


def test_every_letter_and_every_noise_is_read_and_the_bold_ones_counted() -> None:
    network = Network.create(seed=3)
    network.weights[2][:] = 0.0
    network.biases[2][:] = -3.0
    network.biases[2][5] = 1.0
    found = misreadings(network, seed=7, count=4)
    assert [one.name for one in found] == [*LETTERS, *NOISES]
    assert {one.digit for one in found} == {5}
    assert [one.bold for one in found] == [1] * len(LETTERS) + [4] * len(NOISES)
    assert found[0].confidence == pytest.approx(1 / (1 + np.exp(-1.0)))


def test_the_boldest_noise_can_be_looked_up_by_its_seed() -> None:
    network = Network.create(seed=3)
    found = misreadings(network, seed=7, count=20)[-1]
    again = network.forward(stranger(found.name, found.seed).image).output
    np.testing.assert_array_equal(stranger(found.name, found.seed).image, found.image)
    assert again.max() == pytest.approx(found.confidence, rel=1e-6)
    assert again.argmax() == found.digit
