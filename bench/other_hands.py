"""Digits by other hands: the honest test of how drawings are read, since no training ever sees them.

They share nothing with `digits/handwriting`: shapes are built of straight lines and arcs of ellipses instead of
splines through knots, and drawn by a mouse or finger that shakes, skips and counts in whole pixels.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Way = Callable[[np.random.Generator], list[Floats]]


@dataclass(frozen=True)
class Drawing:
    """One digit as a stranger drew it: strokes of (x, y) in whole pixels of a pad."""

    digit: int
    style: str
    strokes: list[list[tuple[float, float]]]


def drawings(per_way: int, seed: int) -> Iterator[Drawing]:
    """Give that many drawings of every way; the seed decides all."""
    for number, ((digit, style), way) in enumerate(WAYS.items()):
        rng = np.random.default_rng([seed, number])
        for _ in range(per_way):
            yield Drawing(digit, style, drawn(way(rng), rng))


def drawn(strokes: list[Floats], rng: np.random.Generator) -> list[list[tuple[float, float]]]:
    """Return the strokes, of a digit one unit high, as a mouse or finger brings them to the pad."""
    turn, lean, width = rng.normal(0, 0.1), rng.normal(0.08, 0.18), rng.uniform(0.7, 1.4)
    matrix = np.array([[width, 0], [-lean, 1]]) @ [[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]
    tilt = rng.normal(0, 0.1)  # the far end of the digit is smaller
    size = rng.uniform(30, 400)
    spacing, shake = rng.uniform(0.02, 0.13), rng.uniform(0.0, 0.02)
    there = []
    for stroke in strokes:
        points = walked(stroke, spacing) @ matrix
        points *= 1 + tilt * points[:, 1:]
        points += shake * rng.standard_normal(points.shape) + rng.normal(0, 0.025, 2)
        there.append([(x, y) for x, y in np.rint(20 + size * points).tolist()])
    return there


def walked(stroke: Floats, spacing: float) -> Floats:
    """Return points of the path at equal distances, its last point included."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    steps = np.append(np.arange(0, along[-1], spacing), along[-1])
    return np.stack([np.interp(steps, along, coordinate) for coordinate in stroke.T], axis=1)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Floats:
    """Return part of an ellipse; degrees, 0 to the right, 90 downwards."""
    turn = np.radians(np.linspace(start, end, 40))
    return np.stack([x + rx * np.cos(turn), y + ry * np.sin(turn)], axis=1)


def line(*points: tuple[float, float]) -> Floats:
    """Return straight lines through the points."""
    return np.array(points, dtype=np.float64)


def joined(*pieces: Floats) -> Floats:
    """Return pieces drawn in one go."""
    return np.concatenate(pieces)


def oval(rng: np.random.Generator) -> list[Floats]:
    """0: one ellipse, begun near the top, closed or nearly."""
    start = rng.uniform(-130, -50)
    return [arc(0.35, 0.5, rng.uniform(0.26, 0.42), 0.5, start, start - rng.uniform(345, 385))]


def clockwise_oval(rng: np.random.Generator) -> list[Floats]:
    """0: an ellipse the other way round, with a gap."""
    start = rng.uniform(-110, -60)
    return [arc(0.35, 0.5, rng.uniform(0.26, 0.4), 0.5, start, start + rng.uniform(325, 350))]


def slashed_oval(rng: np.random.Generator) -> list[Floats]:
    """0: with a slash inside or through."""
    out = rng.uniform(-0.1, 0.06)
    return [*oval(rng), line((0.6 + out, 0.15 - out), (0.1 - out, 0.85 + out))]


def stick(rng: np.random.Generator) -> list[Floats]:
    """1: a line."""
    return [line((rng.uniform(0, 0.15), 0), (0, 1))]


def flagged(rng: np.random.Generator) -> list[Floats]:
    """1: with a flag."""
    return [line((-rng.uniform(0.12, 0.32), rng.uniform(0.15, 0.32)), (0, 0), (0, 1))]


def long_flagged(rng: np.random.Generator) -> list[Floats]:
    """1: with a flag halfway down, as in Germany."""
    return [line((-rng.uniform(0.25, 0.4), rng.uniform(0.32, 0.5)), (0, 0), (0, 1))]


def footed(rng: np.random.Generator) -> list[Floats]:
    """1: with a flag and a foot."""
    half = rng.uniform(0.15, 0.32)
    return [*flagged(rng), line((-half, 1), (half, 1))]


def sharp_two(rng: np.random.Generator) -> list[Floats]:
    """2: a bow, a straight diagonal, a straight foot."""
    bow = arc(0.3, 0.28, 0.28, 0.28, rng.uniform(-190, -150), 30)
    return [joined(bow, line((0, 1), (rng.uniform(0.55, 0.75), 1)))]


