"""A run repeats bit for bit, deals every example once an epoch, and notices when it diverges."""

import numpy as np
import pytest

from app.digits.augmentation import LIGHT
from app.digits.dataset import as_inputs
from app.engine.backprop import backward, one_hot
from app.engine.network import Network
from app.errors import InvalidInput
from app.training.run import Change, Dealer, Plan, Run, only_this
from tests.training.examples import striped_digits

EXAMPLES = striped_digits(250)


def follow(run: Run) -> Run:
    while not run.finished:
        for _ in run.take_step():
            pass
    return run


def parameters(network: Network) -> np.ndarray:
    return np.concatenate([array.ravel() for array in (*network.weights, *network.biases)])


def learned(plan: Plan, **network: object) -> np.ndarray:
    return parameters(follow(Run(Network.create(seed=1, **network), EXAMPLES, plan)).network)


@pytest.mark.parametrize("plan", [Plan(epochs=2), Plan(steps=7, augmentation=LIGHT), Plan(steps=2, batch_size=60_000)])
def test_the_same_plan_gives_the_same_weights_bit_for_bit(plan: Plan) -> None:
    assert np.array_equal(learned(plan), learned(plan))


def test_another_seed_gives_other_weights() -> None:
    assert not np.array_equal(learned(Plan(steps=3, seed=1)), learned(Plan(steps=3, seed=2)))


def test_a_change_on_the_way_repeats_when_it_is_planned_for_the_same_step() -> None:
    run = Run(Network.create(seed=1), EXAMPLES, Plan(steps=6))
    for step in range(6):
        if step == 2:
            run.change(learning_rate=0.1, batch_size=10)
        for _ in run.take_step():
            pass

    assert run.log == [Change(2, 0.1, 10)]
    assert np.array_equal(parameters(run.network), learned(Plan(steps=6, changes=tuple(run.log))))


def test_weights_beyond_the_range_of_numbers_are_a_divergence() -> None:
    network = Network.create(seed=1, hidden_activation="relu")
    for parameters, value in zip((*network.weights, *network.biases), (0, 1e9, 0, 1e9, 0, 0), strict=True):
        parameters[:] = value  # outputs of ½, which the last weights take from activations of 10¹⁹
    run = steps(Run(network, EXAMPLES, Plan()), 1)

    assert not run.is_sound()
    assert run.finished and run.divergence is not None
    assert (run.divergence.step, run.divergence.harmed_by) == (1, 1)
    assert "left the range of numbers" in run.divergence.message


def steps(run: Run, count: int) -> Run:
    for _ in range(count):
        for _ in run.take_step():
            pass
    return run


@pytest.mark.parametrize("back_to", [0, 2, 3, 8, 11])
def test_a_run_that_went_back_learns_the_same_again(back_to: int) -> None:
    plan = Plan(batch_size=40, changes=(Change(3, None, 70), Change(9, 0.1, None)), augmentation=LIGHT)
    run = steps(Run(Network.create(seed=1), EXAMPLES, plan), back_to)
    then, first = run.network.copy(), (run.learning_rate, run.batch_size)
    steps(run, 12 - back_to)
    wanted, epoch, log = parameters(run.network), run.epoch, list(run.log)

    run.go_back(back_to, then)
    run.change(*first)
    steps(run, 12 - back_to)

    assert np.array_equal(parameters(run.network), wanted)
    assert (run.step, run.epoch) == (12, epoch)
    assert [change for change in run.log if change in log] == log


def test_a_run_that_went_back_keeps_the_rate_that_was_set_since() -> None:
    run = steps(Run(Network.create(seed=1), EXAMPLES, Plan(batch_size=40)), 2)
    then = run.network.copy()
    steps(run, 1).change(learning_rate=0.125)

    run.go_back(2, then)

    assert (run.step, run.learning_rate, run.log) == (2, 0.125, [Change(2, 0.125, 40)])


