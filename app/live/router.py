"""The socket's address, and which message goes where."""

from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect

from app.errors import NotFound, NudgeError
from app.live.drawing import draw, label
from app.live.learning import change, pause, resume, step, stop, train
from app.live.session import NO_NETWORK, TRY_LATER, Handler, Session
from app.services import Services
from app.wire.encode import to_json

router = APIRouter()

HANDLERS: dict[str, Handler] = {
    "draw": draw,
    "label": label,
    "train": train,
    "pause": pause,
    "resume": resume,
    "step": step,
    "change": change,
    "stop": stop,
}


@router.websocket("/api/networks/{network_id}/live")
async def live(socket: WebSocket, network_id: str) -> None:
    """Talk about one network."""
    services: Services = socket.app.state.services
    await socket.accept()
    try:
        entry = services.networks.get(network_id)
        services.check_room(entry)
    except NudgeError as error:
        await refuse(socket, error)
        return
    try:
        await Session(socket, services, entry, socket.app.state.reader).talk(HANDLERS)
    except (WebSocketDisconnect, TimeoutError):  # it is gone, or reads no more
        pass


async def refuse(socket: WebSocket, error: NudgeError) -> None:
    """Say why, then close."""
    await socket.send_text(to_json({"type": "error", "reply_to": None, "data": error.as_dict()}).decode())
    missing = isinstance(error, NotFound)
    await socket.close(NO_NETWORK if missing else TRY_LATER, "there is no such network" if missing else error.message)
