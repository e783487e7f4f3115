"""Strangers: ways of writing digits, and a hand, that no training saw; framed as the page's pad frames them.

They were written down apart from the built-in handwriting, and its shapes were not copied, so that reading them says
something about people. Notation: `app.digits.handwriting.skeletons`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.digits.dataset import Split
from app.digits.framing import LINE_WIDTH
from app.digits.handwriting.hand import Temper
from app.digits.handwriting.skeletons import Skeleton, parsed
from app.digits.handwriting.writing import images_of

# Upright, angular and unsteady, as with a mouse; the pad's line has one width.
HAND = Temper(
    wildness=0.0,
    slant=(0.05, 0.14),
    turn=0.06,
    aspect=(0.0, 0.16),
    balance=0.12,
    taper=0.08,
    bend=4.0,
    unsteady=2.5,
    lift=3.0,
    wobble=1.0,
    overshoot=3.0,
    hurry=0.4,
)

WAYS: dict[int, dict[str, str]] = {
    0: {
        "oval": "40,0 16,10 2,40 4,74 20,97 44,98 66,78 72,44 62,14 42,2",
        "round": "50,2 20,8 2,36 4,70 26,96 58,98 84,76 90,42 76,12 48,2",
        "narrow": "26,0 10,14 4,50 10,86 26,100 42,86 48,50 42,14 26,0",
        "slashed": "44,0 18,8 2,40 6,80 28,100 56,94 74,64 72,26 54,4 42,0 / 80,8 40,50 -6,96",
        "slashed inside": "40,0 14,10 2,46 8,84 32,100 58,88 70,52 62,14 40,0 / 58,20 36,50 14,80",
        "anticlockwise start at the side": "4,50 8,84 30,100 56,88 66,50 56,12 32,0 10,14 4,46",
    },
    1: {
        "bar": "20,0 20,50 20,100",
        "leaning": "40,0 24,50 8,100",
        "backward": "8,0 16,50 24,100",
        "flag": "4,30 20,16 34,0! 34,50 34,100",
        "long flag": "0,44 18,24 38,0! 38,50 38,100",
        "short flag": "18,16 26,8 32,0! 32,50 32,100",
        "flag and foot": "10,24 24,12 36,0! 36,50 36,98 / 8,98 36,98 64,98",
        "wide foot": "14,22 26,12 38,0! 38,50 38,100 / 0,100 40,100 80,100",
        "single stroke foot": "12,26 26,12 36,0! 36,50 36,96! 10,97 36,96 62,97",
        "foot only": "30,0 30,50 30,98 / 4,98 30,98 56,98",
    },
    2: {
        "swan": "4,22 16,4 40,0 58,14 54,38 34,64 6,98! 40,98 74,98",
        "looped": "8,20 22,2 46,2 58,20 48,48 26,80 8,96 0,86 10,76 28,82 48,96 66,98 80,88",
        "small loop": "10,16 28,0 50,4 56,26 42,56 20,86 6,98 2,90 12,84 30,92 52,98 74,94",
        "flat": "2,14 20,0 46,0 60,16 52,40 28,70 2,98! 36,96 72,100",
        "zed-like": "4,6 30,2 62,2! 34,46 2,98! 36,98 70,96",
    },
    3: {
        "round": "4,10 22,0 46,2 56,18 48,38 24,46! 50,50 64,68 58,90 32,100 6,94",
        "flat top": "4,2 34,2 60,2! 44,20 28,40! 52,46 64,68 54,92 28,100 2,90",
        "open": "8,8 28,0 52,6 56,26 36,44 48,52 62,70 50,94 24,100 2,90",
        "angular": "6,4 54,4! 24,42! 56,58 56,88 28,100 2,92",
    },
    4: {
        "open L": "14,0 8,30 4,58! 34,58 66,58 / 50,10 50,55 50,100",
        "open wide": "22,0 14,26 0,52! 40,54 82,52 / 62,4 58,52 54,100",
        "open tall bar": "10,12 8,36 8,56! 32,56 60,54 / 46,0 46,50 46,100",
        "closed": "46,0 24,32 0,68! 36,68 74,68 / 46,0 46,50 46,100",
        "closed one stroke": "52,100 52,50 52,0! 26,34 0,66! 38,66 76,66",
        "open leaning": "26,2 14,28 4,54! 36,54 70,50 / 60,10 48,55 36,100",
    },
    5: {
        "hat last": "14,2 12,24 8,44! 30,36 54,46 60,70 46,94 22,100 0,90 / 14,2 38,2 62,2",
        "one stroke": "62,2 36,2 12,2! 10,24 8,44! 32,38 56,50 60,74 44,96 20,100 0,92",
        "angular": "60,0 12,0! 10,44! 52,46 60,66 54,90 24,100 0,96",
        "round": "56,4 30,4 18,20 16,40 38,42 58,58 56,84 32,100 4,92",
    },
    6: {
        "hook": "52,4 30,10 10,36 2,68 14,94 38,100 58,84 56,62 36,52 14,62 4,78",
        "straight": "40,0 22,28 6,60 6,88 26,100 50,94 58,74 44,58 20,62 6,80",
        "big loop": "46,0 20,16 4,48 4,80 24,100 54,96 66,70 52,48 24,50 6,68",
        "small loop": "30,0 16,26 8,58 10,88 26,100 42,92 44,76 30,68 14,76 10,86",
    },
    7: {
        "plain": "0,2 30,2 62,2! 42,50 22,100",
        "steep": "4,4 30,2 52,2! 44,50 36,100",
        "crossed": "2,2 32,2 62,2! 44,50 24,100 / 14,50 40,50 66,50",
        "crossed short": "0,4 30,2 60,0! 46,50 30,100 / 26,54 40,52 56,50",
        "crossed low": "0,0 30,2 64,2! 40,52 20,100 / 8,60 36,58 60,56",
        "serif": "2,18 2,2! 32,2 62,2! 44,48 28,100",
        "serif crossed": "2,16 2,2! 32,2 62,2! 46,48 28,100 / 16,52 42,50 66,48",
        "curved": "0,6 30,2 60,4 54,34 36,66 28,100",
    },
    8: {
        "ess": "54,12 34,0 12,10 14,32 34,48 56,66 54,90 32,100 8,90 8,68 32,48 52,32 54,14",
        "circles": "32,0 12,10 12,36 32,48 52,36 52,10 32,0 / 32,48 6,62 6,88 32,100 58,88 58,62 32,48",
        "from the middle": "32,48 10,34 12,8 34,0 54,10 54,34 32,48 8,64 8,90 32,100 58,90 56,64 34,48",
    },
    9: {
        "straight": "52,10 32,0 8,12 4,36 22,50 44,40 52,12! 52,50 52,100",
        "curled": "56,14 34,0 10,12 8,38 30,50 52,34 56,12 56,50 50,86 28,100 6,90",
        "curled wide": "60,16 40,0 14,8 6,32 22,50 48,42 60,18 62,54 48,90 20,100 -2,84",
        "leaning": "58,12 38,0 14,10 8,34 26,48 48,36 60,10! 48,55 34,100",
        "circle and stick": "30,0 8,12 8,38 30,50 52,38 52,12 30,0 / 53,10 53,55 50,100",
    },
}


@dataclass(frozen=True)
class Drawings:
    """Labelled drawings, and in which way each is written, (n,): "7 crossed"."""

    split: Split
    ways: npt.NDArray[np.str_]


def drawings(of_each: int, seed: int = 77) -> Drawings:
    """Return `of_each` drawings of every way."""
    rng = np.random.default_rng(seed)
    images, labels, names = [], [], []
    for digit, ways in WAYS.items():
        for name, notation in ways.items():
            ink = images_of(Skeleton(digit, name, 1.0, parsed(notation)), of_each, rng, HAND, LINE_WIDTH)
            images.append(np.rint(255 * ink.reshape(of_each, -1)).astype(np.uint8))
            labels += [digit] * of_each
            names += [f"{digit} {name}"] * of_each
    return Drawings(Split(np.concatenate(images), np.array(labels, np.uint8)), np.array(names))
