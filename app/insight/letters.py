"""Letters of our own, as strokes: drawings that are no digit, for the honest moment.

A stroke is a list of (x, y), x to the right, y down, in a box one unit wide and high. Letters that could pass
for a digit (B, G, I, L, O, Q, S, Z) are left out.
"""

import math

Stroke = list[tuple[float, float]]


def _arc(centre: tuple[float, float], radii: tuple[float, float], start: float, end: float) -> Stroke:
    """Return 13 points of an ellipse; angles in degrees, 0 to the right, growing clockwise as y grows down."""
    turns = [math.radians(start + (end - start) * i / 12) for i in range(13)]
    return [(centre[0] + radii[0] * math.cos(t), centre[1] + radii[1] * math.sin(t)) for t in turns]


LETTERS: dict[str, list[Stroke]] = {
    "A": [[(0.1, 1.0), (0.5, 0.0), (0.9, 1.0)], [(0.25, 0.63), (0.76, 0.62)]],
    "C": [_arc((0.52, 0.5), (0.42, 0.5), -45, -315)],
    "E": [[(0.85, 0.02), (0.2, 0.0), (0.18, 1.0), (0.88, 0.98)], [(0.19, 0.5), (0.72, 0.48)]],
    "F": [[(0.85, 0.02), (0.2, 0.0), (0.18, 1.0)], [(0.19, 0.47), (0.7, 0.45)]],
    "H": [[(0.15, 0.0), (0.17, 1.0)], [(0.85, 0.0), (0.83, 1.0)], [(0.16, 0.5), (0.84, 0.48)]],
    "K": [[(0.18, 0.0), (0.2, 1.0)], [(0.85, 0.03), (0.2, 0.55)], [(0.4, 0.42), (0.88, 1.0)]],
    "M": [[(0.08, 1.0), (0.14, 0.0), (0.5, 0.7), (0.86, 0.0), (0.92, 1.0)]],
    "N": [[(0.15, 1.0), (0.16, 0.0), (0.84, 1.0), (0.85, 0.0)]],
    "R": [
        [(0.2, 1.0), (0.2, 0.0), *_arc((0.45, 0.26), (0.38, 0.26), -90, 90), (0.2, 0.53)],
        [(0.45, 0.53), (0.88, 1.0)],
    ],
    "T": [[(0.05, 0.02), (0.95, 0.0)], [(0.5, 0.0), (0.5, 1.0)]],
    "W": [[(0.04, 0.0), (0.26, 1.0), (0.5, 0.3), (0.74, 1.0), (0.96, 0.0)]],
    "X": [[(0.12, 0.0), (0.88, 1.0)], [(0.86, 0.0), (0.14, 1.0)]],
}
