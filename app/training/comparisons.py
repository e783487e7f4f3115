"""The walkers: full batch, mini-batch and single example start from the same weights and walk for the same seconds.

They take turns of equal time on one core, so none has an advantage. What they did is recorded: cost and weights at
moments that get rarer as a walk gets longer, then the landscape under their paths. A race can be replayed from it.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field

import numpy as np

from app.digits.dataset import Split, as_inputs
from app.engine.activations import Array
from app.engine.network import Network
from app.training.evaluation import TARGETS, score
from app.training.landscape import Landscape, Plane, grid_around, plane_of, survey, vector
from app.training.mapped import SentSplit
from app.training.run import Plan, Run
from app.training.worker import Desk, Now, finish, reported

TURN_SECONDS = 0.004  # of one walker, before the next has its turn
JUDGED = 1_000  # training examples whose mean cost is a walker's cost: the same for all
MOST_MOMENTS = 80  # recorded of each walker
MOST_NOTES = 300  # taken on the way; of the older ones every second is forgotten
GRID = 33
SURVEYED = 500  # of the judged examples: how many the landscape is the mean of


Judge = Callable[[Network], float]


@dataclass(frozen=True)
class Walker:
    """Who walks: a name, how many examples a step averages, and how large the steps are."""

    name: str
    batch_size: int
    learning_rate: float
    seed: int = 0


@dataclass
class Path:
    """What one walker did: its cost, seconds of its own turns and steps at each recorded moment.

    shadow: (n, 2) coordinates in the plane of the landscape
    """

    walker: Walker
    seconds: list[float] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    shadow: list[tuple[float, float]] = field(default_factory=list)
    accuracy: float = 0.0
    diverged: str | None = None


@dataclass(frozen=True)
class Race:
    """How a race went.

    paths: costs are means over the first `JUDGED` training examples; accuracy is of all test examples
    kept:  share of the paths' spread that the plane of the landscape keeps, 0 to 1
    """

    paths: list[Path]
    kept: float
    landscape: Landscape
    shadow_costs: list[list[float]]


@dataclass(frozen=True)
class Progress:
    """How far a race is: share done, and the paths so far, still without shadows."""

    stage: str
    share: float
    paths: list[Path]


class _Walk:
    """One walker on the way."""

    def __init__(self, walker: Walker, network: Network, examples: Split, judge: Judge, now: Now) -> None:
        self.run = Run(network, examples, Plan(walker.batch_size, walker.learning_rate, seed=walker.seed))
        self.path, self.seconds = Path(walker), 0.0
        self._judge, self._now = judge, now
        self.points: list[Array] = []
        self.pause_between = 0.0  # seconds between recorded moments
        self.record()

    def turns(self, most: float) -> Iterator[None]:
        """Walk turn by turn, for so many seconds; a step that takes longer than a turn goes on in the next."""
        self.pause_between = most / MOST_NOTES
        start = self._now()
        for _ in self._steps():
            if self._now() - start >= TURN_SECONDS:
                self.seconds += self._now() - start
                if self.seconds >= most:
                    return
                yield
                start = self._now()

    def _steps(self) -> Iterator[None]:
        while self.run.divergence is None:
            yield from self.run.take_step()
            if self.seconds >= self.path.seconds[-1] + self.pause_between:
                start = self._now()
                self.record()
                self.seconds -= self._now() - start  # taking notes is not walking

    def record(self) -> None:
        """Note where the walker is; when there are too many notes, forget every second one."""
        if not self.run.is_sound():
            return
        network = self.run.network
        path = self.path
        path.seconds.append(self.seconds)
        path.steps.append(self.run.step)
        path.costs.append(self._judge(network))
        self.points.append(vector(network))
        if len(self.points) > MOST_MOMENTS:
            for notes in (path.seconds, path.steps, path.costs, self.points):
                del notes[1:-1:2]
            self.pause_between = max(2 * self.pause_between, path.seconds[-1] / MOST_MOMENTS)


def race(
    desk: Desk, networks: list[Network], examples: SentSplit, tests: SentSplit, walkers: list[Walker], seconds: float
) -> Generator[None, None, Race]:
    """Let the walkers race, each from its network, then survey the land under them. As a worker's job."""
    train, test = examples.open(), tests.open()
    inputs, targets = as_inputs(train.images[:JUDGED]), TARGETS[train.labels[:JUDGED]]
    walks = [
        _Walk(walker, network, train, lambda walking: _cost(walking, inputs, targets), desk.now)
        for walker, network in zip(walkers, networks, strict=True)
    ]
    turns = [walk.turns(seconds) for walk in walks]
    paths = [walk.path for walk in walks]
    alive = list(range(len(walks)))
    while alive:
        for i in list(alive):
            if next(turns[i], StopIteration) is StopIteration:
                alive.remove(i)
                walks[i].record()
        done = sum(min(1.0, walk.seconds / seconds) for walk in walks) / len(walks)
        desk.report(Progress("racing", 0.8 * done, paths))
        yield
    for walk in walks:
        walk.path.diverged = walk.run.divergence.message if walk.run.divergence else None
        walk.path.accuracy = (yield from score(walk.run.network, test)).accuracy
    return (yield from _surveyed(desk, walks, inputs, targets, networks[0].hidden_activation))


def _surveyed(
    desk: Desk, walks: list[_Walk], inputs: Array, targets: Array, hidden_activation: str
) -> Generator[None, None, Race]:
    plane = plane_of(np.concatenate([np.stack(walk.points) for walk in walks]))
    for walk in walks:
        walk.path.shadow = [(float(s), float(t)) for s, t in plane.shadow(np.stack(walk.points))]
    shadows = np.array([point for walk in walks for point in walk.path.shadow])
    paths = [walk.path for walk in walks]
    few, few_targets = inputs[:SURVEYED], targets[:SURVEYED]
    work = survey(plane, grid_around(shadows, GRID), few, few_targets, hidden_activation)
    land = yield from reported(desk, work, lambda share: Progress("surveying", 0.8 + 0.2 * share, paths))
    below = [[_plane_cost(plane, point, few, few_targets, hidden_activation) for point in p.shadow] for p in paths]
    return Race(paths, plane.kept, land, below)


def _plane_cost(plane: Plane, point: tuple[float, float], inputs: Array, targets: Array, curve: str) -> float:
    """Return the cost where a path's shadow falls."""
    grid = (np.array([point[0]]), np.array([point[1]]))
    return float(finish(survey(plane, grid, inputs, targets, curve)).costs[0, 0])


def _cost(network: Network, inputs: Array, targets: Array) -> float:
    miss = network.propagate(inputs).output - targets
    return float(np.vdot(miss, miss)) / len(miss)
