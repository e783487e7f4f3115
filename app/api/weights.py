"""Weights out and in."""

from enum import StrEnum

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from app.api.answers import answer
from app.api.dependencies import EntryDep, NetworkId, ServicesDep
from app.api.documentation import CHANGES, NETWORK_EXAMPLE, OF_A_NETWORK, Responses, responses
from app.api.networks import facts
from app.store.checkpoint import from_file, to_npz, to_safetensors
from app.wire.answers import NetworkFacts, WeightsAnswer
from app.wire.requests import WeightsOrder
from app.wire.weights import check_same_curve, network_of, weights_answer

router = APIRouter(prefix="/api/networks/{network_id}/weights", tags=["weights"])

BYTES = "application/octet-stream"
FILE = {"type": "string", "format": "binary"}


class WeightsFormat(StrEnum):
    """The forms in which weights travel."""

    JSON = "json"
    SAFETENSORS = "safetensors"
    NPZ = "npz"


def _responses() -> Responses:
    """Return the documentation of the three forms in which weights may be got."""
    found = responses(WeightsAnswer, *OF_A_NETWORK)
    found[200]["content"] = {BYTES: {"schema": FILE}}
    return found


@router.get("", responses=_responses())
async def get_weights(entry: EntryDep, format: WeightsFormat = WeightsFormat.JSON) -> Response:
    """Take the weights home."""
    if format == WeightsFormat.SAFETENSORS:
        return Response(to_safetensors(entry.network, {"version": str(entry.version)}), media_type=BYTES)
    if format == WeightsFormat.NPZ:
        return Response(to_npz(entry.network), media_type=BYTES)
    return answer(weights_answer(entry.network, entry.version))


@router.put("", responses=responses(NetworkFacts, *CHANGES, example=NETWORK_EXAMPLE))
async def put_weights(order: WeightsOrder, entry: EntryDep) -> Response:
    """Replace every weight and bias with your own, of the same shapes."""
    entry.check_free()
    network = await run_in_threadpool(network_of, order, entry.network)
    entry.check_free()
    entry.remember()
    entry.replace(network)
    return answer(facts(entry))


@router.put(
    "/file",
    responses=responses(NetworkFacts, *CHANGES, example=NETWORK_EXAMPLE),
    openapi_extra={"requestBody": {"required": True, "content": {BYTES: {"schema": FILE}}}},
)
async def put_weights_file(request: Request, network_id: NetworkId, services: ServicesDep) -> Response:
    """Replace every weight and bias with those of a safetensors or npz file, its arrays named as GET names them."""
    body = await request.body()  # which may take its time: only now the network is looked at
    entry = services.networks.get(network_id)
    entry.check_free()
    network = from_file(body, entry.network.sizes, entry.network.hidden_activation)
    check_same_curve(network.hidden_activation, entry.network)
    entry.remember()
    entry.replace(network)
    return answer(facts(entry))
