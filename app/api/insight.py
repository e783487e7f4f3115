"""What the chapters show, for programs: each insight is one request, told of the network as it is at that moment."""

from enum import Enum
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from fastapi.concurrency import run_in_threadpool

from app.api.answers import JSON, answer
from app.api.dependencies import EntryDep, ServicesDep
from app.api.documentation import CHANGES, NETWORK_EXAMPLE, OF_A_NETWORK, responses
from app.api.many import ManyExamples, worked_out
from app.api.networks import facts as network_facts
from app.errors import NotFound
from app.insight.budget import budget
from app.insight.chain import chain
from app.insight.cost import squares
from app.insight.hebbian import outer
from app.insight.letters import LETTERS
from app.insight.levers import levers
from app.insight.parameters import edited
from app.insight.strangers import NOISES, misreadings, stranger
from app.insight.study import Study, study
from app.insight.sums import signal_sizes, sums
from app.insight.terms import terms
from app.services import Services
from app.store.entry import Entry
from app.wire.answers import NetworkFacts
from app.wire.insight import (
    AveragesOrder,
    ChainOrder,
    LeversOrder,
    OuterOrder,
    SensitivityOrder,
    SliceOrder,
    SquaresOrder,
    StrangersOrder,
    SumsOrder,
    TermsOrder,
    WeightsChange,
    WiggleOrder,
    facts,
)
from app.wire.insight_answers import (
    AveragesAnswer,
    ChainAnswer,
    LeversAnswer,
    OuterAnswer,
    SensitivityAnswer,
    SliceAnswer,
    SquaresAnswer,
    StrangerAnswer,
    StrangerList,
    StrangersAnswer,
    SumsAnswer,
    TermsAnswer,
    WiggleAnswer,
)
from app.wire.requests import Example

router = APIRouter()
many = APIRouter(route_class=ManyExamples)
TAG: list[str | Enum] = ["insight"]
INSIGHT = "/api/networks/{network_id}/insight"
StrangerName = Annotated[str, Path(min_length=1, max_length=20, description="as GET /api/strangers names them")]
NoiseSeed = Annotated[int, Query(ge=0, le=2**33, description="decides a noise; a letter is always the same")]


def told(entry: Entry, fact: Any, **more: Any) -> Response:
    """Return a fact as an answer, with the version of the weights that it is true of."""
    return answer({"version": entry.version, **facts(fact), **facts(more)})


def study_one(entry: Entry, order: Example, services: Services) -> Study:
    """Send one example forward and back through the network as it is now."""
    return study(entry.network, services.see(order.image).pixels, [order.label])


