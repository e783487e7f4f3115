"""One kept network: its weights now, the states to go back to, and who may change it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from app.engine.network import Network
from app.errors import Conflict, NotFound

Marks = tuple[int, int, int]


@dataclass(frozen=True)
class Origin:
    """How a network began."""

    start: str
    hidden_activation: str
    seed: int


@dataclass(frozen=True)
class Snapshot:
    """A network as it was, and how many steps it had taken. Of two snapshots the larger number is newer."""

    number: int
    network: Network
    step: int


@dataclass(eq=False)
class Entry:
    """One visitor's network.

    version: grows with every change, so that a client knows when its weights are old
    step:    gradient steps that led to these weights
    past:    the states to go back to, the newest last; of bounded length
    busy:    who alone may change it for now, as a sentence ("it is being trained: …"); None when anyone may
    changed: called after every change, and after its deletion
    lost:    versions that clients may know and the shelf does not, from before the server was killed
    next_number: of the next snapshot; never used twice
    shelved: the marks of what is on the shelf
    """

    id: str
    origin: Origin
    network: Network
    created_at: float
    used_at: float
    version: int = 1
    step: int = 0
    past: deque[Snapshot] = field(default_factory=deque)
    busy: str | None = None
    deleted: bool = False
    changed: set[Callable[[], None]] = field(default_factory=set)
    lost: int = 0
    next_number: int = 1
    shelved: Marks = (0, 0, 0)

    @property
    def marks(self) -> Marks:
        """What differs whenever something else would have to be written; the hour of use is near enough."""
        return self.version, self.next_number, int(self.used_at // 3600)

    def check_free(self) -> None:
        """Raise Conflict while somebody else owns the changes, NotFound if it was deleted meanwhile."""
        if self.deleted:
            raise NotFound("there is no network with that id: it was deleted")
        if self.busy is not None:
            raise Conflict(self.busy)

    def remember(self, network: Network | None = None, step: int = 0) -> None:
        """Keep the weights of this moment, or those of an earlier step, for `undo`; the oldest of too many goes."""
        self.past.append(Snapshot(self.next_number, network or self.network, step if network else self.step))
        self.next_number += 1

    def forget_since(self, step: int) -> None:
        """Drop the snapshots that had taken so many steps or more: `undo` shall not lead to what had failed."""
        good = [snapshot for snapshot in self.past if snapshot.step < step]
        self.past.clear()
        self.past.extend(good)

    def replace(self, network: Network, step: int | None = None) -> None:
        """Put another network in the place of this one; call `remember` before, if one should be able to go back."""
        self.network = network
        self.step = self.step if step is None else step
        self.version += 1 + self.lost  # other weights never have a version that a client has met before
        self.lost = 0
        self.tell()

    def newest(self) -> Snapshot:
        """Return the newest snapshot. Raises Conflict if there is none."""
        if not self.past:
            raise Conflict("there is no earlier state of this network to go back to")
        return self.past[-1]

    def undo(self) -> None:
        """Go back to the newest snapshot. Raises Conflict if there is none."""
        snapshot = self.newest()
        self.past.pop()
        self.replace(snapshot.network, snapshot.step)

    def tell(self) -> None:
        """Tell everyone who looks at this network that it changed."""
        for tell in tuple(self.changed):
            tell()
