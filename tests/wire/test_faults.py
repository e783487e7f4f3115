"""What is wrong with a request is said in words of JSON: what came, what was expected, and not a line more."""

from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter

from app.errors import InvalidInput
from app.wire.insight import WeightsChange
from app.wire.messages import check
from app.wire.requests import BackpropOrder, ForwardOrder, NewNetwork, StepOrder
from app.wire.training import TrainingChange, TrainingOrder

NAN, INFINITY = float("nan"), float("inf")
EXAMPLE = {"image": {"dataset": "examples", "index": 0}, "label": 1}


def complaint(model: type[BaseModel], value: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as raised:
        check(TypeAdapter(model), value, "the body")
    return raised.value


@pytest.mark.parametrize(
    ("model", "value", "field", "message"),
    [
        (
            WeightsChange,
            {"changes": {"w3.2.16": 1}},
            "changes.w3.2.16",
            "w3.2.16 has sender 16, expected 0 to 15",
        ),
        (
            WeightsChange,
            {"changes": {"w": 1}},
            "changes.w",
            'parameter is \'w\', expected a name like "w3.2.5" or "b3.2"',
        ),
        (WeightsChange, {"changes": {}}, "changes", "changes has 0 entries, expected at least 1"),
        (
            WeightsChange,
            {"changes": {"b3.2": 2e6}},
            "changes.b3.2",
            "changes.b3.2 is 2000000.0, expected at most 1000000",
        ),
        (TrainingChange, {}, None, "nothing is to be changed, expected at least one field"),
        (TrainingChange, {"batch_size": 2.5}, "batch_size", "batch_size is 2.5, expected a whole number"),
        (
            TrainingChange,
            {"until": "step"},
            "until",
            "until is 'step' and state is missing, expected state 'running' with it",
        ),
        (
            TrainingChange,
            {"state": "paused", "until": "epoch"},
            "until",
            "until is 'epoch' and state is 'paused', expected state 'running' with it",
        ),
        (
            TrainingOrder,
            {"state": "paused", "until": "epoch"},
            "until",
            "until is 'epoch' and state is 'paused', expected state 'running' with it",
        ),
        (BackpropOrder, [], None, "the body is a list of 0, expected an object"),
        (BackpropOrder, {"examples": []}, "examples", "examples has 0 entries, expected at least 1"),
        (BackpropOrder, {"examples": 3}, "examples", "examples is 3, expected a list"),
        (BackpropOrder, {"examples": [3]}, "examples.0", "examples.0 is 3, expected an object"),
        (
            StepOrder,
            {"examples": [EXAMPLE], "learning_rate": NAN},
            "learning_rate",
            "learning_rate is nan, expected a finite number",
        ),
        (
            StepOrder,
            {"examples": [EXAMPLE], "learning_rate": INFINITY},
            "learning_rate",
            "learning_rate is inf, expected a finite number",
        ),
        (
            StepOrder,
            {"examples": [EXAMPLE], "learning_rate": 0},
            "learning_rate",
            "learning_rate is 0, expected more than 0",
        ),
        (
            StepOrder,
            {"examples": [EXAMPLE], "learning_rate": "1"},
            "learning_rate",
            "learning_rate is the text '1', expected a number, not a text or true or false",
        ),
        (NewNetwork, {"seed": -1}, "seed", "seed is -1, expected at least 0"),
        (NewNetwork, {"start": "blank"}, "start", "start is the text 'blank', expected 'trained' or 'untrained'"),
        (TrainingOrder, {"dataset": 3}, "dataset", "dataset is 3, expected a text"),
        (
            ForwardOrder,
            {"image": {"dataset": "examples", "index": 1e30}},
            "image",
            "index of an image is 1e+30, expected a whole number from 0 to 2147483647",
        ),
        (
            ForwardOrder,
            {"image": [1.0000000001] + 783 * [0]},
            "image",
            "pixel 0 is 1.0000000001, expected 0 to 1",
        ),
        (ForwardOrder, {"image": [203] + 783 * [0]}, "image", "pixel 0 is 203.0, expected 0 to 1: divide by 255"),
    ],
)
def test_says_what_came_and_what_was_expected(
    model: type[BaseModel], value: Any, field: str | None, message: str
) -> None:
    error = complaint(model, value)
    assert (error.message, error.field) == (message, field)


@pytest.mark.parametrize(
    ("model", "value"),
    [
        (NewNetwork, {"k" * 100_000: 1}),
        (NewNetwork, {"start": "k" * 100_000}),
        (NewNetwork, {"seed": 10**4000}),
        (WeightsChange, {"changes": {"k" * 100_000: 1}}),
        (WeightsChange, {"changes": {"w3.2.5": "k" * 100_000}}),
        (TrainingOrder, {"dataset": "k" * 100_000}),
        (ForwardOrder, {"image": {"dataset": "examples", "index": 10**4000}}),
        (ForwardOrder, {"image": {"strokes": [], "k" * 100_000: 1}}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_however_long_a_name_or_value_is_little_of_it_is_repeated(model: type[BaseModel], value: Any) -> None:
    error = complaint(model, value)
    assert len(error.message) < 250
    assert len(error.field or "") <= 101
