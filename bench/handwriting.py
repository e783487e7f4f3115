"""Writing 10,000 digits by hand: ≤ 10 s on one core."""

import time

from app.digits.handwriting import generate

COUNT = 10_000
REACH_SECONDS = 10.0


def main() -> None:
    """Print how long it takes, and the longest turn between two reports of progress."""
    job = generate(COUNT, seed=0)
    next(job)
    start = last = time.perf_counter()
    longest = 0.0
    for _ in job:
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    print(f"{COUNT:,} digits: {last - start:.1f} s (reach {REACH_SECONDS:.0f} s); longest turn {1000 * longest:.0f} ms")
