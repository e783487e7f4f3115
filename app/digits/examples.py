"""Examples: about forty digits of our own as strokes, one for every way of writing that we know."""

from dataclasses import dataclass

import numpy as np

from app.digits.dataset import Dataset, Split
from app.digits.framing import frame
from app.digits.handwriting import STYLES, Strokes, write
from app.digits.handwriting.hand import Temper

# A careful hand: these digits are seen large, and first.
CAREFUL = Temper(
    wildness=0.0,
    slant=(0.08, 0.06),
    turn=0.02,
    aspect=(0.06, 0.06),
    balance=0.08,
    taper=0.05,
    bend=2.0,
    unsteady=0.6,
    lift=1.5,
    wobble=0.2,
    overshoot=2.0,
    hurry=0.5,
)
SEED = 3


@dataclass(frozen=True)
class Example:
    """One digit: what it is, the way it is written, and its strokes (units and pace as in `handwriting.write`)."""

    label: int
    style: str
    strokes: Strokes


def written() -> tuple[Example, ...]:
    """Return one example of every style of every digit, always the same."""
    return tuple(
        Example(digit, style, write(digit, style, np.random.default_rng([SEED, digit, number]), CAREFUL))
        for digit, styles in STYLES.items()
        for number, style in enumerate(styles)
    )


EXAMPLES = written()


def as_dataset() -> Dataset:
    """Return the examples as framed images; both splits are the same, there being so few."""
    images = np.stack([np.rint(255 * frame(example.strokes).image) for example in EXAMPLES]).astype(np.uint8)
    split = Split(images, np.array([example.label for example in EXAMPLES], np.uint8))
    return Dataset("examples", split, split)
