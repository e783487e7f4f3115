"""What insights look like as answers: models made from the facts themselves, so that the two can't differ."""

import dataclasses
import types
import typing
from functools import cache
from typing import Any

import numpy as np
from pydantic import Field, create_model

from app.insight.averages import Averages
from app.insight.budget import Budget
from app.insight.chain import Chain
from app.insight.cost import Squares
from app.insight.hebbian import Outer
from app.insight.levers import Levers
from app.insight.parameters import Parameter
from app.insight.sensitivity import Sensitivity
from app.insight.slice import Slice
from app.insight.strangers import Misread, Stranger
from app.insight.sums import SignalSize, Sums
from app.insight.terms import Terms
from app.insight.wiggle import Wiggle
from app.wire.answers import Answer

Version = typing.Annotated[int, Field(description="of the weights that this is true of")]


class ParameterFacts(Answer):
    """A weight or bias: its name, and where it leads."""

    name: str = Field(examples=["w3.2.5", "b3.2"])
    layer: int = Field(description="the layer that it leads into, 1 to 3")
    receiver: int
    sender: int | None = Field(description="null for a bias")


@cache
def model_of(fact: type) -> type[Answer]:
    """Return the model of a fact: the same fields, arrays as nested lists, and the fact's own words."""
    hints = typing.get_type_hints(fact)
    fields: dict[str, Any] = {field.name: (_json_type(hints[field.name]), ...) for field in dataclasses.fields(fact)}
    return create_model(f"{fact.__name__}Facts", __base__=Answer, __doc__=fact.__doc__, **fields)


def _json_type(hint: Any) -> Any:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is Parameter:
        return ParameterFacts
    if dataclasses.is_dataclass(hint):
        return model_of(typing.cast(type, hint))
    if origin is np.ndarray:
        return list[Any]
    if origin in (list, tuple):
        return list[_json_type(inner[0])]  # type: ignore[misc]
    if origin in (types.UnionType, typing.Union):
        return typing.Union[tuple(_json_type(one) for one in inner)]  # noqa: UP007
    return hint


def _answer(name: str, fact: type, **more: Any) -> type[Answer]:
    fields: dict[str, Any] = {"version": (Version, ...), **more}
    return create_model(name, __base__=model_of(fact), __doc__=fact.__doc__, **fields)


TermsAnswer = _answer("TermsAnswer", Terms)
SquaresAnswer = _answer("SquaresAnswer", Squares)
SumsAnswer = _answer("SumsAnswer", Sums, signal=(list[model_of(SignalSize)], ...))  # type: ignore[misc]
LeversAnswer = _answer("LeversAnswer", Levers, budget=(model_of(Budget), ...))
OuterAnswer = _answer("OuterAnswer", Outer)
ChainAnswer = _answer("ChainAnswer", Chain)
SensitivityAnswer = _answer("SensitivityAnswer", Sensitivity, components=(list[float], Field(default=[])))
AveragesAnswer = _answer("AveragesAnswer", Averages)
SliceAnswer = _answer("SliceAnswer", Slice)
StrangerAnswer = model_of(Stranger)


class WiggleAnswer(Answer):
    """The mean cost as it is, and each parameter's wiggle."""

    version: Version
    cost: float
    wiggles: list[model_of(Wiggle)]  # type: ignore[valid-type]


class StrangersAnswer(Answer):
    """How boldly the network reads what is no digit."""

    version: Version
    strangers: list[model_of(Misread)]  # type: ignore[valid-type]


class StrangerName(Answer):
    """One image that is no digit."""

    name: str
    kind: typing.Literal["letter", "noise"]


class StrangerList(Answer):
    """The images that are no digit."""

    strangers: list[StrangerName]
