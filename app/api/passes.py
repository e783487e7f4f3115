"""Forward, backward, and the step they lead to."""

from fastapi import APIRouter, Response

from app.api.answers import JSON, answer
from app.api.dependencies import EntryDep, ServicesDep
from app.api.documentation import CHANGES, OF_A_NETWORK, STEP_EXAMPLE, responses
from app.api.many import ManyExamples, worked_out
from app.errors import Conflict
from app.wire.answers import BackpropAnswer, ForwardAnswer, StepAnswer
from app.wire.many import Stepped
from app.wire.passes import forward_answer
from app.wire.requests import BackpropOrder, ForwardOrder, StepOrder

PREFIX = "/api/networks/{network_id}"
router = APIRouter(prefix=PREFIX, tags=["passes"])
many = APIRouter(prefix=PREFIX, tags=["passes"], route_class=ManyExamples)


@router.post("/forward", responses=responses(ForwardAnswer, *OF_A_NETWORK, 403, 413))
async def forward(order: ForwardOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Read one image: every layer's weighted inputs and activations, and the digit that wins."""
    seen = services.see(order.image)
    return answer(forward_answer(entry.network, entry.version, seen.pixels, seen.framing))


@many.post("/backprop", responses=responses(BackpropAnswer, *OF_A_NETWORK, 403, 413, 429, 503))
async def backprop(order: BackpropOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Go backwards: cost, nudges, deltas and gradients for one example or many."""
    return Response(await worked_out("backprop", order, entry, services), media_type=JSON)


@many.post("/step", responses=responses(StepAnswer, *CHANGES, 429, 503, example=STEP_EXAMPLE))
async def step(order: StepOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Take one step of gradient descent on the examples' mean cost."""
    entry.check_free()
    version = entry.version
    stepped: Stepped = await worked_out("step", order, entry, services)
    entry.check_free()
    if entry.version != version:
        raise Conflict("the network was changed while its step was worked out: ask again")
    entry.remember()
    entry.replace(stepped.network, entry.step + 1)
    costs = {"cost_before": stepped.cost_before, "cost_after": stepped.cost_after}
    return answer({"version": entry.version, "step": entry.step, **costs})
