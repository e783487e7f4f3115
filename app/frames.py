"""Frames: what a network that learns says of the example somebody watches, and where its run stands.

The socket and the events send the same; both are made here, when they are sent, of the newest weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.digits.dataset import Dataset, Split, as_inputs
from app.errors import NotFound
from app.store.entry import Entry
from app.store.standing import Order
from app.store.trainings import Training
from app.training.run import only_this
from app.wire.encode import few_digits, round_significant
from app.wire.images import see
from app.wire.reading import Pixels, reading
from app.wire.training import TrainingOrder

Datasets = Mapping[str, Dataset]
# of a run, and not ordered by anybody
MEASURED = ("epoch", "cost", "accuracy", "examples_per_second", "share_done", "seconds", "seconds_left")
BEST_FIRST = ("mnist", "built-in", "examples")  # to learn from, when nobody says what


@dataclass(frozen=True)
class Watched:
    """The example that somebody looks at while the network learns."""

    pixels: Pixels
    label: int | None


def training_order(datasets: Datasets, entry: Entry, order: TrainingOrder) -> Order:
    """Return the order of a run as the trainings take it. Raises NotFound for an unknown dataset."""
    only: Split | None = None
    if order.only is not None:
        pixels = see(order.only.image, datasets).pixels
        only = only_this(np.round(pixels * 255).astype(np.uint8), order.only.label)
    plan = order.plan(entry.network.hidden_activation)
    return Order(choose(order.dataset, datasets), plan, order.control(), only)


def choose(name: str | None, datasets: Datasets) -> Dataset:
    """Return the dataset of that name, or the best there is. Raises NotFound."""
    if name is None:
        name = next((best for best in BEST_FIRST if best in datasets), "mnist")
    if name not in datasets:
        raise NotFound(f"there is no dataset {name!r}, expected one of {', '.join(datasets)}", field="dataset")
    return datasets[name]


def frame(training: Training | None, entry: Entry, watched: Watched) -> dict[str, Any]:
    """Return a frame. `cost` is that of training; the watched example's own is `example_cost`."""
    found = reading(entry.network, entry.version, watched.pixels, watched.label)
    found["example_cost"] = found.pop("cost")
    if training is None:
        return found
    facts = vars(training.facts())
    measured = {name: few_digits(facts[name]) for name in MEASURED}
    return {**found, **facts, **measured, "ten": ten_readings(training, entry)}


def ten_readings(training: Training, entry: Entry) -> list[dict[str, Any]]:
    """Return what the network makes of ten fixed test digits, one of each kind."""
    split = training.order.dataset.test
    outputs = entry.network.propagate(as_inputs(split.images[training.ten])).output
    return [
        {"index": place, "label": int(split.labels[place]), "digit": int(row.argmax()), "confidence": confidence}
        for place, row, confidence in zip(training.ten, outputs, round_significant(outputs.max(axis=1)), strict=True)
    ]


def told(training: Training) -> dict[str, Any]:
    """Return all that is told of a run: where it stands, and how it came there."""
    return {**vars(training.facts()), "history": training.history.facts()}
