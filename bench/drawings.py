"""Drawings by hands that no training saw, read by the shipped networks: ≥ 95 % right."""

import numpy as np

from app.digits.framing import frame
from app.store.checkpoint import shipped_checkpoint
from bench.other_hands import drawings

PER_WAY = 200
SEED = 2026
REACH = 0.95


def main() -> None:
    """Print the share read right, of all ways and of those that are hardest."""
    drawn = list(drawings(PER_WAY, SEED))
    inputs = np.stack([frame(drawing.strokes).image for drawing in drawn])
    labels = np.array([drawing.digit for drawing in drawn])
    ways = np.array([f"{drawing.digit} {drawing.style}" for drawing in drawn])
    for hidden_activation in ("sigmoid", "relu"):
        network = shipped_checkpoint(hidden_activation).network
        right = network.forward(inputs).output.argmax(axis=1) == labels
        print(f"{hidden_activation}: {right.mean():.1%} of {len(drawn):,} drawings read right (reach {REACH:.0%})")
        shares = sorted((right[ways == way].mean(), way) for way in dict.fromkeys(ways.tolist()))
        print("   hardest: " + ", ".join(f"{way} {share:.0%}" for share, way in shares[:6]))
