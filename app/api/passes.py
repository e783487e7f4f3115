"""Forward, backward, and the step they lead to."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from app.api.answers import answer
from app.api.dependencies import EntryDep, ServicesDep
from app.api.documentation import CHANGES, OF_A_NETWORK, STEP_EXAMPLE, responses
from app.engine import descent
from app.engine.backprop import Gradient, backward, one_hot
from app.engine.network import Network, check_parameters
from app.errors import Conflict, InvalidInput, NudgeError
from app.services import Services
from app.wire.answers import BackpropAnswer, ForwardAnswer, StepAnswer
from app.wire.passes import Inputs, backprop_answer, forward_answer
from app.wire.requests import LAYER_EXAMPLES, BackpropOrder, Example, ForwardOrder, StepOrder

T = TypeVar("T")
FEW = 10  # examples that take about as long as a thread takes to begin, or a millisecond

router = APIRouter(prefix="/api/networks/{network_id}", tags=["passes"])


@router.post("/forward", responses=responses(ForwardAnswer, *OF_A_NETWORK, 403, 413))
async def forward(order: ForwardOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Read one image: every layer's weighted inputs and activations, and the digit that wins."""
    seen = services.see(order.image)
    return answer(forward_answer(entry.network, entry.version, seen.pixels, seen.framing))


@router.post("/backprop", responses=responses(BackpropAnswer, *OF_A_NETWORK, 403, 413))
async def backprop(order: BackpropOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Go backwards: cost, nudges, deltas and gradients for one example or many."""
    if order.detail != "summary" and len(order.examples) > LAYER_EXAMPLES:
        raise InvalidInput(
            f"there are {len(order.examples)} examples, expected at most {LAYER_EXAMPLES} with detail "
            f"'{order.detail}': ask for 'summary'",
            field="examples",
        )
    network, version = entry.network, entry.version

    def work() -> Response:
        inputs, labels = batch(order.examples, services)
        return answer(backprop_answer(network, version, inputs, labels, order.detail))

    return await without_delay(order.examples, work)


@router.post("/step", responses=responses(StepAnswer, *CHANGES, example=STEP_EXAMPLE))
async def step(order: StepOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Take one step of gradient descent on the examples' mean cost."""
    entry.check_free()
    network, version = entry.network, entry.version

    def work() -> tuple[Network, dict[str, Any]]:
        inputs, labels = batch(order.examples, services)
        targets = one_hot(labels)
        before = backward(network, network.propagate(inputs), targets)
        moved = stepped(network, before.gradient, order.learning_rate)
        after = backward(moved, moved.propagate(inputs), targets)
        return moved, {"cost_before": before.costs.mean(), "cost_after": after.costs.mean()}

    moved, costs = await without_delay(order.examples, work)
    entry.check_free()
    if entry.version != version:
        raise Conflict("the network was changed while its step was worked out: ask again")
    entry.remember()
    entry.replace(moved, entry.step + 1)
    return answer({"version": entry.version, "step": entry.step, **costs})


async def without_delay(examples: Sequence[Example], work: Callable[[], T]) -> T:
    """Do the work; if there are many examples, in a thread, so that others are answered meanwhile."""
    return work() if len(examples) <= FEW else await run_in_threadpool(work)


def stepped(network: Network, gradient: Gradient, learning_rate: float) -> Network:
    """Return the network after a step. Raises InvalidInput if the step leaves what float32 can hold."""
    moved = network.copy()
    with np.errstate(over="ignore", invalid="ignore"):
        descent.step(moved, gradient, learning_rate)
    try:
        check_parameters(moved.weights, moved.biases)
    except InvalidInput as error:
        raise InvalidInput(
            f"with learning rate {learning_rate} {error.message}: the old weights stay", field="learning_rate"
        ) from None
    return moved


def batch(examples: Sequence[Example], services: Services) -> tuple[Inputs, list[int]]:
    """Return the examples' pixels, (n, 784), and labels."""
    rows = []
    for i, example in enumerate(examples):
        try:
            rows.append(services.see(example.image).pixels)
        except NudgeError as error:
            error.field = f"examples.{i}.image" + (f".{error.field}" if error.field else "")
            raise
    return np.stack(rows), [example.label for example in examples]
