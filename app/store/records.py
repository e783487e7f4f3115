"""Entries as the shelf writes them, and back."""

from collections import deque
from copy import copy

from app.store.checkpoint import from_safetensors, to_safetensors
from app.store.entry import Entry, Origin, Snapshot
from app.store.shelf import Record, Row, SnapshotRow


def frozen(entry: Entry) -> Entry:
    """Return the entry as it is now, for a thread to write; networks are never changed in place and need no copy."""
    copied = copy(entry)
    copied.past = entry.past.copy()
    return copied


def record_of(entry: Entry) -> Record:
    """Return what is to be written of an entry: all but the snapshots that are on the shelf already."""
    row = Row(
        entry.id,
        entry.origin.start,
        entry.origin.hidden_activation,
        entry.origin.seed,
        entry.version,
        entry.step,
        entry.created_at,
        entry.used_at,
        to_safetensors(entry.network),
    )
    new = [s for s in entry.past if s.number >= entry.shelved[1]]
    snapshots = [SnapshotRow(s.number, s.step, to_safetensors(s.network)) for s in new]
    return Record(row, snapshots, kept=[s.number for s in entry.past])


def entry_of(record: Record, snapshots: int, lost: int = 0) -> Entry:
    """Return the entry that was written.

    snapshots: how many states it may go back to
    lost: how many versions may have followed it unwritten
    """
    row = record.row
    entry = Entry(
        row.id,
        Origin(row.start, row.hidden_activation, row.seed),
        from_safetensors(row.weights),
        row.created_at,
        row.used_at,
        row.version,
        row.step,
        deque((Snapshot(s.number, from_safetensors(s.weights), s.step) for s in record.snapshots), snapshots),
        lost=lost,
        next_number=max((s.number for s in record.snapshots), default=0) + 1,
    )
    entry.shelved = entry.marks
    return entry
