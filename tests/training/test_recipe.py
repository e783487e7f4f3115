"""The recipe learns, repeats itself, and keeps to its split."""

import numpy as np
import pytest

from app.digits.augmentation import Augmentation
from app.digits.dataset import Split
from app.engine.network import Network
from app.training import recipe as recipe_module
from app.training.recipe import Recipe, accuracy, split_off, train, varied


def bars(count: int, seed: int) -> Split:
    """Digit d is a bright bar in row 2d + 4, among noise: easy, but not given away."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 10, count).astype(np.uint8)
    images = rng.integers(0, 60, (count, 28, 28)).astype(np.uint8)
    images[np.arange(count), 2 * labels + 4, 4:24] = 255
    return Split(images.reshape(count, 784), labels)


@pytest.mark.parametrize("hidden_activation", ["sigmoid", "relu"])
def test_it_learns_what_it_can_read_on_held_out_images(hidden_activation: str) -> None:
    recipe = Recipe(hidden_activation, rounds=2, passes=5, batch_size=50, learning_rate=3e-3)
    untrained = Network.create(hidden_activation=hidden_activation, seed=0)
    *_, last = train(recipe, bars(2_000, seed=1))
    assert accuracy(untrained, bars(500, seed=2)) < 0.3
    assert accuracy(last.network, bars(500, seed=2)) > 0.95
    assert last.accuracy > 0.95


def test_the_seed_repeats_it_bit_for_bit() -> None:
    recipe = Recipe("sigmoid", seed=4, rounds=1, passes=1, batch_size=50)
    (first,), (again,) = (list(train(recipe, bars(400, seed=1))) for _ in range(2))
    assert np.array_equal(first.network.weights[0], again.network.weights[0])


def test_every_round_but_the_last_varies_the_images(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    monkeypatch.setattr(recipe_module, "varied", lambda images, *_: counts.append(len(images)) or images)
    list(train(Recipe("sigmoid", rounds=3, passes=1, batch_size=50), bars(420, seed=1)))
    assert counts == [350, 350]  # a sixth is held out


def test_varied_images_are_others_of_about_as_much_ink() -> None:
    images = bars(20, seed=1).images
    variants = varied(images, Augmentation(shift=1.0), np.random.default_rng(0))
    assert (variants != images).any(axis=1).all()
    assert variants.mean() == pytest.approx(images.mean(), rel=0.15)


def test_held_out_images_are_not_among_those_learned_from() -> None:
    examples = Split(np.arange(100, dtype=np.uint8)[:, np.newaxis].repeat(784, axis=1), np.zeros(100, np.uint8))
    kept, held_out = split_off(examples, 30, seed=0)
    assert (len(kept), len(held_out)) == (70, 30)
    assert sorted([*kept.images[:, 0], *held_out.images[:, 0]]) == list(range(100))


def test_accuracy_counts_the_brightest_output() -> None:
    # without weights the biases alone decide: always a 7
    network = Network([np.zeros((10, 784))], [np.eye(10)[7]])
    sevens = Split(np.zeros((4, 784), np.uint8), np.array([7, 7, 1, 7], np.uint8))
    assert accuracy(network, sevens, batch_size=3) == 0.75
