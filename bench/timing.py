"""How we measure: warm up, repeat for a while, report the median, so that one hiccup of the machine does not count."""

import statistics
import time
from collections.abc import Callable


def median_ms(work: Callable[[], object], *, seconds: float = 1.0, at_least: int = 20) -> float:
    """Return the median time of one call in milliseconds, over `seconds` of calls after a fifth of that to warm up."""
    repeat(work, seconds / 5, at_least=2)
    return statistics.median(repeat(work, seconds, at_least)) * 1000


def repeat(work: Callable[[], object], seconds: float, at_least: int) -> list[float]:
    """Return how long each call took, in seconds."""
    took: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(took) < at_least:
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return took


def percentile(values: list[float], share: float) -> float:
    """Return the value that `share` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
