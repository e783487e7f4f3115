"""The first few steps of a run, one by one: which examples are dealt, and what each step does to their cost."""

from dataclasses import dataclass

import numpy as np

from app.digits.dataset import Split
from app.engine.network import Network
from app.training.evaluation import score
from app.training.run import Dealer, Plan, Run
from app.training.worker import finish

STEPS = 3
SHOWN = 12  # examples of each mini-batch


@dataclass(frozen=True)
class Dealt:
    """One mini-batch: its size, where its first examples stand, and its own mean cost before and after its step."""

    batch_size: int
    indices: list[int]
    labels: list[int]
    cost_before: float
    cost_after: float


def first_steps(network: Network, examples: Split, plan: Plan) -> list[Dealt]:
    """Take a few steps with a copy of the network, exactly those that a run with this plan takes."""
    run, dealer = Run(network, examples, plan), Dealer(len(examples), plan.seed)
    steps = []
    for _ in range(STEPS):
        batch = dealer.deal(plan.batch_size)
        for _ in run.take_step():
            pass
        own = Split(examples.images.take(batch, axis=0), np.asarray(examples.labels)[batch])
        shown = batch[:SHOWN]
        labels = [int(label) for label in own.labels[: len(shown)]]
        steps.append(Dealt(len(batch), shown.tolist(), labels, run.cost or 0.0, finish(score(run.network, own)).cost))
    return steps
