"""Weights out and in."""

from enum import StrEnum

from fastapi import APIRouter, Response

from app.api.answers import answer
from app.api.dependencies import EntryDep
from app.api.networks import facts
from app.store.checkpoint import to_npz, to_safetensors
from app.wire.weights import WeightsOrder, weights_answer

router = APIRouter(prefix="/api/networks/{network_id}/weights", tags=["weights"])

BYTES = "application/octet-stream"


class WeightsFormat(StrEnum):
    """The forms in which weights travel."""

    JSON = "json"
    SAFETENSORS = "safetensors"
    NPZ = "npz"


@router.get("")
async def get_weights(entry: EntryDep, format: WeightsFormat = WeightsFormat.JSON) -> Response:
    """Take the weights home."""
    if format == WeightsFormat.SAFETENSORS:
        return Response(to_safetensors(entry.network, {"version": str(entry.version)}), media_type=BYTES)
    if format == WeightsFormat.NPZ:
        return Response(to_npz(entry.network), media_type=BYTES)
    return answer(weights_answer(entry.network, entry.version))


@router.put("")
async def put_weights(order: WeightsOrder, entry: EntryDep) -> Response:
    """Replace every weight and bias with your own, of the same shapes."""
    entry.check_free()
    network = order.network(entry.network)
    entry.remember()
    entry.replace(network)
    return answer(facts(entry))
