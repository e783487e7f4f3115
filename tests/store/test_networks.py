"""Networks are kept, bounded, and never lost."""

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.engine.network import Network
from app.errors import Conflict, InvalidInput, NotFound, StorageFull
from app.store.entry import Entry, Origin
from app.store.networks import Bounds, Networks
from app.store.shelf import Shelf

ORIGIN = Origin("untrained", "sigmoid", 1)


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


def changed(entry: Entry, seed: int) -> None:
    """Do what a step does: remember, then replace."""
    entry.remember()
    entry.replace(Network.create(seed=seed), entry.step + 1)


def same(a: Network, b: Network) -> bool:
    return all(np.array_equal(x, y) for x, y in zip((*a.weights, *a.biases), (*b.weights, *b.biases), strict=True))


def test_network_survives_a_restart_with_its_past(tmp_path: Path) -> None:
    networks = Networks(Clock(), Shelf(tmp_path / "kept.sqlite"))
    entry = networks.create(Network.create(seed=1), ORIGIN)
    changed(entry, seed=2)
    changed(entry, seed=3)
    networks.close()
    again = Networks(Clock(), Shelf(tmp_path / "kept.sqlite")).get(entry.id)
    assert (again.version, again.step, again.origin) == (3, 2, ORIGIN)
    assert same(again.network, Network.create(seed=3))
    again.undo()
    assert same(again.network, Network.create(seed=2))
    again.undo()
    assert same(again.network, Network.create(seed=1))


def test_version_that_was_lost_with_a_killed_process_is_never_given_again(tmp_path: Path) -> None:
    killed = Networks(Clock(), Shelf(tmp_path / "kept.sqlite"))
    entry = killed.create(Network.create(seed=1), ORIGIN)
    changed(entry, seed=2)
    killed.flush()
    for seed in range(3, 9):  # told to whoever looked, and never written
        changed(entry, seed)
    for name in ("kept.sqlite", "kept.sqlite-wal"):
        (tmp_path / f"copy-{name}").write_bytes((tmp_path / name).read_bytes())
    again = Networks(Clock(), Shelf(tmp_path / "copy-kept.sqlite")).get(entry.id)
    assert again.version == 2  # these weights are what version 2 has always been
    changed(again, seed=9)
    assert again.version > entry.version


def test_undo_then_change_keeps_the_right_past_on_disk(tmp_path: Path) -> None:
    networks = Networks(Clock(), Shelf(tmp_path / "kept.sqlite"))
    entry = networks.create(Network.create(seed=1), ORIGIN)
    changed(entry, seed=2)
    networks.flush()
    entry.undo()
    changed(entry, seed=5)
    changed(entry, seed=6)
    networks.close()
    again = Networks(Clock(), Shelf(tmp_path / "kept.sqlite")).get(entry.id)
    seeds = []
    while again.past:
        seeds.append(next(seed for seed in range(9) if same(again.network, Network.create(seed=seed))))
        again.undo()
    assert seeds == [6, 5]
    assert same(again.network, Network.create(seed=1))


def test_only_twenty_states_are_kept(tmp_path: Path) -> None:
    networks = Networks(Clock(), Shelf(tmp_path / "kept.sqlite"))
    entry = networks.create(Network.create(seed=0), ORIGIN)
    for seed in range(1, 31):
        changed(entry, seed)
    networks.close()
    with sqlite3.connect(tmp_path / "kept.sqlite") as file:
        assert file.execute("SELECT COUNT(*), MIN(step), MAX(step) FROM snapshots").fetchone() == (20, 10, 29)


def test_failed_states_are_no_longer_gone_back_to_even_after_a_restart(tmp_path: Path) -> None:
    networks = Networks(Clock(), Shelf(tmp_path / "kept.sqlite"))
    entry = networks.create(Network.create(seed=0), ORIGIN)
    for seed in range(1, 6):
        changed(entry, seed)
    networks.flush()
    entry.forget_since(3)
    entry.replace(Network.create(seed=9))
    networks.close()
    again = Networks(Clock(), Shelf(tmp_path / "kept.sqlite")).get(entry.id)
    assert [snapshot.step for snapshot in again.past] == [0, 1, 2]
    again.undo()
    assert same(again.network, Network.create(seed=2))


def test_least_recently_used_leaves_memory_and_comes_back() -> None:
    clock = Clock()
    networks = Networks(clock, bounds=Bounds(in_memory=2))
    entries = [networks.create(Network.create(seed=seed), ORIGIN) for seed in range(2)]
    changed(entries[0], seed=7)  # not yet written
    networks.get(entries[1].id)
    networks.create(Network.create(seed=2), ORIGIN)
    assert networks.in_memory == 2
    back = networks.get(entries[0].id)
    assert back is not entries[0]
    assert same(back.network, Network.create(seed=7))


def test_network_that_somebody_looks_at_stays_in_memory() -> None:
    networks = Networks(Clock(), bounds=Bounds(in_memory=1))
    watched = networks.create(Network.create(), ORIGIN)
    watched.changed.add(lambda: None)
    for seed in range(3):
        networks.create(Network.create(seed=seed), ORIGIN)
    assert networks.get(watched.id) is watched