@pytest.mark.parametrize("sizes", [[4, 4, 4, 4], [3, 3, 3, 3, 3], [100, 100, 7], [1] * 25])
def test_mini_batches_that_are_skipped_lead_where_those_that_are_dealt_lead(sizes: list[int]) -> None:
    dealt, skipped = Dealer(count=10, seed=3), Dealer(count=10, seed=3)
    for size in sizes:
        dealt.deal(size)
        skipped.skip(1, size)
    assert skipped.epochs == dealt.epochs
    assert skipped.deal(4).tolist() == dealt.deal(4).tolist()


def test_an_epoch_deals_every_example_once_even_if_the_batch_size_changes() -> None:
    dealer = Dealer(count=10, seed=3)

    dealt = [dealer.deal(4), dealer.deal(3), dealer.deal(100)]

    assert [len(batch) for batch in dealt] == [4, 3, 3]
    assert sorted(np.concatenate(dealt)) == list(range(10))
    assert dealer.epochs == 1.0


def test_the_next_epoch_is_shuffled_anew() -> None:
    dealer = Dealer(count=100, seed=3)
    assert list(dealer.deal(100)) != list(dealer.deal(100))


def test_a_full_batch_in_parts_takes_the_step_of_the_whole() -> None:
    examples = striped_digits(2_500)
    network = Network.create(seed=1, dtype=np.float64)
    back = backward(network, network.forward(as_inputs(examples.images)), one_hot(examples.labels))

    run = Run(network, examples, Plan(steps=1, batch_size=60_000, learning_rate=1.0))
    pauses = len(list(run.take_step()))

    assert pauses == 3
    assert run.cost == pytest.approx(back.cost, rel=1e-6)
    for before, after, slope in zip(network.weights, run.network.weights, back.gradient.weights, strict=True):
        np.testing.assert_allclose(before - after, slope, rtol=1e-5, atol=1e-9)


def test_the_network_that_was_handed_in_stays_as_it_was() -> None:
    network = Network.create(seed=1)
    before = parameters(network)

    follow(Run(network, EXAMPLES, Plan(steps=3)))

    assert np.array_equal(parameters(network), before)


def test_learning_lowers_the_cost() -> None:
    run = Run(Network.create(seed=1), EXAMPLES, Plan(epochs=60, batch_size=10, learning_rate=1.0))
    follow(run)
    read = run.network.forward(as_inputs(EXAMPLES.images)).output.argmax(axis=1)
    assert (read == EXAMPLES.labels).mean() > 0.95


@pytest.mark.parametrize("curve", ["relu", "sigmoid"])
def test_a_learning_rate_of_1000_is_noticed_within_a_few_steps(curve: str) -> None:
    run = Run(Network.create(seed=1, hidden_activation=curve), EXAMPLES, Plan(steps=50, learning_rate=1000.0))

    follow(run)

    assert run.divergence is not None
    assert run.step <= 5
    assert "learning rate of 1000" in run.divergence.message


def test_numbers_out_of_range_are_noticed_at_once() -> None:
    run = Run(Network.create(seed=1), EXAMPLES, Plan(steps=50))
    run.network.weights[1][:] = np.nan

    follow(run)

    assert run.divergence is not None and run.divergence.step == 1


def test_a_usual_learning_rate_is_not_called_divergence() -> None:
    assert follow(Run(Network.create(seed=1), EXAMPLES, Plan(epochs=5, learning_rate=3.0))).divergence is None


def test_listening_only_to_one_2_makes_everything_a_2() -> None:
    two = EXAMPLES.images[EXAMPLES.labels == 2][0]
    run = follow(Run(Network.create(seed=1), only_this(two, 2), Plan(steps=300, batch_size=1)))
    read = run.network.forward(as_inputs(EXAMPLES.images)).output.argmax(axis=1)
    assert (read == 2).all()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("learning_rate", {"learning_rate": 0.0}),
        ("learning_rate", {"learning_rate": float("nan")}),
        ("batch_size", {"batch_size": 0}),
        ("batch_size", {"batch_size": 60_001}),
        ("changes", {"changes": (Change(5, 0.1), Change(2, 0.2))}),
    ],
)
def test_an_impossible_plan_is_refused(field: str, given: dict[str, object]) -> None:
    with pytest.raises(InvalidInput) as caught:
        Plan(**given)  # type: ignore[arg-type]
    assert caught.value.field == field
