"""The recipe learns, repeats itself, and keeps to its split."""

from dataclasses import replace

import numpy as np
import pytest

from app.digits.dataset import Split
from app.engine.backprop import one_hot
from app.engine.network import Network
from app.training.recipe import (
    Made,
    Recipe,
    Stage,
    accuracy,
    create,
    descend,
    falling,
    outputs,
    risen_then_falling,
    split_off,
    train,
)

NEVER = Network([np.zeros((10, 784))], [np.zeros(10)])


def bars(count: int, seed: int) -> Split:
    """Digit d is a bright bar in row 2d + 4, among noise: easy, but not given away."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 10, count).astype(np.uint8)
    images = rng.integers(0, 60, (count, 28, 28)).astype(np.uint8)
    images[np.arange(count), 2 * labels + 4, 4:24] = 255
    return Split(images.reshape(count, 784), labels)


def small(hidden_activation: str = "sigmoid", seed: int = 0) -> Recipe:
    """The recipe with everything made small but the order of things."""
    usual = Recipe(hidden_activation, seed)
    stages = {
        name: replace(getattr(usual, name), epochs=epochs)
        for name, epochs in (("teaching", 2), ("imitating", 2), ("alone", 1))
    }
    return replace(usual, variants=2, handwritten=200, teacher=(784, 20, 10), **stages)


@pytest.mark.parametrize("hidden_activation", ["sigmoid", "relu"])
def test_descending_learns_to_read_images_it_has_not_seen(hidden_activation: str) -> None:
    network, lessons = create((784, 16, 16, 10), hidden_activation, seed=0), bars(2_000, seed=1)
    assert accuracy(network, bars(500, seed=2)) < 0.3
    stage = Stage("learn", epochs=30, rate=risen_then_falling(3e-3))
    for _ in descend(network, lessons.images, one_hot(lessons.labels), stage, seed=0):
        pass
    assert accuracy(network, bars(500, seed=2)) > 0.95


def test_the_stages_follow_each_other_and_end_with_the_labels() -> None:
    seen = [(progress.stage, progress.done, progress.total) for progress in train(small(), bars(1_200, seed=1))]
    assert seen == [
        ("write and vary digits", 1, 2),
        ("write and vary digits", 2, 2),
        ("a large network learns", 1, 2),
        ("a large network learns", 2, 2),
        ("the small one imitates it", 1, 2),
        ("the small one imitates it", 2, 2),
        ("it learns alone", 1, 1),
    ]


def test_what_is_made_has_the_shape_of_the_shipped_weights_and_its_accuracy() -> None:
    made = [progress.made for progress in train(small("relu"), bars(1_200, seed=1)) if progress.made is not None]
    assert [m.alone for m in made] == [False, False, True]
    assert (made[0].network.sizes, made[0].network.hidden_activation) == ((784, 16, 16, 10), "relu")
    assert all(0 <= m.accuracy <= 1 for m in made)
    assert made[0].network is not made[1].network


def test_the_seed_repeats_it_bit_for_bit() -> None:
    first, again, other = (list(train(small(seed=s), bars(600, seed=1)))[-1].made for s in (4, 4, 5))
    assert first is not None and again is not None and other is not None
    assert np.array_equal(first.network.weights[0], again.network.weights[0])
    assert not np.array_equal(first.network.weights[0], other.network.weights[0])


def test_a_later_stage_is_kept_before_a_better_number() -> None:
    imitating, alone, better = Made(NEVER, False, 0.97), Made(NEVER, True, 0.96), Made(NEVER, True, 0.965)
    assert imitating.is_better_than(None)
    assert alone.is_better_than(imitating) and not imitating.is_better_than(alone)
    assert better.is_better_than(alone) and not alone.is_better_than(better)


def test_held_out_images_are_not_among_those_learned_from() -> None:
    examples = Split(np.arange(100, dtype=np.uint8)[:, np.newaxis].repeat(784, axis=1), np.zeros(100, np.uint8))
    kept, held_out = split_off(examples, 30, seed=0)
    assert (len(kept), len(held_out)) == (70, 30)
    assert sorted([*kept.images[:, 0], *held_out.images[:, 0]]) == list(range(100))


def test_every_output_of_a_new_network_starts_dark() -> None:
    network = create((784, 16, 16, 10), "relu", seed=0)
    assert outputs(network, np.zeros((1, 784), np.uint8)).max() == pytest.approx(0.1, abs=0.002)


def test_the_learning_rate_rises_first_and_ends_at_the_lowest() -> None:
    rate = risen_then_falling(1.0, lowest=0.2)
    assert [round(rate(done), 3) for done in (0.0, 0.01, 0.5, 1.0)] == [0.0, 0.5, 0.6, 0.2]
    assert [falling(1.0)(done) for done in (0.0, 0.25, 1.0)] == [1.0, 0.75, 0.0]


def test_accuracy_counts_the_brightest_output() -> None:
    # without weights the biases alone decide: always a 7
    network = Network([np.zeros((10, 784))], [np.eye(10)[7]])
    sevens = Split(np.zeros((4, 784), np.uint8), np.array([7, 7, 1, 7], np.uint8))
    assert accuracy(network, sevens) == 0.75
