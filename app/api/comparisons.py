"""Comparisons by REST: order a race, look at it while it is held and afterwards."""

from typing import Any

from fastapi import APIRouter, Request, Response

from app.api.answers import answer
from app.api.dependencies import MayCreate, ServicesDep
from app.api.documentation import CHANGES, OF_A_NETWORK, responses
from app.engine.network import Network
from app.errors import NudgeError
from app.frames import choose
from app.services import Services
from app.store.comparisons import Comparison
from app.training.comparisons import Path, Progress, Race, Walker
from app.wire.comparisons import ComparisonFacts, ComparisonOrder

router = APIRouter(prefix="/api/comparisons", tags=["training"])


@router.post(
    "", dependencies=[MayCreate], status_code=202, responses=responses(ComparisonFacts, *CHANGES, 429, status=202)
)
async def start_comparison(order: ComparisonOrder, services: ServicesDep, request: Request) -> Response:
    """Let walkers race: full batch, mini-batch, single example, or one recipe from several seeds."""
    walkers = [Walker(w.name, w.batch_size, w.learning_rate, w.seed) for w in order.walkers]
    comparison = services.comparisons.start(
        _starts(order, services), walkers, choose(order.dataset, services.datasets), order.seconds
    )
    location = request.url_for("get_comparison", comparison_id=comparison.id).path
    return answer(facts(comparison), 202, {"Location": location})


@router.get("/{comparison_id}", responses=responses(ComparisonFacts, *OF_A_NETWORK))
async def get_comparison(comparison_id: str, services: ServicesDep) -> Response:
    """Tell how a race stands, or went."""
    return answer(facts(services.comparisons.get(comparison_id)))


@router.delete("/{comparison_id}", status_code=204, response_class=Response, responses=responses(None, *CHANGES))
async def delete_comparison(comparison_id: str, services: ServicesDep) -> Response:
    """Stop a race and forget it."""
    services.comparisons.delete(comparison_id)
    return Response(status_code=204)


def _starts(order: ComparisonOrder, services: Services) -> list[Network]:
    """Return the network that each walker starts from."""
    if order.network is not None:
        common = services.networks.get(order.network).network
    else:
        common = Network.create(hidden_activation=order.hidden_activation, seed=order.seed)
    return [
        common
        if walker.network_seed is None
        else Network.create(hidden_activation=common.hidden_activation, seed=walker.network_seed)
        for walker in order.walkers
    ]


def facts(comparison: Comparison) -> dict[str, Any]:
    """Return all that is told of a race."""
    job, outcome = comparison.job, comparison.job.outcome
    race = outcome if isinstance(outcome, Race) else None
    progress = job.progress if isinstance(job.progress, Progress) else Progress("racing", 0.0, [])
    paths = race.paths if race else progress.paths
    below: list[list[float]] = race.shadow_costs if race else [[] for _ in paths]
    return {
        "id": comparison.id,
        "state": job.state,
        "message": outcome.message if isinstance(outcome, NudgeError) else None,
        "queue_position": job.position,
        "share_done": 1.0 if race else progress.share,
        "dataset": comparison.dataset,
        "seconds": comparison.seconds,
        "judged": comparison.judged,
        "paths": [_path_facts(path, costs, race is not None) for path, costs in zip(paths, below, strict=True)],
        "landscape": None if race is None else {**vars(race.landscape), "kept": race.kept},
    }


def _path_facts(path: Path, shadow_costs: list[float], over: bool) -> dict[str, Any]:
    walker = {"name": path.walker.name, "batch_size": path.walker.batch_size}
    return {
        **walker,
        "learning_rate": path.walker.learning_rate,
        "seconds": path.seconds,
        "steps": path.steps,
        "costs": path.costs,
        "shadow": path.shadow,
        "shadow_costs": shadow_costs,
        "accuracy": path.accuracy if over else None,
        "diverged": path.diverged,
    }
