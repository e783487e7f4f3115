"""Framing 200 points, all passes: median ≤ 0.25 ms; and the worst that 2,000 points can do."""

import time

import numpy as np

from app.digits.framing import MAX_POINTS, frame

REACH_MS = 0.25


def spiral(points: int) -> list[list[tuple[float, float]]]:
    """Return a drawing of two strokes, about as long as a digit's, that crosses itself."""
    turn = np.linspace(0, 2 * np.pi, points // 2)
    loop = np.stack([100 + 30 * np.sin(turn), 50 + 40 * np.cos(turn)], axis=1)
    wave = np.stack([70 + 10 * turn, 150 - 60 * np.sin(turn / 2)], axis=1)
    return [[(x, y) for x, y in stroke.tolist()] for stroke in (loop, wave)]


def median_ms(strokes: list[list[tuple[float, float]]], times: int) -> float:
    """Return the median time of framing, after a warm-up."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        frame(strokes)
        spans.append(time.perf_counter() - start)
    return 1000 * float(np.median(spans[times // 10 :]))


def main() -> None:
    """Print the median and the worst case."""
    print(f"framing 200 points: median {median_ms(spiral(200), 2000):.3f} ms (reach {REACH_MS} ms)")
    zigzag = [[(float(i % 2), i / MAX_POINTS) for i in range(MAX_POINTS)]]
    print(f"framing {MAX_POINTS} points that cross the box each time: median {median_ms(zigzag, 50):.1f} ms")
