"""Forward and backward pass, of one example and of 100, against their matrix products alone: the bound of any code."""

import numpy as np

from app.engine.backprop import backward, one_hot
from app.engine.network import SIZES, Network
from bench.timing import median_ms


def main() -> None:
    """Print the median time of each pass and how many times its bound that is."""
    network = Network.create(SIZES, "sigmoid", seed=0, dtype=np.float32)
    rng = np.random.default_rng(0)
    for count in (1, 100):
        compare(network, rng.random((count, SIZES[0]), dtype=np.float32), rng.integers(0, 10, count))


def compare(network: Network, inputs: np.ndarray, labels: np.ndarray) -> None:
    """Print both passes of these examples beside their products."""
    targets, trace = one_hot(labels), network.forward(inputs)
    activations, deltas = trace.activations, backward(network, trace, targets).deltas
    report(
        f"forward, {len(inputs):3} examples",
        median_ms(lambda: network.forward(inputs)),
        median_ms(lambda: [x @ w.T for x, w in zip(activations, network.weights, strict=False)]),
    )
    report(
        f"backward, {len(inputs):3} examples",
        median_ms(lambda: backward(network, trace, targets).gradient),
        median_ms(lambda: backward_products(network, activations, deltas)),
    )


def backward_products(network: Network, activations: list[np.ndarray], deltas: list[np.ndarray]) -> None:
    """Multiply what a backward pass must: two matrices back, three gradients."""
    for layer in (2, 1):
        deltas[layer] @ network.weights[layer]
    for delta, senders in zip(deltas, activations, strict=False):
        delta.T @ senders


def report(what: str, measured_ms: float, bound_ms: float) -> None:
    """Print one line."""
    print(f"{what}: {measured_ms:.4f} ms, {measured_ms / bound_ms:.2f} times its products ({bound_ms:.4f} ms)")


if __name__ == "__main__":
    main()
