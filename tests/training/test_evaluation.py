"""An evaluation counts what a hand count would."""

import numpy as np
import pytest

from app.engine.network import Network
from app.training.evaluation import evaluate, score, summarise
from tests.training.examples import striped_digits


def outputs_saying(*rows: dict[int, float]) -> np.ndarray:
    outputs = np.zeros((len(rows), 10), np.float32)
    for output, row in zip(outputs, rows, strict=True):
        for digit, activation in row.items():
            output[digit] = activation
    return outputs


def test_mistakes_come_with_the_most_confident_first_and_doubts_with_the_closest_first() -> None:
    outputs = outputs_saying({1: 0.9}, {1: 0.6, 7: 0.5}, {7: 0.8}, {2: 0.75, 3: 0.5})
    labels = np.array([1, 7, 1, 2], np.uint8)

    found = summarise(outputs, labels, most=2)

    assert found.score.accuracy == 0.5
    assert [(r.index, r.label, r.digit, r.second) for r in found.mistakes][0][:3] == (2, 1, 7)
    assert found.mistakes[1].index == 1 and found.mistakes[1].second == 7
    assert [reading.index for reading in found.doubtful] == [1, 3]
    assert found.doubtful[0].doubt == pytest.approx(1 - (0.6 - 0.5))
    assert found.confusion[1].tolist() == [0, 1, 0, 0, 0, 0, 0, 1, 0, 0]


def test_the_list_of_mistakes_is_bounded_but_all_are_counted() -> None:
    found = summarise(outputs_saying(*[{3: 1.0}] * 5), np.zeros(5, np.uint8), most=2)
    assert (len(found.mistakes), found.mistake_count) == (2, 5)


def test_cost_of_one_output_off_by_a_half_is_a_quarter() -> None:
    found = summarise(outputs_saying({4: 0.5}), np.array([4], np.uint8), most=1)
    assert found.score.cost == 0.25


def test_score_and_evaluation_agree() -> None:
    split, network = striped_digits(1_234), Network.create(seed=4)
    shares = []
    work = evaluate(network, split, most=10)
    while True:
        try:
            shares.append(next(work))
        except StopIteration as finished:
            found = finished.value
            break
    quick = score(network, split)
    with pytest.raises(StopIteration) as finished_score:
        while True:
            next(quick)

    assert shares == [pytest.approx(1000 / 1234), 1.0]
    assert finished_score.value.value.accuracy == pytest.approx(found.score.accuracy)
    assert finished_score.value.value.cost == pytest.approx(found.score.cost)
    assert found.confusion.sum() == 1_234
