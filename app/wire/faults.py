"""Errors of the request's form, in our words: one message saying what came and what was expected."""

from collections.abc import Sequence
from typing import Any

from app.errors import InvalidInput
from app.wire.images import describe

_PLACES = {"body", "query", "path", "header", "cookie"}


def from_validation(errors: Sequence[Any]) -> InvalidInput:
    """Return the first of pydantic's complaints as an error of our family."""
    first = errors[0]
    field = ".".join(str(part) for part in first["loc"] if part not in _PLACES)
    return InvalidInput(_message(first, field or "the body"), field=field or None)


def _message(error: Any, name: str) -> str:
    kind, came = error["type"], describe(error.get("input"))
    if kind == "ours":
        return str(error["msg"])
    if kind == "missing":
        return f"{name} is missing"
    if kind == "extra_forbidden":
        return f"{name[:80]} is not a field of this request"
    expected = error["msg"].removeprefix("Input should be ").removeprefix("expected ")
    return f"{name} is {came}, expected {expected}"
