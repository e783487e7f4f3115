"""A download in the background is started once, watched by all, and can be tried again."""

from pathlib import Path

from app.digits.download_job import DownloadJob
from app.errors import Unavailable
from tests.digits.mirror import CONTENT, FILE, mirror, source


def ignore() -> None:
    pass


def test_it_runs_from_idle_to_finished_and_then_tells(tmp_path: Path) -> None:
    told = []
    with mirror() as good:
        job = DownloadJob(source(good.url), tmp_path, lambda: told.append(job.progress.state))
        assert (job.progress.state, job.progress.received_bytes) == ("idle", 0)
        job.start()
        job.wait()
    assert (job.progress.state, job.progress.received_bytes) == ("finished", FILE.packed_bytes)
    assert told == ["running"]  # told before it calls itself finished: who sees "finished" finds the digits
    assert (tmp_path / "digits").read_bytes() == CONTENT


def test_many_clicks_start_one_download(tmp_path: Path) -> None:
    with mirror(hold=True) as good:
        job = DownloadJob(source(good.url), tmp_path, ignore)
        for _ in range(10):
            job.start()
        assert job.progress.state == "running"
        good.answers.set()
        job.wait()
        job.start()
    assert good.requests == ["/digits.gz"]


def test_a_failure_is_kept_to_be_told_and_another_try_works(tmp_path: Path) -> None:
    with mirror("wrong content") as fickle:
        job = DownloadJob(source(fickle.url), tmp_path, ignore)
        job.start()
        job.wait()
    assert job.progress.state == "failed"
    assert isinstance(job.progress.error, Unavailable)
    assert "sha256" in job.progress.error.message
    with mirror() as good:
        again = DownloadJob(source(fickle.url, good.url), tmp_path, ignore)
        again.start()
        again.wait()
    assert (again.progress.state, again.progress.error) == ("finished", None)


def test_a_failed_job_itself_can_be_started_again(tmp_path: Path) -> None:
    (tmp_path / "digits").mkdir()  # in the way of the file
    with mirror() as good:
        job = DownloadJob(source(good.url), tmp_path, ignore)
        job.start()
        job.wait()
        assert job.progress.state == "failed"
        (tmp_path / "digits").rmdir()
        job.start()
        job.wait()
    assert job.progress.state == "finished"


def test_what_is_there_is_finished_from_the_start(tmp_path: Path) -> None:
    (tmp_path / "digits").write_bytes(CONTENT)
    assert DownloadJob(source(), tmp_path, ignore).progress.state == "finished"


def test_what_a_killed_server_left_is_removed_when_the_next_one_starts(tmp_path: Path) -> None:
    (tmp_path / ".digits.abc.part").write_bytes(b"half")
    DownloadJob(source(), tmp_path, ignore)
    assert not (tmp_path / ".digits.abc.part").exists()


def test_stopping_gives_up_and_leaves_nothing(tmp_path: Path) -> None:
    with mirror(hold=True) as good:
        job = DownloadJob(source(good.url), tmp_path, ignore)
        job.start()
        job.stop()
        good.answers.set()
        job.wait()
    assert job.progress.state == "idle"
    assert not list(tmp_path.glob("*digits*"))
