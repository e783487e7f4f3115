"""Jobs take turns, talk, fail alone, and leave no process behind."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable

import numpy as np
import pytest
import pytest_asyncio
import uvloop

from app.engine.network import Network
from app.errors import InvalidInput, NudgeError, TooMany, Unavailable
from app.training.board import SLOTS
from app.training.process import ROOT
from app.training.workers import Job, Workers
from tests.training import jobs

pytestmark = pytest.mark.slow


@pytest_asyncio.fixture
async def workers(request: pytest.FixtureRequest) -> AsyncIterator[Workers]:
    workers = Workers(count=1, **getattr(request, "param", {}))
    workers.start()
    yield workers
    await workers.stop()


async def outcome(job: Job) -> object:
    async with asyncio.timeout(20):
        return await job.result()


async def until(job: Job, condition: Callable[[], bool]) -> None:
    """Wait until a change of the job makes the condition true."""
    news = asyncio.Event()
    job.changed.add(news.set)
    async with asyncio.timeout(20):
        while not condition():
            await news.wait()
            news.clear()


async def test_a_job_tells_its_progress_and_returns_its_result(workers: Workers) -> None:
    job = workers.submit(jobs.count_to, 3)
    told: list[int] = []
    job.changed.add(lambda: told.append(job.progress))

    assert await outcome(job) == "counted to 3"
    assert told[:3] == [1, 2, 3]
    assert job.state == "finished"


async def test_commands_reach_a_sleeping_job_in_their_order(workers: Workers) -> None:
    job = workers.submit(jobs.echo)
    for word in ("one", "two", "enough"):
        job.tell(word)
    assert await outcome(job) == ["one", "two", "enough"]


async def test_two_jobs_of_one_process_both_move_on(workers: Workers) -> None:
    endless = workers.submit(jobs.for_ever)
    await until(endless, lambda: endless.progress is not None)
    assert await outcome(workers.submit(jobs.count_to, 2)) == "counted to 2"
    assert not endless.ended


async def test_a_published_network_is_read_whole(workers: Workers) -> None:
    network = Network.create(seed=5)
    job = workers.submit(jobs.show, network)
    await until(job, lambda: job.progress == "shown")

    step, shown = job.newest("sigmoid") or (0, network.copy())

    assert step == 7
    assert all(np.array_equal(a, b) for a, b in zip(shown.weights, network.weights, strict=True))
    assert all(np.array_equal(a, b) for a, b in zip(shown.biases, network.biases, strict=True))


@pytest.mark.parametrize("workers", [{"most_queued": SLOTS, "jobs_each": SLOTS}], indirect=True)
async def test_nobody_sees_what_an_earlier_job_has_published(workers: Workers) -> None:
    shown = [workers.submit(jobs.show, Network.create(seed=seed)) for seed in range(SLOTS)]
    for job in shown:
        await until(job, lambda job=job: job.progress == "shown")
        job.stop()

    later = workers.submit(jobs.echo)
    later.tell("hello")
    await until(later, lambda: later.progress == "hello")

    assert later.newest("sigmoid") is None
    assert shown[0].newest("sigmoid") is None


async def test_an_error_of_ours_arrives_whole(workers: Workers) -> None:
    with pytest.raises(InvalidInput) as caught:
        await outcome(workers.submit(jobs.complain))
    assert (caught.value.message, caught.value.field) == ("this came, that was expected", "that")


async def test_a_fault_of_one_job_spares_the_others(workers: Workers) -> None:
    other = workers.submit(jobs.echo)
    with pytest.raises(NudgeError, match="of all things"):
        await outcome(workers.submit(jobs.stumble))
    other.tell("enough")
    assert await outcome(other) == ["enough"]


async def test_a_process_that_dies_fails_its_jobs_and_is_replaced(workers: Workers) -> None:
    before = workers.pids
    other = workers.submit(jobs.echo)
    with pytest.raises(Unavailable, match="start it again"):
        await outcome(workers.submit(jobs.die))
    assert other.state == "failed"
    assert await outcome(workers.submit(jobs.count_to, 1)) == "counted to 1"
    assert workers.pids != before


async def test_beyond_what_the_processes_hold_jobs_wait_and_know_their_place() -> None:
    workers = Workers(count=1, most_queued=2, jobs_each=1)
    workers.start()
    try:
        running, second, third = (workers.submit(jobs.echo) for _ in range(3))
        assert (running.position, second.position, third.position) == (0, 1, 2)
        with pytest.raises(TooMany):
            workers.submit(jobs.echo)
        running.stop()
        assert (second.state, third.position) == ("running", 1)
        third.stop()
        assert third.state == "stopped"
        with pytest.raises(Unavailable):
            await outcome(third)
    finally:
        await workers.stop()


async def test_a_job_that_rests_leaves_its_place_to_the_next() -> None:
    workers = Workers(count=1, most_queued=2, jobs_each=1)
    workers.start()
    try:
        resting, waiting = workers.submit(jobs.rest), workers.submit(jobs.count_to, 3)
        assert waiting.state == "queued"
        assert await outcome(waiting) == "counted to 3"
        assert not resting.ended
        resting.tell("enough")
        assert await outcome(resting) == "rested"
    finally:
        await workers.stop()


async def test_stopping_leaves_no_process() -> None:
    workers = Workers(count=2)
    workers.start()
    pids = workers.pids
    workers.submit(jobs.for_ever)

    await workers.stop()

    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


SERVER = """
import asyncio
from app.training.workers import Workers
from tests.training import jobs

async def serve():
    workers = Workers(count=1)
    workers.start()
    job = workers.submit(jobs.for_ever)
    job.changed.add(lambda: job.progress and print(job.progress, flush=True))
    await job.result()

asyncio.run(serve())
"""


def test_no_process_outlives_a_server_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", SERVER], cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        pid = int(server.stdout.readline())
        os.kill(pid, 0)

        server.send_signal(signal.SIGKILL)
        # The worker holds the other end, too: reading ends when it is gone, and times out if it stays.
        rest, _ = server.communicate(timeout=10)

    assert set(rest.split()) <= {str(pid)}


def test_a_large_result_arrives_whole_in_the_loop_that_serves() -> None:
    async def run() -> object:
        workers = Workers(count=1)
        workers.start()
        try:
            return await outcome(workers.submit(jobs.return_bytes, 5_000_000))
        finally:
            await workers.stop()

    assert uvloop.run(run()) == bytes(5_000_000)
