"""What is worked out of many examples: here when they are few, in a worker process when they may take a while.

Both ways lead through the same functions, each from an order and what it is about to the answer's bytes.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import ValidationError

from app.digits.dataset import Dataset
from app.engine import descent
from app.engine.backprop import Gradient, backward, one_hot
from app.engine.network import Network, check_parameters
from app.errors import InvalidInput, NotJson, NudgeError
from app.insight.averages import averages
from app.insight.sensitivity import sensitivity
from app.insight.slice import slice_downhill
from app.insight.study import Study, study
from app.insight.wiggle import wiggle
from app.training.mapped import SentDataset
from app.training.worker import Desk, Turns
from app.wire.encode import to_json
from app.wire.faults import from_validation
from app.wire.images import Pixels, see
from app.wire.insight import AveragesOrder, SensitivityOrder, SliceOrder, WiggleOrder, facts
from app.wire.passes import Inputs, backprop_answer
from app.wire.requests import LAYER_EXAMPLES, BackpropOrder, Body, Example, StepOrder


@dataclass(frozen=True)
class Subject:
    """What an order is about: a network with its version, and the datasets whose images may be named."""

    network: Network
    version: int
    datasets: Mapping[str, Dataset]


@dataclass(frozen=True)
class Stepped:
    """Where a step leads, and the mean cost before and after it."""

    network: Network
    cost_before: np.floating[Any]
    cost_after: np.floating[Any]


def backprop(order: BackpropOrder, about: Subject) -> bytes:
    """Return cost, nudges, deltas and gradients. Raises InvalidInput for more layers than an answer should carry."""
    if order.detail != "summary" and len(order.examples) > LAYER_EXAMPLES:
        raise InvalidInput(
            f"there are {len(order.examples)} examples, expected at most {LAYER_EXAMPLES} with detail "
            f"'{order.detail}': ask for 'summary'",
            field="examples",
        )
    return to_json(backprop_answer(about.network, about.version, *batch(order.examples, about), order.detail))


def step(order: StepOrder, about: Subject) -> Stepped:
    """Take one step of gradient descent on the examples' mean cost."""
    inputs, labels = batch(order.examples, about)
    targets = one_hot(labels)
    before = backward(about.network, about.network.propagate(inputs), targets)
    moved = stepped(about.network, before.gradient, order.learning_rate)
    after = backward(moved, moved.propagate(inputs), targets)
    return Stepped(moved, before.costs.mean(), after.costs.mean())


def _sensitivity(order: SensitivityOrder, about: Subject) -> bytes:
    found: dict[str, Any] = facts(sensitivity(_study(order.examples, about), order.pinned))
    return _told(about, found if order.components else {k: fact for k, fact in found.items() if k != "components"})


def _wiggle(order: WiggleOrder, about: Subject) -> bytes:
    whole = _study(order.examples, about)
    wiggles = wiggle(whole, order.parameters, order.epsilon)
    return _told(about, {"cost": whole.backward.cost, "wiggles": wiggles})


def _averages(order: AveragesOrder, about: Subject) -> bytes:
    return _told(about, averages(_study(order.examples, about), order.parameters))


def _slice(order: SliceOrder, about: Subject) -> bytes:
    return _told(about, slice_downhill(_study(order.examples, about), order.learning_rate, order.up_to))


def _study(examples: Sequence[Example], about: Subject) -> Study:
    return study(about.network, *batch(examples, about))


def _told(about: Subject, fact: Any) -> bytes:
    return to_json({"version": about.version, **facts(fact)})


Work = Callable[[Any, Subject], Any]
KINDS: dict[str, tuple[type[Body], Work]] = {
    "backprop": (BackpropOrder, backprop),
    "step": (StepOrder, step),
    "sensitivity": (SensitivityOrder, _sensitivity),
    "wiggle": (WiggleOrder, _wiggle),
    "averages": (AveragesOrder, _averages),
    "slice": (SliceOrder, _slice),
}


def work_out(kind: str, order: Body, about: Subject) -> Any:
    """Return what comes of an order of that kind: the answer's bytes; of a step `Stepped`."""
    return KINDS[kind][1](order, about)


def work_out_beside(
    desk: Desk, kind: str, body: bytes, network: Network, version: int, datasets: Mapping[str, SentDataset]
) -> Turns:
    """Do the same as a job of a worker, from the request's body as it came: to read that takes a while, too."""
    order: Any = read_body(body, KINDS[kind][0])
    about = Subject(network, version, {name: sent.open() for name, sent in datasets.items()})
    for i, example in enumerate(order.examples):
        example.image = _pixels(i, example, about)  # a drawing takes a while to be framed
        yield None
    return work_out(kind, order, about)


def read_body(body: bytes, model: type[Body]) -> Body:
    """Return a body as the order that it should be. Raises NotJson or InvalidInput, as the server does elsewhere."""
    try:
        return model.model_validate(json.loads(body))
    except json.JSONDecodeError as error:
        raise NotJson(f"the body is not JSON: {error.msg}") from None
    except ValidationError as error:
        raise from_validation(error.errors()) from None
    except (ValueError, RecursionError):  # not UTF-8, a number of a thousand digits, brackets without end
        raise NotJson("the body could not be read as JSON") from None


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


def batch(examples: Sequence[Example], about: Subject) -> tuple[Inputs, list[int]]:
    """Return the examples' pixels, (n, 784), and labels."""
    rows = [_pixels(i, example, about) for i, example in enumerate(examples)]
    return np.stack(rows), [example.label for example in examples]


def _pixels(place: int, example: Example, about: Subject) -> Pixels:
    try:
        return see(example.image, about.datasets).pixels
    except NudgeError as error:
        error.field = f"examples.{place}.image" + (f".{error.field}" if error.field else "")
        raise
