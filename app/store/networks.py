"""Every visitor's network, by an id that can't be guessed.

A Network held here is never changed in place: every change replaces it whole. So a reader needs no lock,
and never sees half a step.
"""

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from app.engine.network import Network
from app.errors import Conflict, NotFound

SNAPSHOTS = 20
ID_BYTES = 24  # 192 bits


@dataclass(frozen=True)
class Origin:
    """How a network began."""

    start: str
    hidden_activation: str
    seed: int


@dataclass(frozen=True)
class Snapshot:
    """A network as it was, and how many steps it had taken."""

    network: Network
    step: int


@dataclass
class Entry:
    """One visitor's network.

    version: grows with every change, so that a client knows when its weights are old
    step:    gradient steps that led to these weights
    busy:    who alone may change it for now, as a sentence ("it is being trained: …"); None when anyone may
    changed: called after every change
    """

    id: str
    origin: Origin
    network: Network
    created_at: float
    used_at: float
    version: int = 1
    step: int = 0
    past: deque[Snapshot] = field(default_factory=lambda: deque(maxlen=SNAPSHOTS))
    busy: str | None = None
    deleted: bool = False
    changed: set[Callable[[], None]] = field(default_factory=set)

    def check_free(self) -> None:
        """Raise Conflict while somebody else owns the changes."""
        if self.busy is not None:
            raise Conflict(self.busy)

    def remember(self) -> None:
        """Keep the weights of this moment for `undo`; the oldest of twenty is forgotten."""
        self.past.append(Snapshot(self.network, self.step))

    def replace(self, network: Network, step: int | None = None) -> None:
        """Put another network in the place of this one; call `remember` before, if one should be able to go back."""
        self.network = network
        self.step = self.step if step is None else step
        self.version += 1
        for tell in tuple(self.changed):
            tell()

    def undo(self) -> None:
        """Go back to the newest snapshot. Raises Conflict if there is none."""
        if not self.past:
            raise Conflict("there is no earlier state of this network to go back to")
        snapshot = self.past.pop()
        self.replace(snapshot.network, snapshot.step)


class Networks:
    """All networks that are kept. now: seconds since 1970, handed in so that tests can turn the clock."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._entries: dict[str, Entry] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def create(self, network: Network, origin: Origin) -> Entry:
        """Keep a new network and return its entry."""
        now = self._now()
        entry = Entry(secrets.token_urlsafe(ID_BYTES), origin, network, created_at=now, used_at=now)
        self._entries[entry.id] = entry
        return entry

    def get(self, network_id: str) -> Entry:
        """Return the entry, which counts as using it. Raises NotFound without repeating the id."""
        entry = self._entries.get(network_id)
        if entry is None:
            raise NotFound("there is no network with that id: it was deleted, is too old, or never was")
        entry.used_at = self._now()
        return entry

    def delete(self, network_id: str) -> None:
        """Forget the network. Raises NotFound."""
        entry = self.get(network_id)
        del self._entries[network_id]
        entry.deleted = True
        for tell in tuple(entry.changed):
            tell()
