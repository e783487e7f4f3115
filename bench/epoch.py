"""One epoch of 60,000 images in mini-batches of 100, against its bound: gather and the eight matrix products alone."""

import statistics
import time
from collections.abc import Callable

import numpy as np

from app.digits.dataset import Split, as_inputs
from app.engine.descent import shuffled
from app.engine.network import SIZES, Network
from app.training.run import Plan, Run

COUNT, BATCH, ROUNDS = 60_000, 100, 9


def main() -> None:
    """Print how long an epoch takes, in times of its bound; and PyTorch eager, where it is installed."""
    rng = np.random.default_rng(0)
    ink = rng.integers(0, 256, (COUNT, SIZES[0]), dtype=np.uint8) * (rng.random((COUNT, SIZES[0])) < 0.2)
    examples = Split(ink.astype(np.uint8), rng.integers(0, 10, COUNT).astype(np.uint8))
    contenders = {"bound": lambda: bound(examples), "Nudge": lambda: epoch(examples)}
    if torch_epoch := find_torch(examples):
        contenders["PyTorch eager"] = torch_epoch
    took = race(contenders)
    for name, seconds in took.items():
        print(f"{name}: {seconds * 1000:.0f} ms, {seconds / took['bound']:.2f} times the bound")


def race(contenders: dict[str, Callable[[], None]]) -> dict[str, float]:
    """Return the best time of each, taken in turns; of the processor, so that other work matters less."""
    took: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS + 1):
        for name, work in contenders.items():
            start = time.process_time()
            work()
            took[name].append(time.process_time() - start)
    print(f"median of {ROUNDS}: " + ", ".join(f"{n} {statistics.median(t[1:]) * 1000:.0f} ms" for n, t in took.items()))
    return {name: min(times[1:]) for name, times in took.items()}


def epoch(examples: Split) -> None:
    """Learn for an epoch, as a worker does."""
    run = Run(Network.create(seed=0), examples, Plan(batch_size=BATCH, epochs=1))
    while not run.finished:
        for _ in run.take_step():
            pass


def bound(examples: Split) -> None:
    """Shuffle, gather, and multiply what an epoch must: three products forward, two back, three gradients."""
    order = shuffled(COUNT, 0, 0)
    weights = Network.create(seed=0).weights
    rng = np.random.default_rng(1)
    hidden = [rng.standard_normal((BATCH, n)).astype(np.float32) for n in SIZES[1:]]
    for start in range(0, COUNT, BATCH):
        senders = [as_inputs(examples.images.take(order[start : start + BATCH], axis=0)), *hidden[:-1]]
        for layer in range(3):
            senders[layer] @ weights[layer].T
            hidden[layer].T @ senders[layer]
        for layer in (2, 1):
            hidden[layer] @ weights[layer]


def find_torch(examples: Split) -> Callable[[], None] | None:
    """Return the same epoch in PyTorch eager, with its data as one tensor; None where it is not installed."""
    try:
        import torch
    except ImportError:
        print("PyTorch is not installed: not compared")
        return None
    torch.set_num_threads(1)
    images, labels = torch.from_numpy(as_inputs(examples.images)), torch.from_numpy(examples.labels.astype(np.int64))
    layers = [torch.nn.Linear(n_in, n_out) for n_in, n_out in zip(SIZES[:-1], SIZES[1:], strict=True)]
    model = torch.nn.Sequential(*[part for layer in layers for part in (layer, torch.nn.Sigmoid())])
    descent = torch.optim.SGD(model.parameters(), lr=0.5)
    targets = torch.eye(10)

    def work() -> None:
        order = torch.randperm(COUNT)
        for start in range(0, COUNT, BATCH):
            batch = order[start : start + BATCH]
            miss = model(images[batch]) - targets[labels[batch]]
            descent.zero_grad()
            miss.square().sum(dim=1).mean().backward()
            descent.step()

    return work


if __name__ == "__main__":
    main()
