"""Messages about training: start, pause, go on, one step, change, stop. Each is answered with the run's state."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from pydantic import TypeAdapter

from app.errors import Conflict, InvalidInput, NotFound, Unavailable
from app.frames import told, training_order
from app.live.outbox import Outgoing
from app.live.session import Session
from app.store.trainings import Training
from app.training.learning import Control
from app.wire.images import describe
from app.wire.messages import Message, check, fields, no_fields
from app.wire.training import TrainingChange, TrainingOrder

_ORDER, _CHANGE = TypeAdapter(TrainingOrder), TypeAdapter(TrainingChange)


def train(session: Session, message: Message) -> None:
    """Start a run. data is what POST …/training takes."""
    _start(session, message, fields(message))


def pause(session: Session, message: Message) -> None:
    """Pause the run. There is no data."""
    no_fields(message)
    _steer(session, message, Control(state="paused"))


def resume(session: Session, message: Message) -> None:
    """Go on. data may hold what PATCH …/training takes."""
    _steer(session, message, check(_CHANGE, _running(message)).control())


def step(session: Session, message: Message) -> None:
    """Take one step, or with {"until": "epoch"} the rest of an epoch; start a run for it if there is none."""
    training = session.services.trainings.find(session.entry)
    order = {"until": "step", **_running(message)}
    if training is None or training.ended:
        _start(session, message, order)
    else:
        _steer(session, message, check(_CHANGE, order).control())


def change(session: Session, message: Message) -> None:
    """Change rate, size or pace of the run. data is what PATCH …/training takes."""
    _steer(session, message, check(_CHANGE, message.data).control())


def stop(session: Session, message: Message) -> None:
    """Stop the run where it is. There is no data."""
    no_fields(message)
    training = _training(session)
    training.ask_to_stop()
    _answer(session, message, training, training.stop)


def _running(message: Message) -> dict[str, Any]:
    """Return the message's fields with the state that its type stands for. Raises InvalidInput for another."""
    found = fields(message)
    if found.get("state", "running") != "running":
        raise InvalidInput(
            f"state is {describe(found['state'])}, expected 'running' with {message.type}", field="state"
        )
    return {**found, "state": "running"}


def _start(session: Session, message: Message, data: Any) -> None:
    session.services.check_creation(session.socket.client)
    order = training_order(session.services.datasets, session.entry, check(_ORDER, data))
    _answer(session, message, session.services.trainings.start(session.entry, order))


def _steer(session: Session, message: Message, control: Control) -> None:
    training = _training(session)
    training.control(control)
    _answer(session, message, training, training.obeyed)


def _training(session: Session) -> Training:
    try:
        return session.services.trainings.get(session.entry)
    except NotFound as error:
        raise Conflict(error.message) from None


def _answer(
    session: Session, message: Message, training: Training, done: Callable[[], Awaitable[None]] | None = None
) -> None:
    """Answer with the state; done: waits until it is as it was told to be."""

    async def state() -> None:
        if done is not None:
            with suppress(Unavailable):
                await done()
        kind = ("state", message.type, message.id)  # whoever gives an id waits for its answer
        session.outbox.put(kind, Outgoing("state", message.id, lambda: told(training)))

    session.beside(state())
