"""Messages about the picture and its label."""

from pydantic import TypeAdapter

from app.live.session import Session
from app.wire.messages import Draw, Message, Wanted, check

_DRAW, _WANTED = TypeAdapter(Draw), TypeAdapter(Wanted)


def draw(session: Session, message: Message) -> None:
    """Take a new picture. data is {"image": …}, with "label" if that changes too; or the image itself."""
    data = message.data
    wrapped = isinstance(data, dict) and "image" in data
    order = check(_DRAW, data if wrapped else {"image": data})
    session.look_at(order.image)
    if "label" in order.model_fields_set:
        session.label = order.label
    session.reply(message)


def label(session: Session, message: Message) -> None:
    """Take the wanted digit. data is {"label": 0–9 or null}; or the label itself."""
    data = message.data
    session.label = check(_WANTED, data if isinstance(data, dict) else {"label": data}).label
    session.reply(message)
