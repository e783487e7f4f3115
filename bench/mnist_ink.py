"""What MNIST's ink is like: the measurements that framing rests on (training images; needs NUDGE_MNIST_DIR)."""

import os
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.digits import mnist
from app.digits.augmentation import resampled
from app.digits.dataset import Split, as_inputs
from app.digits.framing import CENTRE, LINE_WIDTH, centres_of_mass
from app.store.checkpoint import shipped_checkpoint

Floats = npt.NDArray[np.float64]
PERCENTILES = [5, 25, 50, 75, 95]


def straight_ones(ink: Floats) -> tuple[Floats, Floats, Floats]:
    """Return, of 1s that are straight and even in rows 9 to 18: line width, each pixel's distance, its brightness."""
    middle, rows = ink[:, 9:19], np.arange(10)
    mass = middle.sum(axis=2)
    line = middle @ np.arange(28.0) / np.maximum(mass, 1e-9)
    slope, start = np.polyfit(rows, line.T, 1)
    fitted = slope[:, np.newaxis] * rows + start[:, np.newaxis]
    cosine = np.cos(np.arctan(slope))
    even = (np.abs(line - fitted).max(axis=1) < 0.15) & (mass.std(axis=1) < 0.06 * mass.mean(axis=1))
    distance = np.abs(np.arange(28) - fitted[:, :, np.newaxis]) * cosine[:, np.newaxis, np.newaxis]
    return (mass.mean(axis=1) * cosine)[even], distance[even], middle[even]


def main() -> None:
    """Measure MNIST's training images, if they are there."""
    if "NUDGE_MNIST_DIR" not in os.environ:
        print("NUDGE_MNIST_DIR is not set: nothing to measure")
        return
    with tempfile.TemporaryDirectory() as cache:
        found = mnist.find([Path(os.environ["NUDGE_MNIST_DIR"])], cache=Path(cache))
        if found is None:
            print("NUDGE_MNIST_DIR holds no MNIST: nothing to measure")
            return
        report(found.train)


def report(train: Split) -> None:
    """Print box, centre, line width and edge."""
    ink = train.images.reshape(-1, 28, 28) / 255
    longer = np.maximum(*((ink.max(axis=axis) > 0).sum(axis=1) for axis in (1, 2)))
    print(f"longer side of the ink is 20 pixels: {np.mean(longer == 20):.2%} of the images")
    mass = ink.sum(axis=(1, 2))
    for name, axis in (("x", 1), ("y", 2)):
        centre = ink.sum(axis=axis) @ (np.arange(28) + 0.5) / mass
        print(f"centre of mass, {name}: {centre.min():.2f} to {centre.max():.2f}, mean {centre.mean():.2f}")
    print(f"ink of an image: mean {mass.mean():.1f} full pixels")
    centring(train)
    widths, distance, brightness = straight_ones(ink[train.labels == 1])
    spread = ", ".join(f"{width:.2f}" for width in np.percentile(widths, PERCENTILES))
    print(f"line width of {len(widths)} straight 1s, percentiles {PERCENTILES}: {spread}; framing draws {LINE_WIDTH}")
    model = np.clip(widths[:, np.newaxis, np.newaxis] / 2 + 0.5 - distance, 0, 1)
    near = distance < widths[:, np.newaxis, np.newaxis] / 2 + 1
    print(f"their brightness against w/2 + 1/2 - d: mean difference {np.abs(model - brightness)[near].mean():.3f}")


def centring(digits: Split) -> None:
    """Print how well the shipped networks read the images as they are, and centred exactly."""
    images = as_inputs(digits.images)
    moves = CENTRE - centres_of_mass(images.reshape(-1, 28, 28))
    back = np.concatenate([np.broadcast_to(np.eye(2), (len(moves), 2, 2)), -moves[:, :, np.newaxis]], axis=2)
    centred = resampled(images, back)
    for hidden_activation in ("sigmoid", "relu"):
        network = shipped_checkpoint(hidden_activation).network
        as_is, exact = ((network.forward(x).output.argmax(axis=1) == digits.labels).mean() for x in (images, centred))
        print(f"the shipped {hidden_activation} network reads {as_is:.2%} as they are, {exact:.2%} centred exactly")
