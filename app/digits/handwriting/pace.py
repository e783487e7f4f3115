"""Pace: where a pen is at equal times: quick along straight lines, slow in tight bends, at rest at both ends."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

POINTS_PER_SECOND = 120
TOP_SPEED = 500.0  # hundredths of the digit's height a second
CALM_RADIUS = 60.0  # the same unit: bends wider than this slow the pen little
SLOWEST = 0.25  # of the top speed: in a corner, and where a stroke begins and ends
RUN_UP = 12.0  # hundredths of the height from rest to full speed


def paced(path: Floats) -> Floats:
    """Return the path, (n, 2), as points (m, 2) that a pen passes POINTS_PER_SECOND times a second.

    Speed goes with the cube root of the bend's radius, the two-thirds power law of human movement
    (Lacquaniti, Terzuolo and Viviani, 1983).
    """
    ahead = np.diff(path, axis=0)
    lengths = np.maximum(np.hypot(*ahead.T), 1e-9)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    angles = np.unwrap(np.arctan2(ahead[:, 1], ahead[:, 0]))
    turns = np.abs(np.diff(angles, prepend=angles[0])) / lengths
    bends = np.convolve(turns, np.full(3, 1 / 3), mode="same")
    middle = 0.5 * (along[1:] + along[:-1])
    from_end = np.minimum(middle, along[-1] - middle)
    speed = np.minimum(np.cbrt(1 / (1 + CALM_RADIUS * bends)), SLOWEST + from_end / RUN_UP)
    times = np.concatenate([[0.0], np.cumsum(lengths / (TOP_SPEED * np.maximum(speed, SLOWEST)))])
    count = max(int(times[-1] * POINTS_PER_SECOND), 1) + 1
    ticks = np.interp(np.linspace(0, times[-1], count), times, along)
    return np.stack([np.interp(ticks, along, coordinate) for coordinate in path.T], axis=1)
