"""Readings made together are those made one by one."""

from typing import Any

import numpy as np
import pytest

from app.engine.network import Network
from app.wire.reading import Question, readings

RNG = np.random.default_rng(3)
NETWORKS = [Network.create(seed=seed) for seed in range(2)] + [Network.create((784, 5, 10), "relu", seed=9)]
QUESTIONS = [
    Question(NETWORKS[number % 3], number, RNG.random(784, dtype=np.float32), None if number % 4 == 0 else number % 10)
    for number in range(12)
]


def numbers(value: Any) -> list[Any]:
    """Return every number of a reading, in order, and its names among them."""
    if isinstance(value, dict):
        return [item for name, inner in value.items() for item in (name, *numbers(inner))]
    if isinstance(value, list | np.ndarray):
        return [item for inner in value for item in numbers(inner)]
    return [value]


def test_readings_made_together_are_those_made_one_by_one() -> None:
    together = readings(QUESTIONS)
    for question, found in zip(QUESTIONS, together, strict=True):
        (alone,) = readings([question])
        for name, other in zip(numbers(found), numbers(alone), strict=True):
            assert name == (pytest.approx(other, rel=1e-4, abs=1e-7) if isinstance(other, np.floating) else other)


def test_each_question_gets_its_own_version_and_label() -> None:
    found = readings(QUESTIONS)
    assert [reading["version"] for reading in found] == list(range(12))
    assert [reading["label"] for reading in found] == [question.label for question in QUESTIONS]
    assert [reading["cost"] is None for reading in found] == [question.label is None for question in QUESTIONS]


def test_empty_picture_among_others_reads_as_nothing() -> None:
    empty = Question(NETWORKS[0], 1, np.zeros(784, np.float32), 3)
    assert [reading["prediction"]["digit"] is None for reading in readings([QUESTIONS[0], empty])] == [False, True]


def test_exploded_network_is_marked_and_no_other() -> None:
    wild = Network.create(seed=1)
    wild.biases[0][:] = np.inf
    found = readings([QUESTIONS[1], Question(wild, 1, QUESTIONS[1].pixels, 3)])
    assert ["diverged" in reading for reading in found] == [False, True]


def test_no_question_has_no_reading() -> None:
    assert readings([]) == []
