"""Networks on disk: one SQLite file, written by one process.

What is written here survives the end of the process however it comes; a loss of power may cost the last moments
(synchronous=NORMAL), but never the file.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from app.errors import Conflict, InvalidInput, StorageFull

FORMAT_VERSION = 1
WAIT_SECONDS = 5.0  # for the process before us to end

SCHEMA = """
CREATE TABLE IF NOT EXISTS networks (
    id TEXT PRIMARY KEY,
    start TEXT NOT NULL, hidden_activation TEXT NOT NULL, seed INTEGER NOT NULL,
    version INTEGER NOT NULL, step INTEGER NOT NULL,
    created_at REAL NOT NULL, used_at REAL NOT NULL,
    weights BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS networks_by_use ON networks (used_at);
CREATE TABLE IF NOT EXISTS snapshots (
    network_id TEXT NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, step INTEGER NOT NULL,
    weights BLOB NOT NULL,
    PRIMARY KEY (network_id, number)
) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Row:
    """One network as it is written; the weights are a safetensors file."""

    id: str
    start: str
    hidden_activation: str
    seed: int
    version: int
    step: int
    created_at: float
    used_at: float
    weights: bytes


@dataclass(frozen=True)
class SnapshotRow:
    """One earlier state of a network; the larger the number the newer."""

    number: int
    step: int
    weights: bytes


@dataclass(frozen=True)
class Record:
    """One network to be written, or as it was.

    snapshots: those that are new to the shelf; or, when read, all
    kept:      numbers of all that it has
    """

    row: Row
    snapshots: Sequence[SnapshotRow]
    kept: Sequence[int]


class Shelf:
    """The file. Every method may be called from any thread."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, or with None a store in memory. Raises Conflict if another process has it.

        abandoned: whether the process before us was killed, so that its last half second is not in the file
        """
        self._lock = threading.Lock()
        self._claim = None if path is None else claim(path)
        if path is not None:
            path.touch(mode=0o600)  # before there is anything to read: whoever knows an id has the network
        # A server that closes its file leaves no log beside it.
        self.abandoned = path is not None and path.with_name(f"{path.name}-wal").exists()
        self._connection = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            raise InvalidInput(f"the store {path} can't be read: {error}") from error

    def _prepare(self) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, FORMAT_VERSION):
            raise InvalidInput(
                f"the store has format {version}, expected {FORMAT_VERSION}: use this version's own file"
            )
        self._connection.executescript(SCHEMA)
        self._connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")

    def save(self, records: Iterable[Record]) -> None:
        """Write networks, all or none."""
        with self._lock, self._transaction() as connection:
            for record in records:
                row, kept = record.row, record.kept
                changing = (row.version, row.step, row.used_at, row.weights)
                written = connection.execute(
                    "INSERT INTO networks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
                    "SET version = ?, step = ?, used_at = ?, weights = ? WHERE version <= excluded.version",
                    (*astuple(row), *changing),
                )
                if written.rowcount == 0:  # a thread that was late: what is there is newer
                    continue
                connection.execute(
                    f"DELETE FROM snapshots WHERE network_id = ? AND number NOT IN ({', '.join('?' * len(kept))})",
                    (row.id, *kept),
                )
                connection.executemany(
                    "INSERT OR IGNORE INTO snapshots VALUES (?, ?, ?, ?)",
                    [(row.id, *astuple(snapshot)) for snapshot in record.snapshots],
                )

    def load(self, network_id: str) -> Record | None:
        """Return a network with its snapshots, oldest first; None if there is none of that id."""
        with self._lock:
            found = self._connection.execute("SELECT * FROM networks WHERE id = ?", (network_id,)).fetchone()
            snapshots = self._connection.execute(
                "SELECT number, step, weights FROM snapshots WHERE network_id = ? ORDER BY number", (network_id,)
            ).fetchall()
        if found is None:
            return None
        rows = [SnapshotRow(*values) for values in snapshots]
        return Record(Row(*found), rows, kept=[row.number for row in rows])

    def delete(self, network_id: str) -> None:
        """Forget a network and its snapshots."""
        with self._lock:
            self._connection.execute("DELETE FROM networks WHERE id = ?", (network_id,))

    def delete_unused(self, since: float, only_unchanged: bool = False) -> int:
        """Forget the networks that nobody has used since then, or of these the unchanged; return how many."""
        unchanged = " AND version = 1" if only_unchanged else ""
        with self._lock:
            return self._connection.execute(f"DELETE FROM networks WHERE used_at < ?{unchanged}", (since,)).rowcount

    def count(self) -> int:
        """Return how many networks are kept."""
        with self._lock:
            (count,) = self._connection.execute("SELECT COUNT(*) FROM networks").fetchone()
        return int(count)

    def check_writable(self) -> None:
        """Raise StorageFull unless something can be written now."""
        try:
            with self._lock, self._transaction() as connection:
                connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
        except sqlite3.Error as error:
            raise StorageFull(f"the store can't be written: {error}") from error

    def close(self) -> None:
        """Close the file and let another process have it. A store in memory has none, and may be used again."""
        if self._claim is not None:
            with self._lock:
                self._connection.close()
            self._claim.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def claim(path: Path) -> sqlite3.Connection:
    """Make this process the only one to use the store, until it ends however it ends.

    The claim is an open transaction on a small file of its own, so that the store itself can be read, for a
    backup, while it is served. Raises Conflict if another process has the claim.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(
        path.with_name(f"{path.name}.lock"), timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        raise Conflict(
            f"another server keeps its networks in {path}: stop it, or set NUDGE_STORE to another file"
        ) from error
    return connection
