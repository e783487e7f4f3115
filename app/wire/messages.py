"""Messages of the live socket: an envelope {type, id, data}, and what each type's data may be."""

from typing import Annotated, Any, TypeVar

import orjson
from pydantic import Field, PlainValidator, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from app.errors import InvalidInput, NotJson
from app.wire.faults import from_validation, short
from app.wire.images import describe
from app.wire.requests import Body, ImageField, Label

T = TypeVar("T")
MOST_OF_AN_ID, LARGEST_ID = 64, 2**53


def _is_id(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= MOST_OF_AN_ID
    return value is None or (type(value) is int and abs(value) <= LARGEST_ID)


def _id(value: Any) -> Any:
    if not _is_id(value):
        expected = f"a text of at most {MOST_OF_AN_ID} characters or a whole number within ±{LARGEST_ID}"
        message = f"id is {describe(value)}, expected {expected}"
        raise PydanticCustomError("ours", "{message}", {"message": message})
    return value


MessageId = Annotated[str | int | None, PlainValidator(_id)]


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


def read_json(text: str | bytes) -> Any:
    """Return what a text frame says. Raises NotJson."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise NotJson(f"the message is not JSON: {error}") from None


def id_of(value: Any) -> str | int | None:
    """Return the id to repeat in an answer, also of a message that is wrong in other ways."""
    found = value.get("id") if isinstance(value, dict) else None
    return found if _is_id(found) else None


def as_message(value: Any) -> Message:
    """Return what a text frame says as a message. Raises InvalidInput."""
    return check(_MESSAGE, value, "the message")


def fields(message: Message) -> dict[str, Any]:
    """Return the fields in a message's data; without data, or with null, none. Raises InvalidInput."""
    if message.data is None:
        return {}
    if not isinstance(message.data, dict):
        raise InvalidInput(f"data is {describe(message.data)}, expected an object or null", field="data")
    return message.data


def no_fields(message: Message) -> None:
    """Raise InvalidInput if a message has data though its type takes none."""
    found = fields(message)
    if found:
        name = short(next(iter(found)))
        raise InvalidInput(f"{name} is not a field of {message.type}, which takes none", field=name)


def check(adapter: TypeAdapter[T], value: Any, whole: str = "data") -> T:
    """Return the value, called `whole`, as what the adapter stands for. Raises InvalidInput in our words."""
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        raise from_validation(error.errors(), whole) from None
