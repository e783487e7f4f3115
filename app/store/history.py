"""How cost and accuracy went in a run: bounded however long it takes, by keeping every second point when it is full."""

from dataclasses import dataclass, field

from app.training.learning import Measured, Status

MOST_POINTS = 1_000


@dataclass
class History:
    """Mean cost and measured accuracy by step."""

    steps: list[int] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    measured: list[Measured] = field(default_factory=list)
    _stride: int = 1
    _count: int = 0
    _sum: float = 0.0

    def add(self, status: Status) -> None:
        """Take the news of a run; what was known is ignored."""
        if status.measured is not None and status.measured not in self.measured[-1:]:
            if self.measured and self.measured[-1].step == status.measured.step:  # measured again, after going back
                self.measured.pop()
            self.measured.append(status.measured)
            if len(self.measured) > MOST_POINTS:
                del self.measured[1:-1:2]
        if status.cost is None or (self.steps and status.step <= self.steps[-1]):
            return
        self._count += 1
        self._sum += status.cost
        if self._count == self._stride:
            self.steps.append(status.step)
            self.costs.append(self._sum / self._count)
            self._count, self._sum = 0, 0.0
        if len(self.steps) > MOST_POINTS:
            self._thin()

    def cut(self, step: int) -> None:
        """Forget what came after a step."""
        kept = sum(at <= step for at in self.steps)
        del self.steps[kept:], self.costs[kept:]
        self.measured = [found for found in self.measured if found.step <= step]
        self._count, self._sum = 0, 0.0

    def _thin(self) -> None:
        """Let each point stand for two."""
        pairs = range(1, len(self.steps), 2)
        self.costs = [(self.costs[i - 1] + self.costs[i]) / 2 for i in pairs]
        self.steps = [self.steps[i] for i in pairs]
        self._stride *= 2

    def facts(self) -> dict[str, list[float]]:
        """Return it as columns, as everyone is told it (`app.wire.training.HistoryFacts` describes them)."""
        return {
            "steps": list(self.steps),
            "costs": list(self.costs),
            "test_steps": [found.step for found in self.measured],
            "test_accuracies": [found.test.accuracy for found in self.measured],
            "train_accuracies": [found.train.accuracy for found in self.measured],
            "test_costs": [found.test.cost for found in self.measured],
            "train_costs": [found.train.cost for found in self.measured],
        }
