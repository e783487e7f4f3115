"""A run in a worker process, flat out: how fast unwatched, how fast watched, and how soon MNIST is read."""

import asyncio
import os
import tempfile
import time
from pathlib import Path

import numpy as np

from app.digits import mnist
from app.digits.dataset import Dataset, Split
from app.engine.network import SIZES, Network
from app.frames import Watched, frame
from app.store.entry import Entry, Origin
from app.store.standing import Order
from app.store.trainings import Training, Trainings
from app.training.learning import Control
from app.training.run import Plan
from app.training.workers import Workers
from app.wire.encode import to_json

SECONDS, ROUNDS = 2.0, 4


def main() -> None:
    """Measure both."""
    asyncio.run(measure())


async def measure() -> None:
    """Print steps a second, watched and not; then the way to 94 % of MNIST, where it is there."""
    workers = Workers(count=1)
    workers.start()
    try:
        dataset = made_up()
        await steps_in(Trainings(workers), dataset, watched=False)  # warms up
        for batch_size in (10, 100):
            rates: dict[bool, list[float]] = {False: [], True: []}
            for _ in range(ROUNDS):
                for watched in rates:
                    rates[watched].append(await steps_in(Trainings(workers), dataset, watched, batch_size))
            alone, seen = max(rates[False]), max(rates[True])
            print(f"batch {batch_size}: {alone:,.0f} steps/s unwatched, {seen:,.0f} watched: {seen / alone:.0%}")
        await read_mnist(workers)
    finally:
        await workers.stop()


async def steps_in(trainings: Trainings, dataset: Dataset, watched: bool, batch_size: int = 100) -> float:
    """Return steps a second of one run; watched: every frame is made and encoded, as a socket does."""
    entry = new_entry(0)
    training = trainings.start(entry, Order(dataset, Plan(batch_size, 0.5), Control()))
    picture = Watched(np.full(SIZES[0], 0.5, np.float32), 2)
    if watched:
        entry.changed.add(lambda: watch(training, entry, picture))
    while training.status is None:
        await asyncio.sleep(0.01)
    first, start = training.status.step, time.perf_counter()
    await asyncio.sleep(SECONDS)
    last, end = training.status.step, time.perf_counter()
    await training.stop()
    return (last - first) / (end - start)


def watch(training: Training, entry: Entry, picture: Watched) -> None:
    """Make and encode a frame."""
    to_json(frame(training, entry, picture))


async def read_mnist(workers: Workers) -> None:
    """Print, for seeds 1 to 3, how soon an untrained network reads how much: batch 10, rate 0.5, 10 epochs."""
    folder = os.environ.get("NUDGE_MNIST_DIR")
    with tempfile.TemporaryDirectory() as cache:
        dataset = mnist.find([Path(folder)], Path(cache)) if folder else None
        if dataset is None:
            print("NUDGE_MNIST_DIR names no folder with MNIST: not measured")
            return
        for seed in (1, 2, 3):
            entry, start = new_entry(seed), time.perf_counter()
            plan = Plan(batch_size=10, learning_rate=0.5, epochs=10, seed=seed)
            training: Training = Trainings(workers).start(entry, Order(dataset, plan, Control()))
            await training.job.result()
            found = training.facts().accuracy
            assert found is not None
            print(f"seed {seed}: {found.test:.2%} of the test images after {time.perf_counter() - start:.1f} s")


def new_entry(seed: int) -> Entry:
    """Return an untrained network as the store keeps it."""
    return Entry("bench", Origin("untrained", "sigmoid", seed), Network.create(seed=seed), created_at=0.0, used_at=0.0)


def made_up() -> Dataset:
    """Return 60,000 and 10,000 examples of noise: how they are learned does not matter for the speed."""
    rng = np.random.default_rng(0)

    def split(count: int) -> Split:
        ink = rng.integers(0, 256, (count, SIZES[0])) * (rng.random((count, SIZES[0])) < 0.2)
        return Split(ink.astype(np.uint8), rng.integers(0, 10, count).astype(np.uint8))

    return Dataset("noise", split(60_000), split(10_000))


if __name__ == "__main__":
    main()
