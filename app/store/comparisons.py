"""Comparisons: races that are held, and those that were, to be looked at again and shared by their id."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass

from app.digits.dataset import Dataset
from app.engine.network import Network
from app.errors import NotFound
from app.training.comparisons import JUDGED, Walker, race
from app.training.mapped import send_split
from app.training.workers import Job, Workers

ID_BYTES = 16


@dataclass(frozen=True)
class Comparison:
    """One race: what was ordered, over how many examples costs are means, and the job that holds it."""

    id: str
    dataset: str
    seconds: float
    judged: int
    job: Job


class Comparisons:
    """The newest comparisons; the oldest that is over is forgotten for a new one."""

    def __init__(self, workers: Workers, most: int = 100) -> None:
        self._workers, self._most = workers, most
        self._kept: OrderedDict[str, Comparison] = OrderedDict()

    def start(self, networks: list[Network], walkers: list[Walker], dataset: Dataset, seconds: float) -> Comparison:
        """Begin a race: each walker from its network. Raises TooMany if too much work is waiting."""
        splits = send_split(dataset.train), send_split(dataset.test)
        job = self._workers.submit(race, networks, *splits, walkers, seconds)
        judged = min(JUDGED, len(dataset.train))
        comparison = Comparison(secrets.token_urlsafe(ID_BYTES), dataset.name, seconds, judged, job)
        self._kept[comparison.id] = comparison
        over = [key for key, kept in self._kept.items() if kept.job.ended]
        for key in over[: max(0, len(self._kept) - self._most)]:
            del self._kept[key]
        return comparison

    def get(self, comparison_id: str) -> Comparison:
        """Return a comparison. Raises NotFound."""
        if comparison_id not in self._kept:
            raise NotFound("there is no comparison with that id: it is too old, or never was")
        return self._kept[comparison_id]

    def delete(self, comparison_id: str) -> None:
        """Stop a comparison if it is under way, and forget it. Raises NotFound."""
        self.get(comparison_id).job.stop()
        del self._kept[comparison_id]
