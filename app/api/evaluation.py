"""How well a network reads, and how well its mini-batches point: worked out beside the serving process."""

from typing import Any

from fastapi import APIRouter, Response

from app.api.answers import answer
from app.api.dependencies import EntryDep, ServicesDep
from app.api.documentation import CHANGES, responses
from app.frames import choose
from app.training.cosines import Spread, spread
from app.training.evaluation import Evaluation, evaluation_job
from app.training.mapped import send_split
from app.wire.comparisons import CosinesAnswer, CosinesOrder, EvaluationAnswer, EvaluationOrder

router = APIRouter(prefix="/api/networks/{network_id}", tags=["training"])


@router.post("/evaluation", responses=responses(EvaluationAnswer, *CHANGES, 429, 503))
async def evaluate(order: EvaluationOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Read a whole split: accuracy, cost, what is mixed up, the mistakes, the most doubtful."""
    dataset, version = choose(order.dataset, services.datasets), entry.version
    split = send_split(dataset.split(order.split))
    found: Evaluation = await services.workers.submit(evaluation_job, entry.network, split, order.most).result()
    told: dict[str, Any] = {key: value for key, value in vars(found).items() if key != "score"}
    told |= {"version": version, "dataset": dataset.name, "split": order.split, **vars(found.score)}
    return answer(told)


@router.post("/cosines", responses=responses(CosinesAnswer, *CHANGES, 429, 503))
async def cosines(order: CosinesOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Draw 20 mini-batches of each size, and compare where their gradients point with the full one."""
    version, examples = entry.version, send_split(choose(order.dataset, services.datasets).train)
    job = services.workers.submit(spread, entry.network, examples, order.batch_sizes, order.seed)
    found: Spread = await job.result()
    return answer({"version": version, **vars(found)})
