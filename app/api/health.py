"""Is it alive, and can it serve?"""

from fastapi import APIRouter, Response

from app.api.answers import answer
from app.api.dependencies import ServicesDep
from app.api.documentation import responses
from app.engine.activations import ACTIVATIONS
from app.wire.answers import Health

router = APIRouter(tags=["health"])


@router.get("/readyz", responses=responses(Health, 503, 507, example={"status": "ok"}))
async def readyz(services: ServicesDep) -> Response:
    """Say that it can serve: the trained weights are here, and a network could be kept."""
    for hidden_activation in ACTIVATIONS:
        services.first_network("trained", hidden_activation, seed=0)
    services.networks.check_writable()
    return answer({"status": "ok"})


@router.get("/healthz", responses=responses(Health, example={"status": "ok"}))
async def healthz() -> Response:
    """Say that the process is alive."""
    return answer({"status": "ok"})
