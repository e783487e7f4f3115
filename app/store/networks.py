"""Every visitor's network, by an id that can't be guessed.

A Network held here is never changed in place: every change replaces it whole. So a reader needs no lock,
and never sees half a step.

The networks in use are in memory; all are on the shelf (`app.store.shelf`), where changes are written within
half a second, a new network and a goodbye at once.
"""

import asyncio
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from app.engine.network import Network
from app.errors import NotFound, StorageFull
from app.store.entry import Entry, Origin, Snapshot
from app.store.records import entry_of, frozen, record_of
from app.store.shelf import Shelf

ID_BYTES = 24  # 192 bits
DAY_SECONDS = 86_400.0
MOST_LOST = 1_000  # versions between two writes to the shelf: even single steps by REST are not twice as fast
UNTOUCHED_SECONDS = 3_600.0  # an unchanged network holds nothing that its seed would not bring back


@dataclass(frozen=True)
class Bounds:
    """How many networks, for how long, and how many states each may go back to."""

    in_memory: int = 200
    kept: int = 5_000
    unused_days: float = 30.0
    snapshots: int = 20


class Networks:
    """All networks that are kept. now: seconds since 1970, handed in so that tests can turn the clock."""

    def __init__(self, now: Callable[[], float], shelf: Shelf | None = None, bounds: Bounds | None = None) -> None:
        self._now = now
        self._shelf = shelf or Shelf(None)
        self._bounds = bounds or Bounds()
        self._entries: OrderedDict[str, Entry] = OrderedDict()  # the least recently used first

    @property
    def in_memory(self) -> int:
        """How many networks are in memory."""
        return len(self._entries)

    def __len__(self) -> int:
        return self._shelf.count()

    def create(self, network: Network, origin: Origin) -> Entry:
        """Keep a new network and return its entry. Raises StorageFull."""
        self._make_room()
        now = self._now()
        past: deque[Snapshot] = deque(maxlen=self._bounds.snapshots)
        entry = Entry(secrets.token_urlsafe(ID_BYTES), origin, network, created_at=now, used_at=now, past=past)
        self._write([entry])
        self._put(entry)
        return entry

    def get(self, network_id: str) -> Entry:
        """Return the entry, which counts as using it. Raises NotFound without repeating the id."""
        entry = self._entries.get(network_id)
        if entry is None:
            record = self._shelf.load(network_id)
            if record is None:
                raise NotFound("there is no network with that id: it was deleted, is too old, or never was")
            entry = entry_of(record, self._bounds.snapshots, MOST_LOST if self._shelf.abandoned else 0)
            self._put(entry)
        self._entries.move_to_end(network_id)
        entry.used_at = self._now()
        return entry

    def delete(self, network_id: str) -> None:
        """Forget the network. Raises NotFound."""
        entry = self.get(network_id)
        del self._entries[network_id]
        self._shelf.delete(network_id)
        entry.deleted = True
        entry.tell()

    def forget_old(self) -> int:
        """Forget the networks that nobody has used for too long; return how many."""
        for entry in self._entries.values():
            if entry.busy is not None or entry.changed:
                entry.used_at = self._now()  # a run or an open page uses it
        self.flush()
        since = self._now() - self._bounds.unused_days * DAY_SECONDS
        for entry in [entry for entry in self._entries.values() if entry.used_at < since]:
            del self._entries[entry.id]
        return self._shelf.delete_unused(since)

    def flush(self) -> None:
        """Write every change now."""
        self._write(self._unsaved())

    async def flush_beside(self) -> None:
        """Write every change in a thread, so that nobody waits. What changes meanwhile is written the next time."""
        changed = self._unsaved()
        if not changed:
            return
        now = [frozen(entry) for entry in changed]
        await asyncio.to_thread(lambda: self._shelf.save(record_of(entry) for entry in now))
        for entry, written in zip(changed, now, strict=True):
            entry.shelved = written.marks
            if entry.deleted:  # meanwhile: then the thread has brought it back
                self._shelf.delete(entry.id)

    def check_writable(self) -> None:
        """Raise StorageFull unless a network could be kept now."""
        self._shelf.check_writable()

    def close(self) -> None:
        """Write every change and close the shelf."""
        self.flush()
        self._shelf.close()

    def _unsaved(self) -> list[Entry]:
        return [entry for entry in self._entries.values() if entry.marks != entry.shelved]

    def _write(self, entries: list[Entry]) -> None:
        if entries:
            self._shelf.save([record_of(entry) for entry in entries])
            for entry in entries:
                entry.shelved = entry.marks

    def _put(self, entry: Entry) -> None:
        """Hold an entry in memory; the least recently used that nobody looks at leaves it."""
        self._entries[entry.id] = entry
        idle = [old for old in self._entries.values() if old.busy is None and not old.changed and old is not entry]
        leaving = idle[: max(len(self._entries) - self._bounds.in_memory, 0)]
        self._write([old for old in leaving if old.marks != old.shelved])
        for old in leaving:
            del self._entries[old.id]

    def _make_room(self) -> None:
        """Raise StorageFull unless one more may be kept, having let go of what nobody would miss."""
        if len(self) < self._bounds.kept:
            return
        self.forget_old()
        since = self._now() - UNTOUCHED_SECONDS
        self._shelf.delete_unused(since, only_unchanged=True)
        for entry in [e for e in self._entries.values() if e.version == 1 and e.used_at < since]:
            del self._entries[entry.id]
        if len(self) >= self._bounds.kept:
            raise StorageFull(
                f"{self._bounds.kept} networks are kept here, and no more fit: delete one, or try again later",
                retry_after_seconds=UNTOUCHED_SECONDS,
            )
