"""A network is a resource: made, looked at, taken back by a step, deleted."""

from typing import Any

from fastapi import APIRouter, Request, Response

from app.api.answers import answer
from app.api.dependencies import EntryDep, MayCreate, NetworkId, ServicesDep
from app.api.documentation import CHANGES, NETWORK_EXAMPLE, OF_A_NETWORK, responses
from app.store.entry import Entry, Origin
from app.wire.answers import NetworkFacts
from app.wire.requests import NewNetwork

router = APIRouter(prefix="/api/networks", tags=["networks"])


def facts(entry: Entry) -> dict[str, Any]:
    """Return what is told of a network."""
    return {
        "id": entry.id,
        "sizes": entry.network.sizes,
        "hidden_activation": entry.network.hidden_activation,
        "start": entry.origin.start,
        "seed": entry.origin.seed,
        "version": entry.version,
        "step": entry.step,
        "undo_depth": len(entry.past),
    }


@router.post(
    "",
    dependencies=[MayCreate],
    status_code=201,
    responses=responses(NetworkFacts, 403, 413, 429, 503, 507, status=201, example=NETWORK_EXAMPLE),
)
async def create_network(order: NewNetwork, services: ServicesDep, request: Request) -> Response:
    """Make a network of your own: trained, or untrained from a seed. Its id is all that is needed to use it."""
    network = services.first_network(order.start, order.hidden_activation, order.seed)
    entry = services.networks.create(network, Origin(order.start, order.hidden_activation, order.seed))
    location = request.url_for("get_network", network_id=entry.id).path
    return answer(facts(entry), 201, {"Location": location})


@router.get("/{network_id}", responses=responses(NetworkFacts, *OF_A_NETWORK, example=NETWORK_EXAMPLE))
async def get_network(entry: EntryDep) -> Response:
    """Tell the facts of a network."""
    return answer(facts(entry))


@router.delete("/{network_id}", status_code=204, response_class=Response, responses=responses(None, *CHANGES))
async def delete_network(network_id: NetworkId, services: ServicesDep) -> Response:
    """Forget a network at once and for good."""
    services.networks.delete(network_id)
    return Response(status_code=204)


@router.post("/{network_id}/undo", responses=responses(NetworkFacts, *CHANGES, example=NETWORK_EXAMPLE))
async def undo(entry: EntryDep, services: ServicesDep) -> Response:
    """Go back by one step or snapshot, at most twenty times. A paused run goes back too, and on from there."""
    training = services.trainings.find(entry)
    if training is not None and not training.ended:
        await training.undo()
    else:
        entry.check_free()
        entry.undo()
    return answer(facts(entry))
