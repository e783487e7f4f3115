"""Is it alive, and can it serve?"""

from fastapi import APIRouter, Response

from app.api.answers import answer
from app.api.documentation import responses
from app.wire.answers import Health

router = APIRouter(tags=["health"])


@router.get("/healthz", responses=responses(Health, example={"status": "ok"}))
async def healthz() -> Response:
    """Say that the process is alive."""
    return answer({"status": "ok"})