def looped_two(rng: np.random.Generator) -> list[Floats]:
    """2: with a loop at the foot."""
    bow = arc(0.3, 0.28, 0.28, 0.28, rng.uniform(-190, -150), 35)
    loop = arc(0.1, 0.88, rng.uniform(0.08, 0.14), 0.11, 60, 290)
    return [joined(bow, loop, line((0.4, 0.97), (rng.uniform(0.6, 0.75), 0.9)))]


def angular_two(rng: np.random.Generator) -> list[Floats]:
    """2: like a Z, its top bent down at the left."""
    return [line((0, rng.uniform(0.05, 0.2)), (0.2, 0), (0.55, 0.02), (0.58, 0.2), (0, 1), (0.65, 0.98))]


def round_three(rng: np.random.Generator) -> list[Floats]:
    """3: two bows."""
    waist = rng.uniform(0.42, 0.5)
    upper = arc(0.25, waist / 2, rng.uniform(0.22, 0.3), waist / 2, -160, 85)
    return [joined(upper, arc(0.25, (1 + waist) / 2, rng.uniform(0.26, 0.36), (1 - waist) / 2, -85, 150))]


def flat_three(rng: np.random.Generator) -> list[Floats]:
    """3: a flat top, a diagonal, a bow."""
    return [joined(line((0, 0), (0.5, 0), (0.2, rng.uniform(0.36, 0.44))), arc(0.22, 0.7, 0.32, 0.3, -90, 150))]


def angular_three(rng: np.random.Generator) -> list[Floats]:
    """3: bows that are corners."""
    return [line((0, 0.08), (0.3, 0), (0.5, 0.2), (0.2, 0.46), (0.55, 0.72), (0.3, 1), (0, rng.uniform(0.85, 0.97)))]


def open_four(rng: np.random.Generator) -> list[Floats]:
    """4: open, of straight lines."""
    bar = rng.uniform(0.52, 0.66)
    corner = line((rng.uniform(0.05, 0.2), 0), (0, bar), (rng.uniform(0.55, 0.72), bar))
    return [corner, line((0.45, rng.uniform(0.0, 0.25)), (0.43, 1))]


def closed_four(rng: np.random.Generator) -> list[Floats]:
    """4: closed, the stem begun where the diagonal began."""
    bar = rng.uniform(0.6, 0.72)
    return [line((0.45, 0), (0, bar), (rng.uniform(0.6, 0.75), bar)), line((0.45, 0.02), (0.45, 1))]


def one_stroke_four(rng: np.random.Generator) -> list[Floats]:
    """4: without lifting the pen: down, left up, across."""
    bar = rng.uniform(0.58, 0.7)
    return [line((0.45, 1), (0.45, 0), (0, bar), (rng.uniform(0.6, 0.75), bar))]


def round_four(rng: np.random.Generator) -> list[Floats]:
    """4: open, its left a round cup."""
    cup = arc(0.24, 0.3, 0.24, rng.uniform(0.2, 0.28), 180, 20)
    return [joined(line((0, 0)), cup), line((0.5, 0), (0.48, 1))]


def hatted_five(rng: np.random.Generator) -> list[Floats]:
    """5: down and round, the hat last."""
    belly = arc(0.2, 0.68, rng.uniform(0.28, 0.38), 0.32, -110, rng.uniform(120, 160))
    return [joined(line((0.08, 0)), belly), line((0.08, 0), (rng.uniform(0.4, 0.6), rng.uniform(-0.05, 0.03)))]


def one_stroke_five(rng: np.random.Generator) -> list[Floats]:
    """5: begun at the right end of the hat."""
    belly = arc(0.2, 0.68, rng.uniform(0.28, 0.38), 0.3, -115, rng.uniform(110, 160))
    return [joined(line((rng.uniform(0.45, 0.6), 0), (0.08, 0.02)), belly)]


def round_five(rng: np.random.Generator) -> list[Floats]:
    """5: like an S."""
    return [joined(arc(0.32, 0.24, 0.26, 0.24, -50, -250), arc(0.25, 0.72, rng.uniform(0.26, 0.34), 0.28, -70, 140))]


def round_six(rng: np.random.Generator) -> list[Floats]:
    """6: a bow into a circle."""
    bow = arc(0.5, 0.62, 0.5, 0.62, -90, -180)
    return [joined(bow, arc(0.28, 0.7, 0.28, rng.uniform(0.24, 0.3), 180, -rng.uniform(170, 200)))]


def stemmed_six(rng: np.random.Generator) -> list[Floats]:
    """6: a straight stem, then a circle."""
    circle = arc(0.26, 0.74, 0.26, rng.uniform(0.22, 0.28), 185, -rng.uniform(150, 200))
    return [joined(line((rng.uniform(0.2, 0.4), 0)), circle)]