@router.post(f"{INSIGHT}/terms", tags=TAG, responses=responses(TermsAnswer, *OF_A_NETWORK, 403, 413))
async def post_terms(order: TermsOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """How one neuron comes by its activation: terms and bias add up to z."""
    pixels = services.see(order.image).pixels
    return told(entry, terms(entry.network, pixels, order.layer, order.neuron))


@router.post(f"{INSIGHT}/squares", tags=TAG, responses=responses(SquaresAnswer, *OF_A_NETWORK, 403, 413))
async def post_squares(order: SquaresOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """The cost taken apart: ten squares that add up to it, each output's nudge, and what survives its slope."""
    return told(entry, squares(study_one(entry, order, services)))


@router.post(f"{INSIGHT}/sums", tags=TAG, responses=responses(SumsAnswer, *OF_A_NETWORK, 403, 413))
async def post_sums(order: SumsOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """What each receiver asks of each neuron of a layer, adding up to its nudge; and the signal's size per layer."""
    whole = study_one(entry, order, services)
    return told(entry, sums(whole, order.layer, order.off), signal=signal_sizes(whole))


@router.post(f"{INSIGHT}/levers", tags=TAG, responses=responses(LeversAnswer, *OF_A_NETWORK, 403, 413))
async def post_levers(order: LeversOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Bias, weights and incoming activations of one output as levers; and one small budget spent in three ways."""
    whole = study_one(entry, order, services)
    return told(entry, levers(whole, order.output, order.change), budget=budget(whole, order.epsilon))


@router.post(f"{INSIGHT}/outer", tags=TAG, responses=responses(OuterAnswer, *OF_A_NETWORK, 403, 413))
async def post_outer(order: OuterOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Senders by brightness × receivers by wish: the weight changes that one example wishes."""
    return told(entry, outer(study_one(entry, order, services), order.layer))


@router.post(f"{INSIGHT}/chain", tags=TAG, responses=responses(ChainAnswer, *OF_A_NETWORK, 403, 413))
async def post_chain(order: ChainOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """The chain rule of one parameter with its three factors, and a central difference to compare with."""
    return told(entry, chain(study_one(entry, order, services), order.parameter))


@many.post(
    f"{INSIGHT}/sensitivity", tags=TAG, responses=responses(SensitivityAnswer, *OF_A_NETWORK, 403, 413, 429, 503)
)
async def post_sensitivity(order: SensitivityOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """How sensitive the mean cost is to every parameter: histogram, top ten, and the pinned ones compared."""
    return Response(await worked_out("sensitivity", order, entry, services), media_type=JSON)


@many.post(f"{INSIGHT}/wiggle", tags=TAG, responses=responses(WiggleAnswer, *OF_A_NETWORK, 403, 413, 429, 503))
async def post_wiggle(order: WiggleOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Each parameter moved a little in turn: the real change of the mean cost beside the foretold one."""
    return Response(await worked_out("wiggle", order, entry, services), media_type=JSON)


@many.post(f"{INSIGHT}/averages", tags=TAG, responses=responses(AveragesAnswer, *OF_A_NETWORK, 403, 413, 429, 503))
async def post_averages(order: AveragesOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """The table of examples × parameters, its mean column, and the batch gradient that it must equal."""
    return Response(await worked_out("averages", order, entry, services), media_type=JSON)


@many.post(f"{INSIGHT}/slice", tags=TAG, responses=responses(SliceAnswer, *OF_A_NETWORK, 403, 413, 429, 503))
async def post_slice(order: SliceOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """The true mean cost along −∇C: what a step would do, too small, about right or overshooting."""
    return Response(await worked_out("slice", order, entry, services), media_type=JSON)


@router.post(f"{INSIGHT}/strangers", tags=TAG, responses=responses(StrangersAnswer, *OF_A_NETWORK, 403, 413))
async def post_strangers(order: StrangersOrder, entry: EntryDep) -> Response:
    """Letters and noise, and how boldly the network reads them: an activation is not a probability."""
    version, network = entry.version, entry.network
    found = await run_in_threadpool(misreadings, network, order.seed, order.count)
    return answer({"version": version, "strangers": facts(found)})


@router.get("/api/strangers", tags=TAG, responses=responses(StrangerList))
async def get_strangers() -> Response:
    """Name the images that are no digit."""
    letters = [{"name": name, "kind": "letter"} for name in LETTERS]
    return answer({"strangers": letters + [{"name": name, "kind": "noise"} for name in NOISES]})


@router.get("/api/strangers/{name}", tags=TAG, responses=responses(StrangerAnswer, 404))
async def get_stranger(name: StrangerName, seed: NoiseSeed = 0) -> Response:
    """Return an image that is no digit: a letter of ours with its strokes, or a noise."""
    if name not in LETTERS and name not in NOISES:
        raise NotFound(f"there is no stranger of that name, expected one of {', '.join((*LETTERS, *NOISES))}")
    return answer(facts(stranger(name, seed)))


@router.patch(
    "/api/networks/{network_id}/weights",
    tags=["weights"],
    responses=responses(NetworkFacts, *CHANGES, example=NETWORK_EXAMPLE),
)
async def patch_weights(order: WeightsChange, entry: EntryDep) -> Response:
    """Set a few weights or biases by name; undo takes back what was remembered. 409 while the network trains."""
    entry.check_free()
    network = edited(entry.network, order.changes)
    if order.remember:
        entry.remember()
    entry.replace(network)
    return answer(network_facts(entry))
