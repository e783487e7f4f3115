"""MNIST at a click: the server fetches it, shows how far it is, and has it from then on."""

import asyncio
import ipaddress
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse

from app.api.answers import answer
from app.api.dependencies import ServicesDep
from app.api.documentation import events, responses
from app.digits.download_job import DownloadJob, DownloadState
from app.errors import Forbidden
from app.wire.downloads import DownloadAnswer, download_answer
from app.wire.encode import to_json

router = APIRouter(prefix="/api/datasets/mnist/download", tags=["datasets"])

EVENT_SECONDS = 0.2  # how often a watcher is told: more than the eye can use of a bar
EXAMPLE = {"state": "running", "received_bytes": 5242880, "total_bytes": 11594722, "allowed": True}


async def _allowed(request: Request, services: ServicesDep) -> bool:
    """Whether who asks may start a download: by default only from this machine, and not through a proxy."""
    who = services.settings.mnist_download
    forwarded = any(name in request.headers for name in ("forwarded", "x-forwarded-for"))
    local = _is_loopback(request.client.host if request.client else "") and _is_loopback(request.url.hostname or "")
    return who == "anyone" or (who == "loopback" and local and not forwarded)


AllowedDep = Annotated[bool, Depends(_allowed)]


@router.get("", responses=responses(DownloadAnswer, example=EXAMPLE))
async def get_download(services: ServicesDep, allowed: AllowedDep) -> Response:
    """Tell how far the download is."""
    return answer(download_answer(services.mnist_download.progress, allowed))


@router.post("", status_code=202, responses=responses(DownloadAnswer, 403, status=202, example=EXAMPLE))
async def start_download(services: ServicesDep, allowed: AllowedDep) -> Response:
    """Start it. While it runs, or when MNIST is here, this changes nothing."""
    if not allowed:
        raise Forbidden("this server downloads nothing for you: its host can run `nudge data`")
    if "mnist" not in services.datasets:
        services.mnist_download.start()
    return answer(download_answer(services.mnist_download.progress, allowed), 202)


@router.get("/events", response_class=StreamingResponse, responses=events("progress"))
async def watch_download(services: ServicesDep, allowed: AllowedDep) -> StreamingResponse:
    """Stream the same facts as server-sent events, until the download ends."""
    return StreamingResponse(
        _events(services.mnist_download, allowed), media_type="text/event-stream", headers={"Cache-Control": "no-cache"}
    )


async def _events(job: DownloadJob, allowed: bool) -> AsyncIterator[bytes]:
    told = None
    while True:
        progress = job.progress
        if progress != told:
            yield b"event: progress\ndata: " + to_json(download_answer(progress, allowed)) + b"\n\n"
            told = progress
        if progress.state != DownloadState.RUNNING:
            return
        await asyncio.sleep(EVENT_SECONDS)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
