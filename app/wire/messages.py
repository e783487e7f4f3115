"""Messages of the live socket: an envelope {type, id, data}, and what each type's data may be."""

from typing import Annotated, Any, TypeVar

import orjson
from pydantic import Field, TypeAdapter, ValidationError

from app.errors import InvalidInput
from app.wire.faults import from_validation
from app.wire.requests import Body, ImageField, Label

T = TypeVar("T")
MessageId = Annotated[str, Field(max_length=64)] | Annotated[int, Field(strict=True, ge=-(2**53), le=2**53)] | None


class Message(Body):
    """What a client sends. The answer's reply_to repeats the id."""

    type: Annotated[str, Field(max_length=32)]
    id: MessageId = None
    data: Any = None


class Draw(Body):
    """The picture on the pad; and the label, if it changes with it."""

    image: ImageField
    label: Label | None = None


class Wanted(Body):
    """The digit that is wanted of the picture, or null for none."""

    label: Label | None


_MESSAGE = TypeAdapter(Message)


def read_message(text: str | bytes) -> Message:
    """Return a text frame as a message. Raises InvalidInput."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InvalidInput(f"the message is not JSON: {error}") from None
    return check(_MESSAGE, value)


def check(adapter: TypeAdapter[T], value: Any) -> T:
    """Return the value as what the adapter stands for. Raises InvalidInput in our words."""
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        raise from_validation(error.errors()) from None
