"""Errors of the request's form, in our words: one message saying what came and what was expected."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from app.errors import InvalidInput
from app.wire.images import describe

_PLACES = {"body", "query", "path", "header", "cookie"}
_KEY = "[key]"  # how pydantic says that the name of a field is meant, not its value
MOST_OF_A_NAME = 100  # characters of a field's name that are repeated

# What pydantic expected, in the words of JSON; {…} are its own figures.
_EXPECTED = {
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "finite_number": "a finite number",
    "float_parsing": "a number",
    "float_type": "a number",
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number of fewer digits",
    "int_type": "a whole number",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
    "list_type": "a list",
    "string_too_long": "at most {max_length} characters",
    "string_too_short": "at least {min_length} characters",
    "string_type": "a text",
    "too_long": "at most {max_length}",
    "too_short": "at least {min_length}",
}


def from_validation(errors: Sequence[Any], whole: str = "the body") -> InvalidInput:
    """Return the first of pydantic's complaints as an error of our family; `whole` is what the value is called."""
    first = errors[0]
    field = short(".".join(str(part) for part in first["loc"] if part not in _PLACES and part != _KEY))
    return InvalidInput(_message(first, field or whole), field=field or None)


def short(name: str) -> str:
    """Return a name as an answer may repeat it."""
    return name if len(name) <= MOST_OF_A_NAME else f"{name[:MOST_OF_A_NAME]}…"


def _message(error: Any, name: str) -> str:
    kind, came = error["type"], error.get("input")
    if kind == "ours":
        return str(error["msg"])
    if kind == "missing":
        return f"{name} is missing"
    if kind == "extra_forbidden":
        return f"{name} is not a field of this request"
    if isinstance(came, float) and not isfinite(came):
        return f"{name} is {describe(came)}, expected a finite number"
    if kind in ("too_long", "too_short"):
        return f"{name} has {len(came or ())} entries, expected {_expected(error)}"
    return f"{name} is {describe(came)}, expected {_expected(error)}"


def _expected(error: Any) -> str:
    words = _EXPECTED.get(error["type"])
    if words is None:
        return str(error["msg"]).removeprefix("Input should be ").removeprefix("expected ")
    return words.format(**{name: _plain(bound) for name, bound in error.get("ctx", {}).items()})


def _plain(bound: Any) -> Any:
    """Return 1000000 for 1000000.0."""
    return int(bound) if isinstance(bound, float) and bound.is_integer() else bound
