"""The socket's address, and which message goes where."""

from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect

from app.errors import NotFound
from app.live.drawing import draw, label
from app.live.session import Handler, Session
from app.services import Services
from app.wire.encode import to_json

router = APIRouter()

NO_NETWORK = 4404  # close codes from 4000 are the application's own

HANDLERS: dict[str, Handler] = {"draw": draw, "label": label}


@router.websocket("/api/networks/{network_id}/live")
async def live(socket: WebSocket, network_id: str) -> None:
    """Talk about one network."""
    services: Services = socket.app.state.services
    await socket.accept()
    try:
        session = Session(socket, services, services.networks.get(network_id))
        await session.talk(HANDLERS)
    except NotFound as error:
        await socket.send_text(to_json({"type": "error", "reply_to": None, "data": error.as_dict()}).decode())
        await socket.close(NO_NETWORK, "there is no such network")
    except WebSocketDisconnect:
        pass
