"""Making the built-in digits, as a job of a worker process."""

from pathlib import Path

from app.digits.handwriting import built_in
from app.training.worker import Desk, Turns, reported


def write_built_in(desk: Desk, cache: str) -> Turns:
    """Write the data set to the folder `cache`, if it is not there, and report the share that is done."""
    yield from reported(desk, built_in.make(Path(cache)))
