"""What clients may ask, as pydantic models: checked once, here, and described in OpenAPI."""

from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    FailFast,
    Field,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.engine.network import LARGEST_PARAMETER, SIZES
from app.errors import NudgeError
from app.wire.images import LARGEST_INDEX, MAX_POINTS, MAX_STROKES, PIXELS, SIDE, Image, parse_image

LAYER_EXAMPLES, SUMMARY_EXAMPLES = 100, 10_000
MOST_FIELDS = 100
LARGEST_LEARNING_RATE = 1e6
LARGEST_SEED = 2**53 - 1  # what a JSON number carries exactly in every language

_PIXEL = {"type": "number", "minimum": 0, "maximum": 1}
_POINT = {"type": "array", "items": {"type": "number", "minimum": -1e6, "maximum": 1e6}, "minItems": 2, "maxItems": 2}
_STROKES = {
    "type": "array",
    "items": {"type": "array", "items": _POINT, "maxItems": MAX_POINTS},
    "maxItems": MAX_STROKES,
}
IMAGE_SCHEMA: dict[str, Any] = {
    "description": f"784 pixels from 0 (paper) to 1 (ink), row by row, or 28 rows of 28; an image of a dataset; or "
    f"strokes, which the server frames as the page's pad does: at most {MAX_STROKES} with {MAX_POINTS} points in all.",
    "anyOf": [
        {
            "type": "object",
            "title": "Strokes",
            "properties": {"strokes": _STROKES},
            "required": ["strokes"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "title": "Image of a dataset",
            "properties": {
                "dataset": {"type": "string"},
                "split": {"enum": ["train", "test"], "default": "test"},
                "index": {"type": "integer", "minimum": 0, "maximum": LARGEST_INDEX},
            },
            "required": ["dataset", "index"],
            "additionalProperties": False,
        },
        {"type": "array", "title": "Pixels", "items": _PIXEL, "minItems": PIXELS, "maxItems": PIXELS},
        {
            "type": "array",
            "title": "Rows of pixels",
            "items": {"type": "array", "items": _PIXEL, "minItems": SIDE, "maxItems": SIDE},
            "minItems": SIDE,
            "maxItems": SIDE,
        },
    ],
}


def _image(value: Any) -> Image:
    try:
        return parse_image(value)
    except NudgeError as error:
        raise PydanticCustomError("ours", "{message}", {"message": error.message}) from None


def _not_a_flag(value: Any) -> Any:
    if isinstance(value, str | bool):
        raise PydanticCustomError("number", "expected a number, not a text or true or false")
    return value


def _whole(value: Any) -> Any:
    """Return 3 for 3.0, which JSON does not tell apart; refuse text and flags."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str | bool):
        raise PydanticCustomError("number", "expected a whole number")
    return value


# These stand last, after the bounds: pydantic tells OpenAPI of bounds only where they follow the type itself.
WHOLE, NUMBER = BeforeValidator(_whole), BeforeValidator(_not_a_flag)

Whole = Annotated[int, WHOLE]
ImageField = Annotated[Any, PlainValidator(_image), WithJsonSchema(IMAGE_SCHEMA)]
Label = Annotated[int, Field(ge=0, le=9, description="the wanted digit"), WHOLE]
Seed = Annotated[int, Field(ge=0, le=LARGEST_SEED, description="the same seed gives the same numbers"), WHOLE]
LearningRate = Annotated[float, Field(gt=0, le=LARGEST_LEARNING_RATE, description="the η of W ← W − η·∂C/∂W"), NUMBER]
HiddenActivation = Literal["sigmoid", "relu"]


A_SEVEN: Any = {"strokes": [[[20, 20], [80, 20], [45, 90]]]}
A_ONE: Any = {"strokes": [[[50, 15], [50, 90]]]}
EXAMPLES: list[Any] = [{"image": A_SEVEN, "label": 7}, {"image": A_ONE, "label": 1}]


class Body(BaseModel):
    """A request's body: no field that it does not know."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _not_endless(cls, value: Any) -> Any:
        """Refuse a body of countless fields before each of them is complained of, which takes a second a megabyte."""
        if isinstance(value, dict) and len(value) > MOST_FIELDS:
            message = f"there are {len(value)} fields, expected at most {len(cls.model_fields)}"
            raise PydanticCustomError("ours", "{message}", {"message": message})
        return value


class NewNetwork(Body):
    """Which network to begin with."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"start": "untrained", "hidden_activation": "sigmoid", "seed": 7}]}
    )

    start: Literal["trained", "untrained"] = "trained"
    hidden_activation: HiddenActivation = "sigmoid"
    seed: Seed = 0


class ForwardOrder(Body):
    """One image to read."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"image": A_SEVEN}]})

    image: ImageField


class Example(Body):
    """An image and the digit that it is, or that it is wanted to be."""

    image: ImageField
    label: Label


def _not_too_many(examples: Any) -> Any:
    if isinstance(examples, list) and len(examples) > SUMMARY_EXAMPLES:
        message = f"there are {len(examples)} examples, expected at most {SUMMARY_EXAMPLES}"
        raise PydanticCustomError("ours", "{message}", {"message": message})
    return examples


Examples = Annotated[
    list[Example],
    Field(min_length=1, description=f"at most {SUMMARY_EXAMPLES}; at most {LAYER_EXAMPLES} where layers are answered"),
    FailFast(),
    BeforeValidator(_not_too_many),
]


class BackpropOrder(Body):
    """Examples to go backwards through."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"examples": EXAMPLES, "detail": "summary"}]})

    examples: Examples
    detail: Literal["layers", "summary", "full"] = "layers"


class StepOrder(Body):
    """Examples to average, and how far to go."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"examples": EXAMPLES, "learning_rate": 0.5}]})

    examples: Examples
    learning_rate: LearningRate


def _numbers(*shape: int) -> dict[str, Any]:
    """Return the schema of a vector or matrix of numbers that float32 can hold."""
    if not shape:
        return {"type": "number", "minimum": -LARGEST_PARAMETER, "maximum": LARGEST_PARAMETER}
    n, *inner = shape
    return {"type": "array", "items": _numbers(*inner), "minItems": n, "maxItems": n}


def _layers(*schemas: dict[str, Any]) -> dict[str, Any]:
    n = len(schemas)
    return {"type": "array", "prefixItems": list(schemas), "items": False, "minItems": n, "maxItems": n}


MOST_LAYERS = 100
Size = Annotated[int, Field(ge=1, le=2**31 - 1), WHOLE]
SIZES_SCHEMA: dict[str, Any] = {"const": list(SIZES), "description": "of the layers, which must be the network's own"}


class WeightsOrder(Body):
    """Weights to put in: what GET gave may be sent back as it is."""

    weights: Annotated[
        list[Any],
        WithJsonSchema(_layers(*(_numbers(n_out, n_in) for n_in, n_out in pairwise(SIZES)))),
        Field(description="3 matrices, each n_out rows of n_in numbers"),
    ]
    biases: Annotated[
        list[Any],
        WithJsonSchema(_layers(*(_numbers(n_out) for n_out in SIZES[1:]))),
        Field(description="3 vectors of n_out numbers"),
    ]
    hidden_activation: HiddenActivation | None = None
    sizes: Annotated[list[Size], Field(max_length=MOST_LAYERS), WithJsonSchema(SIZES_SCHEMA)] | None = None
    version: (
        Annotated[
            int, Field(ge=0, le=LARGEST_SEED, description="as GET told it; the network counts on from its own"), WHOLE
        ]
        | None
    ) = None
