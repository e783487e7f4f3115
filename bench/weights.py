"""How well the shipped weights read: MNIST's test images (needs NUDGE_MNIST_DIR), and drawings of strangers."""

import os
import tempfile
from pathlib import Path

import numpy as np

from app.digits import mnist
from app.digits.dataset import Split
from app.engine.network import Network
from app.store.checkpoint import shipped_checkpoint
from app.training.recipe import outputs
from bench.strangers import drawings

OF_EACH = 200
WORST = 8


def main() -> None:
    """Measure both networks."""
    strangers = drawings(OF_EACH)
    for hidden_activation in ("sigmoid", "relu"):
        network = shipped_checkpoint(hidden_activation).network
        right = is_right(network, strangers.split)
        print(f"{hidden_activation}: {right.mean():.1%} of {len(right)} drawings of strangers")
        print("  by digit: " + ", ".join(f"{d} {right[strangers.split.labels == d].mean():.0%}" for d in range(10)))
        by_way = sorted((right[strangers.ways == way].mean(), way) for way in np.unique(strangers.ways))
        print("  worst:    " + ", ".join(f"{way} {share:.0%}" for share, way in by_way[:WORST]))
        if "NUDGE_MNIST_DIR" in os.environ:
            print(f"  MNIST:    {is_right(network, mnist_test()).mean():.2%} of the 10,000 test images")


def is_right(network: Network, split: Split) -> np.ndarray:
    """Return for each image whether its brightest output is the label."""
    return np.asarray(outputs(network, split.images).argmax(axis=1) == split.labels)


def mnist_test() -> Split:
    """Return MNIST's test images."""
    with tempfile.TemporaryDirectory() as cache:
        found = mnist.find([Path(os.environ["NUDGE_MNIST_DIR"])], cache=Path(cache))
        if found is None:
            raise SystemExit("NUDGE_MNIST_DIR holds no MNIST")
        return found.test