def test_full_store_says_so() -> None:
    networks = Networks(Clock(), bounds=Bounds(kept=2))
    for _ in range(2):
        networks.create(Network.create(), ORIGIN)
    with pytest.raises(StorageFull, match="2 networks are kept here"):
        networks.create(Network.create(), ORIGIN)


def test_full_store_lets_go_of_what_nobody_changed() -> None:
    clock = Clock()
    networks = Networks(clock, bounds=Bounds(kept=2))
    untouched, kept = (networks.create(Network.create(), ORIGIN) for _ in range(2))
    changed(kept, seed=4)
    clock.seconds += 3_601
    networks.create(Network.create(), ORIGIN)
    assert networks.get(kept.id) is kept
    with pytest.raises(NotFound):
        networks.get(untouched.id)


def test_what_nobody_uses_for_a_month_is_forgotten() -> None:
    clock = Clock()
    networks = Networks(clock, bounds=Bounds(unused_days=30))
    old, watched = (networks.create(Network.create(), ORIGIN) for _ in range(2))
    watched.changed.add(lambda: None)
    clock.seconds += 31 * 86_400
    assert networks.forget_old() == 1
    assert networks.get(watched.id) is watched
    with pytest.raises(NotFound):
        networks.get(old.id)


def test_deleted_network_is_gone_from_the_file_too(tmp_path: Path) -> None:
    networks = Networks(Clock(), Shelf(tmp_path / "kept.sqlite"))
    entry = networks.create(Network.create(), ORIGIN)
    changed(entry, seed=2)
    networks.flush()
    networks.delete(entry.id)
    networks.close()
    with sqlite3.connect(tmp_path / "kept.sqlite") as file:
        assert file.execute("SELECT (SELECT COUNT(*) FROM networks), (SELECT COUNT(*) FROM snapshots)").fetchone() == (
            0,
            0,
        )


async def test_network_deleted_while_it_is_written_stays_deleted() -> None:
    networks = Networks(Clock())
    entry = networks.create(Network.create(), ORIGIN)
    changed(entry, seed=2)
    writing = asyncio.create_task(networks.flush_beside())
    await asyncio.sleep(0)  # the writing has taken its copy
    networks.delete(entry.id)
    await writing
    with pytest.raises(NotFound):
        networks.get(entry.id)


def test_late_write_does_not_undo_a_newer_one() -> None:
    from app.store.records import frozen, record_of

    shelf = Shelf(None)
    networks = Networks(Clock(), shelf)
    entry = networks.create(Network.create(), ORIGIN)
    changed(entry, seed=2)
    late = record_of(frozen(entry))
    changed(entry, seed=3)
    networks.flush()
    shelf.save([late])
    record = shelf.load(entry.id)
    assert record is not None
    assert (record.row.version, record.kept) == (3, [1, 2])


def test_second_process_on_the_same_store_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.shelf.WAIT_SECONDS", 0.05)
    first = Shelf(tmp_path / "kept.sqlite")
    with pytest.raises(Conflict, match="another server keeps its networks in .*kept.sqlite"):
        Shelf(tmp_path / "kept.sqlite")
    first.close()
    Shelf(tmp_path / "kept.sqlite").close()


def test_store_can_be_backed_up_while_it_is_used(tmp_path: Path) -> None:
    networks = Networks(Clock(), Shelf(tmp_path / "kept.sqlite"))
    networks.create(Network.create(), ORIGIN)
    with sqlite3.connect(tmp_path / "kept.sqlite") as source, sqlite3.connect(tmp_path / "copy.sqlite") as copy:
        source.backup(copy)
        assert copy.execute("SELECT COUNT(*) FROM networks").fetchone() == (1,)


def test_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, this is a letter and not a store of networks. " * 50)
    with pytest.raises(InvalidInput, match="can't be read"):
        Shelf(path)
    assert path.read_text().startswith("Dear Sir")


def test_ids_are_for_the_owner_of_the_file_alone(tmp_path: Path) -> None:
    Shelf(tmp_path / "kept.sqlite")
    assert (tmp_path / "kept.sqlite").stat().st_mode & 0o077 == 0


WRITER = """
import sys, pathlib
from app.engine.network import Network
from app.store.entry import Origin
from app.store.networks import Networks
from app.store.shelf import Shelf
networks = Networks(lambda: 0.0, Shelf(pathlib.Path(sys.argv[1])))
entry = networks.create(Network.create(), Origin("untrained", "sigmoid", 0))
print(entry.id, flush=True)
for step in range(1, 10**6):
    entry.remember()
    entry.replace(Network.create(seed=step), step)
    networks.flush()
    print(step, flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 7, 30, 60])
def test_killed_process_loses_nothing_that_it_wrote(tmp_path: Path, after: int) -> None:
    path = tmp_path / "kept.sqlite"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        network_id = process.stdout.readline().strip()
        written = 0
        while written < after:
            written = int(process.stdout.readline())
        process.kill()
        written = int(([written, *map(int, process.stdout.read().split())])[-1])
    entry = Networks(Clock(), Shelf(path)).get(network_id)
    assert entry.step >= written
    assert same(entry.network, Network.create(seed=entry.step))
    assert [snapshot.step for snapshot in entry.past] == list(range(max(entry.step - 20, 0), entry.step))
