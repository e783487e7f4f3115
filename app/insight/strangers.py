"""Strangers: images that are no digit at all, and how boldly a network reads them nonetheless.

Ten outputs and not one of them means "none of these": whatever is shown, some output is the brightest, and
nothing in training ever asked for all of them to stay dark on noise. An activation is not a probability.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.digits.framing import frame
from app.engine.activations import Array
from app.engine.network import Network
from app.errors import InvalidInput
from app.insight.letters import LETTERS, Stroke

SIDE = 28  # pixels
INK = 0.13  # the share of all light that a digit's ink makes up, so that noise is no darker or brighter than one
BOLD = 0.5  # an activation from which a reading is called bold
Rng = np.random.Generator


def _static(rng: Rng) -> Array:
    """Every pixel by chance, as between two channels."""
    return rng.random((SIDE, SIDE))


def _specks(rng: Rng) -> Array:
    """White pixels strewn about, as many as a digit has."""
    return (rng.random((SIDE, SIDE)) < INK).astype(np.float64)


def _stripes(rng: Rng) -> Array:
    """A wave in some direction."""
    angle, phase = rng.uniform(0.0, np.pi), rng.uniform(0.0, 2.0 * np.pi)
    row, column = np.indices((SIDE, SIDE))
    across = np.cos(angle) * column + np.sin(angle) * row
    wave: Array = 0.5 + 0.5 * np.sin(across * 2.0 * np.pi / rng.uniform(4.0, 9.0) + phase)
    return wave**3


def _clouds(rng: Rng) -> Array:
    """Soft blots: chance, blurred over about two pixels, cut where a digit's share of ink remains."""
    waves = np.fft.rfft2(rng.standard_normal((SIDE, SIDE)))
    down, along = np.fft.fftfreq(SIDE)[:, None], np.fft.rfftfreq(SIDE)[None, :]
    blurred = np.fft.irfft2(waves * np.exp(-2.0 * (np.pi * 1.6) ** 2 * (down**2 + along**2)), s=(SIDE, SIDE))
    low, high = np.quantile(blurred, [1.0 - 1.6 * INK, 1.0 - 0.4 * INK])
    cut: Array = np.clip((blurred - low) / (high - low), 0.0, 1.0)
    return cut


NOISES: dict[str, Callable[[Rng], Array]] = {
    "static": _static,
    "specks": _specks,
    "stripes": _stripes,
    "clouds": _clouds,
}


@dataclass(frozen=True)
class Stranger:
    """An image that is no digit. kind: "letter" or "noise"; image: (784,); strokes: of a letter, else None."""

    name: str
    kind: str
    image: npt.NDArray[np.float32]
    strokes: list[Stroke] | None


@dataclass(frozen=True)
class Misread:
    """How a network reads one kind of stranger: of a letter its one image, of noise `count` images of seeds in a row.

    digit, confidence: of the boldest reading: the brightest output and its activation
    seed: which noise that was; image: (784,) its pixels
    bold: how many of the images have a confidence of at least one half
    """

    name: str
    kind: str
    digit: int
    confidence: float
    seed: int
    image: npt.NDArray[np.float32]
    count: int
    bold: int


def stranger(name: str, seed: int = 0) -> Stranger:
    """Return the letter or the noise of that name; the seed decides the noise. Raises InvalidInput for another name."""
    if name in LETTERS:
        return Stranger(name, "letter", frame(LETTERS[name]).image, LETTERS[name])
    if name in NOISES:
        image = NOISES[name](np.random.default_rng(seed)).astype(np.float32).reshape(SIDE * SIDE)
        return Stranger(name, "noise", image, None)
    raise InvalidInput(f"stranger is {name[:20]!r}, expected one of {', '.join((*LETTERS, *NOISES))}", field="name")


def misreadings(network: Network, seed: int = 0, count: int = 100) -> list[Misread]:
    """Return how boldly a network reads every letter, and `count` images of every noise from `seed` on."""
    letters = [_misread(network, [stranger(name)], seed) for name in LETTERS]
    noises = [_misread(network, [stranger(name, seed + i) for i in range(count)], seed) for name in NOISES]
    return letters + noises


def _misread(network: Network, strangers: list[Stranger], seed: int) -> Misread:
    outputs = network.forward(np.stack([one.image for one in strangers])).output
    confidences = outputs.max(axis=1)
    boldest = int(confidences.argmax())
    return Misread(
        name=strangers[0].name,
        kind=strangers[0].kind,
        digit=int(outputs[boldest].argmax()),
        confidence=float(confidences[boldest]),
        seed=seed + boldest,
        image=strangers[boldest].image,
        count=len(strangers),
        bold=int((confidences >= BOLD).sum()),
    )
