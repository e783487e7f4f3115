"""Is it alive, and can it serve?"""

from fastapi import APIRouter, Response

from app.api.answers import answer

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> Response:
    """Say that the process is alive."""
    return answer({"status": "ok"})
