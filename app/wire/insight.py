"""Insights as they travel: what may be asked, and facts as JSON. Each order carries an example that works."""

import dataclasses
from typing import Annotated, Any

import numpy as np
from pydantic import BeforeValidator, ConfigDict, FailFast, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.errors import NudgeError
from app.insight.parameters import Parameter, check_parameter, parse
from app.wire.requests import NUMBER, WHOLE, Body, Example, ImageField, LearningRate

EXAMPLES, COLUMNS, ROWS, CHANGES = 1_000, 100, 50, 100
LARGEST_WEIGHT = 1e6
SIZES = (784, 16, 16, 10)  # of every network that a visitor can have
SHORT = 1_000  # longer arrays travel as float32: half the characters, and still as exact as the weights

_PIXEL = r"(\d|[1-9]\d|[1-6]\d\d|7[0-7]\d|78[0-3])"
_HIDDEN = r"(\d|1[0-5])"
NAME_PATTERN = (
    rf"^(w1\.{_HIDDEN}\.{_PIXEL}|w2\.{_HIDDEN}\.{_HIDDEN}|w3\.[0-9]\.{_HIDDEN}|b[12]\.{_HIDDEN}|b3\.[0-9])$".replace(
        r"\d", "[0-9]"
    )
)
TWO: dict[str, Any] = {"strokes": [[[2, 3], [3, 1], [5, 1], [6, 3], [2, 9], [7, 9]]]}
EXAMPLE: dict[str, Any] = {"image": TWO, "label": 2}


def _parameter(value: Any) -> Parameter:
    try:
        parameter = parse(value if isinstance(value, str) else repr(value))
        check_parameter(parameter, SIZES)
    except NudgeError as error:
        raise PydanticCustomError("ours", "{message}", {"message": error.message}) from None
    return parameter


NAME_SCHEMA = {
    "type": "string",
    "pattern": NAME_PATTERN,
    "description": "w3.2.5 is the weight of layer 3 to neuron 2 from neuron 5; b3.2 the bias of that neuron",
}
ParameterName = Annotated[Any, PlainValidator(_parameter), WithJsonSchema(NAME_SCHEMA)]
Layer = Annotated[int, Field(ge=1, le=3, description="1 and 2 are hidden, 3 is the output"), WHOLE]
Output = Annotated[int, Field(ge=0, le=9, description="an output neuron, by its digit"), WHOLE]
Epsilon = Annotated[
    float, Field(gt=0, le=10, description="length of a change, small for what a gradient foretells"), NUMBER
]
Examples = Annotated[list[Example], Field(min_length=1, max_length=EXAMPLES), FailFast()]


def _not_too_many(changes: Any) -> Any:
    if isinstance(changes, dict) and len(changes) > CHANGES:
        message = f"there are {len(changes)} changes, expected at most {CHANGES}"
        raise PydanticCustomError("ours", "{message}", {"message": message})
    return changes


