"""How well a network reads, and how well its mini-batches point: worked out beside the serving process."""

from typing import Any

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from app.api.answers import answer
from app.api.dependencies import EntryDep, ServicesDep
from app.api.documentation import CHANGES, responses
from app.digits.dataset import Split, as_inputs
from app.frames import choose
from app.training.cosines import Spread, spread
from app.training.deals import Dealt, first_steps
from app.training.evaluation import Evaluation, evaluation_job
from app.training.mapped import send_split
from app.training.run import Plan
from app.wire.comparisons import CosinesAnswer, CosinesOrder, DealAnswer, DealOrder, EvaluationAnswer, EvaluationOrder

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


@router.post("/deal", responses=responses(DealAnswer, *CHANGES))
async def deal(order: DealOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Show the first mini-batches that a run would deal, and what the step of each does to its own cost."""
    dataset = choose(order.dataset, services.datasets)
    plan = Plan(order.batch_size, order.learning_rate, seed=order.seed)
    version, dealt = entry.version, await run_in_threadpool(first_steps, entry.network, dataset.train, plan)
    steps = [_dealt(one, dataset.train) for one in dealt]
    return answer({"version": version, "dataset": dataset.name, "steps": steps})


def _dealt(dealt: Dealt, examples: Split) -> dict[str, Any]:
    """Return a mini-batch with its pictures."""
    shown = [
        {"index": index, "label": label, "image": as_inputs(examples.images[index])}
        for index, label in zip(dealt.indices, dealt.labels, strict=True)
    ]
    costs = {"cost_before": dealt.cost_before, "cost_after": dealt.cost_after}
    return {"batch_size": dealt.batch_size, "examples": shown, **costs}
