"""Undo of a paused run, whatever else is told it at the same moment: the run and its network stay one."""

import numpy as np
import pytest

from app.engine.network import Network
from app.errors import Conflict, NotFound
from app.training.learning import Control
from tests.store.table import ONE_STEP, Table

LONGER_THAN_A_TURN = 0.03


def same(one: Network, other: Network) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one.weights, other.weights, strict=True))


async def test_two_undos_at_once_go_back_by_two() -> None:
    table = Table()
    training = await table.start()
    networks = await table.take_steps(4)
    assert await table.beside.work_for(training.undo(), training.undo()) == [None, None]
    assert table.stands_at("paused", 2)
    assert same(table.entry.network, networks[2])
    again = await table.take_steps(2)
    assert same(again[1], networks[3]) and same(again[2], networks[4])


async def test_a_step_told_while_the_run_still_goes_back_is_taken_from_there_and_undone_to_there() -> None:
    table = Table()
    training = await table.start()
    networks = await table.take_steps(3)

    async def step() -> None:
        training.control(ONE_STEP)

    await table.beside.work_for(training.undo(), step())
    await table.beside.work_until(lambda: table.stands_at("paused", 3))
    assert same(table.entry.network, networks[3])
    await table.beside.work_for(training.undo())
    assert table.stands_at("paused", 2)
    assert same(table.entry.network, networks[2])


async def test_what_a_run_tells_before_it_goes_back_is_not_taken_for_news() -> None:
    table = Table(tick=LONGER_THAN_A_TURN)
    training = await table.start()
    training.control(Control(state="running"))
    await table.beside.work_until(lambda: training.facts().step >= 2)
    training.control(Control(state="paused"))
    await table.beside.work_until(lambda: training.state == "paused")  # and will say so again when it has measured
    assert training.status is not None and training.status.measured is not None
    assert training.status.measured.step < training.status.step
    kept, seen = table.entry.newest(), set[tuple[int, int]]()
    assert kept.step < training.status.step
    table.entry.changed.add(lambda: seen.add((training.facts().step, table.entry.step)))
    await table.beside.work_for(training.undo())
    assert seen == {(kept.step, kept.step)}
    assert same(table.entry.network, kept.network)


async def test_a_run_that_was_told_to_go_on_does_not_go_back() -> None:
    table = Table()
    training = await table.start()
    await table.take_steps(2)
    training.control(Control(state="running"))
    (refused,) = await table.beside.work_for(training.undo())
    assert isinstance(refused, Conflict)
    training.control(Control(state="paused"))
    await table.beside.work_until(lambda: training.state == "paused")
    assert table.entry.step == training.facts().step


async def test_undo_at_the_start_of_a_run_goes_back_to_the_change_before_it_and_ends_the_run() -> None:
    table = Table()
    began, own = table.entry.network, Network.create(seed=2)
    table.entry.remember()
    table.entry.replace(own)
    training = await table.start()
    await table.take_steps(1)
    await table.beside.work_for(training.undo())
    assert table.stands_at("paused", 0) and same(table.entry.network, own)
    await table.beside.work_for(training.undo())
    assert training.state == "stopped" and table.entry.busy is None
    assert same(table.entry.network, began)


async def test_a_running_run_that_is_told_to_run_keeps_nothing_new() -> None:
    table = Table()
    training = await table.start()
    training.control(Control(state="running", steps_per_second=0.001))
    await table.beside.work_until(lambda: training.state == "running")
    kept = len(table.entry.past)
    training.control(Control(state="running"))
    assert len(table.entry.past) == kept


async def test_a_run_whose_network_is_deleted_while_it_stops_is_stopped() -> None:
    table = Table()
    training = await table.start()

    async def delete() -> None:
        table.entry.deleted = True
        table.entry.tell()

    assert await table.beside.work_for(training.stop(), delete()) == [None, None]
    assert training.state == "stopped"
    with pytest.raises(NotFound):
        table.entry.check_free()