def _shown(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


class TermsOrder(Body):
    """One neuron on one image."""

    model_config = _shown({"image": TWO, "layer": 3, "neuron": 2})
    image: ImageField
    layer: Layer
    neuron: Annotated[int, Field(ge=0, le=15, description="at most 9 in layer 3"), WHOLE]


class SquaresOrder(Example):
    """One example whose cost is taken apart."""

    model_config = _shown(EXAMPLE)


class SumsOrder(Example):
    """One example and the layer that is asked."""

    model_config = _shown(EXAMPLE | {"layer": 2, "off": [8]})
    layer: Annotated[int, Field(ge=0, le=2, description="0 are the pixels, 1 and 2 the hidden layers"), WHOLE]
    off: Annotated[list[Output], Field(max_length=10, description="outputs that are left out of the cost")] = []


class LeversOrder(Example):
    """One example, one output, how far to move it, and how much to spend."""

    model_config = _shown(EXAMPLE | {"output": 2, "change": 0.01, "epsilon": 0.1})
    output: Output
    change: Annotated[float, Field(gt=-1, lt=1, description="what the output's activation is to move by"), NUMBER] = (
        0.01
    )
    epsilon: Epsilon = 0.1


class OuterOrder(Example):
    """One example and the layer whose incoming weights are meant."""

    model_config = _shown(EXAMPLE | {"layer": 3})
    layer: Layer


class ChainOrder(Example):
    """One example and one parameter."""

    model_config = _shown(EXAMPLE | {"parameter": "w3.2.5"})
    parameter: ParameterName


class SensitivityOrder(Body):
    """Examples whose mean cost is meant, and parameters to compare."""

    model_config = _shown({"examples": [EXAMPLE], "pinned": ["w3.2.5", "b3.8"]})
    examples: Examples
    pinned: Annotated[list[ParameterName], Field(max_length=ROWS)] = []
    components: Annotated[bool, Field(strict=True, description="send all 13,002 too")] = False


class WiggleOrder(Body):
    """Examples whose mean cost is meant, and parameters to move."""

    model_config = _shown({"examples": [EXAMPLE], "parameters": ["w3.2.5", "b3.8"], "epsilon": 0.001})
    examples: Annotated[list[Example], Field(min_length=1, max_length=COLUMNS), FailFast()]
    parameters: Annotated[list[ParameterName], Field(min_length=1, max_length=ROWS)]
    epsilon: Annotated[
        float,
        Field(ge=-10, le=10, description="added to each in turn; not 0", json_schema_extra={"not": {"const": 0}}),
        NUMBER,
    ] = 1e-3


class AveragesOrder(Body):
    """Examples as columns, parameters as rows."""

    model_config = _shown({"examples": [EXAMPLE, EXAMPLE | {"label": 7}], "parameters": ["w3.2.5", "b3.8"]})
    examples: Annotated[list[Example], Field(min_length=1, max_length=COLUMNS), FailFast()]
    parameters: Annotated[list[ParameterName], Field(max_length=ROWS)]


class SliceOrder(Body):
    """Examples whose mean cost is meant, a step to judge, and where the curve ends."""

    model_config = _shown({"examples": [EXAMPLE], "learning_rate": 1.0})
    examples: Examples
    learning_rate: LearningRate | None = None
    up_to: LearningRate | None = None


class StrangersOrder(Body):
    """From which seed on, and how many images of each noise."""

    model_config = _shown({"seed": 0, "count": 100})
    seed: Annotated[int, Field(ge=0, le=2**32), WHOLE] = 0
    count: Annotated[int, Field(ge=1, le=200), WHOLE] = 100


class WeightsChange(Body):
    """Weights and biases to set, by name; the others stay."""

    model_config = _shown({"changes": {"w3.2.5": 0.4, "b3.2": -1.0}})
    changes: Annotated[
        dict[ParameterName, Annotated[float, Field(ge=-LARGEST_WEIGHT, le=LARGEST_WEIGHT), NUMBER]],
        Field(min_length=1, max_length=CHANGES, json_schema_extra={"additionalProperties": False}),
        BeforeValidator(_not_too_many),
    ]
    remember: Annotated[
        bool,
        Field(
            strict=True,
            description="keep the state before it for undo; false for the steps of a drag, undone with its first",
        ),
    ] = True


def facts(value: Any) -> Any:
    """Return a fact of app.insight as what JSON can say: dataclasses as objects, a parameter with its name."""
    if isinstance(value, Parameter):
        return {"name": value.name, "layer": value.layer, "receiver": value.receiver, "sender": value.sender}
    if dataclasses.is_dataclass(value):
        return {field.name: facts(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {name: facts(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [facts(item) for item in value]
    if isinstance(value, np.ndarray):
        long = value.size > SHORT and value.dtype == np.float64
        return np.ascontiguousarray(value, np.float32 if long else value.dtype)
    return value