def plain_seven(rng: np.random.Generator) -> list[Floats]:
    """7: two lines."""
    return [line((0, rng.uniform(-0.03, 0.06)), (rng.uniform(0.5, 0.65), 0), (rng.uniform(0.12, 0.3), 1))]


def crossed_seven(rng: np.random.Generator) -> list[Floats]:
    """7: with a bar through the stem."""
    height = rng.uniform(0.44, 0.56)
    return [*plain_seven(rng), line((0.15, height), (rng.uniform(0.5, 0.62), height + rng.uniform(-0.06, 0.04)))]


def serif_seven(rng: np.random.Generator) -> list[Floats]:
    """7: its top begins with a short stroke down."""
    return [line((0.02, rng.uniform(0.12, 0.22)), (0, 0), (rng.uniform(0.5, 0.65), 0), (0.22, 1))]


def circles_eight(rng: np.random.Generator) -> list[Floats]:
    """8: two circles, one on the other."""
    waist = rng.uniform(0.4, 0.5)
    upper = arc(0.3, waist / 2, rng.uniform(0.18, 0.26), waist / 2, 90, -270)
    return [upper, arc(0.3, (1 + waist) / 2, rng.uniform(0.24, 0.34), (1 - waist) / 2, -90, 270)]


def flowing_eight(rng: np.random.Generator) -> list[Floats]:
    """8: in one go, crossing itself."""
    turn = np.radians(np.linspace(0, 360 + rng.uniform(-25, 10), 80) - 100)
    wide = rng.uniform(0.24, 0.34) * np.where(np.sin(turn) > 0, rng.uniform(1.0, 1.3), 1.0)
    return [np.stack([0.3 - wide * np.sin(2 * turn), 0.5 + 0.5 * np.sin(turn)], axis=1)]


def serif_crossed_seven(rng: np.random.Generator) -> list[Floats]:
    """7: with both, serif and bar."""
    return [*serif_seven(rng), line((0.15, rng.uniform(0.45, 0.55)), (rng.uniform(0.5, 0.62), 0.5))]


def open_eight(rng: np.random.Generator) -> list[Floats]:
    """8: like an S that comes back, its ends apart at the top."""
    gap = rng.uniform(25, 45)
    down = joined(arc(0.3, 0.24, 0.24, 0.24, -90 + gap, -255), arc(0.3, 0.75, 0.28, 0.25, -60, 200))
    return [joined(down, line((rng.uniform(0.5, 0.6), 0.16)))]


def straight_nine(rng: np.random.Generator) -> list[Floats]:
    """9: a circle and a straight stem."""
    circle = arc(0.25, 0.26, rng.uniform(0.22, 0.28), 0.26, rng.uniform(-30, 0), -360)
    return [joined(circle, line((rng.uniform(0.38, 0.52), 1)))]


def curled_nine(rng: np.random.Generator) -> list[Floats]:
    """9: a circle and a tail that curls."""
    circle = arc(0.25, 0.27, rng.uniform(0.22, 0.27), 0.27, -20, -360)
    return [joined(circle, arc(0.2, 0.7, 0.3, 0.3, 0, rng.uniform(110, 150)))]


def wide_nine(rng: np.random.Generator) -> list[Floats]:
    """9: a flat loop, and a tail that swings to the left."""
    loop = arc(0.28, 0.24, rng.uniform(0.28, 0.34), 0.22, -25, -350)
    return [joined(loop, line((0.55, 0.5), (rng.uniform(0.2, 0.4), 1)))]


WAYS: dict[tuple[int, str], Way] = {
    (0, "oval"): oval,
    (0, "with a gap"): clockwise_oval,
    (0, "slashed"): slashed_oval,
    (1, "plain"): stick,
    (1, "flagged"): flagged,
    (1, "long flag"): long_flagged,
    (1, "footed"): footed,
    (2, "sharp"): sharp_two,
    (2, "looped"): looped_two,
    (2, "angular"): angular_two,
    (3, "round"): round_three,
    (3, "flat"): flat_three,
    (3, "angular"): angular_three,
    (4, "open"): open_four,
    (4, "closed"): closed_four,
    (4, "in one stroke"): one_stroke_four,
    (4, "round"): round_four,
    (5, "hatted"): hatted_five,
    (5, "in one stroke"): one_stroke_five,
    (5, "round"): round_five,
    (6, "round"): round_six,
    (6, "stemmed"): stemmed_six,
    (7, "plain"): plain_seven,
    (7, "crossed"): crossed_seven,
    (7, "with a serif"): serif_seven,
    (7, "with both"): serif_crossed_seven,
    (8, "two circles"): circles_eight,
    (8, "flowing"): flowing_eight,
    (8, "open"): open_eight,
    (9, "straight"): straight_nine,
    (9, "curled"): curled_nine,
    (9, "wide"): wide_nine,
}
