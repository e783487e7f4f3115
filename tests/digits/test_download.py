"""A download is whole and verified, or it leaves nothing and says what happened."""

import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from app.digits import download as download_module
from app.digits.download import download
from app.errors import StorageFull, Unavailable
from tests.digits.mirror import CONTENT, FAULTS, FILE, mirror, refusing_url, source


def ignore(received: int, total: int) -> None:
    pass


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


def test_the_file_is_unpacked_and_progress_ends_at_all_of_it(tmp_path: Path) -> None:
    seen = []
    with mirror() as good:
        download(source(good.url), tmp_path / "new" / "folder", lambda received, total: seen.append((received, total)))
    assert (tmp_path / "new" / "folder" / "digits").read_bytes() == CONTENT
    assert seen[-1] == (FILE.packed_bytes, FILE.packed_bytes)
    assert good.requests == ["/digits.gz"]


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("not found", "127.0.0.1 answered 404 Not Found"),
        ("overloaded", "answered 503"),
        ("a page instead", "not gzip"),
        ("cut connection", "cut the connection"),
        ("half a file", r"sent only \d+ of 102400 bytes"),
        ("nothing", "sent only 0 of 102400 bytes"),
        ("wrong content", f"sha256 .*expected {FILE.sha256}"),
        ("a bomb", "sent more of digits than the 102400 bytes"),
    ],
)
def test_each_fault_is_told_and_leaves_nothing_behind(tmp_path: Path, fault: str, says: str) -> None:
    with mirror(fault) as bad, pytest.raises(Unavailable, match=says):
        download(source(bad.url), tmp_path, ignore)
    assert files_in(tmp_path) == set()


def test_a_refused_connection_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"127.0.0.1 can't be reached \(Connection refused\)"):
        download(source(refusing_url()), tmp_path, ignore)
    assert files_in(tmp_path) == set()


def test_a_mirror_that_stays_silent_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download_module, "TIMEOUT", httpx.Timeout(0.05))
    with mirror(hold=True) as silent, pytest.raises(Unavailable, match="did not answer in time"):
        download(source(silent.url), tmp_path, ignore)
    assert files_in(tmp_path) == set()


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "none"])
def test_after_any_fault_the_next_mirror_is_asked(tmp_path: Path, fault: str) -> None:
    with mirror(fault) as bad, mirror() as good:
        download(source(bad.url, good.url), tmp_path, ignore)
    assert (tmp_path / "digits").read_bytes() == CONTENT
    assert files_in(tmp_path) == {"digits"}


def test_after_a_failure_the_next_try_works(tmp_path: Path) -> None:
    with mirror("cut connection") as bad, pytest.raises(Unavailable):
        download(source(bad.url), tmp_path, ignore)
    with mirror() as good:
        download(source(good.url), tmp_path, ignore)
    assert (tmp_path / "digits").read_bytes() == CONTENT


def test_what_is_there_is_not_fetched_again_and_what_is_half_there_is(tmp_path: Path) -> None:
    (tmp_path / "digits").write_bytes(CONTENT[:-1])
    with mirror() as good:
        download(source(good.url), tmp_path, ignore)
        download(source(good.url), tmp_path, ignore)
    assert good.requests == ["/digits.gz"]
    assert (tmp_path / "digits").read_bytes() == CONTENT


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".digits.abc.part").write_bytes(b"half")
    with mirror() as good:
        download(source(good.url), tmp_path, ignore)
    assert files_in(tmp_path) == {"digits"}


def test_too_small_a_disk_is_told_before_anything_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download_module.shutil, "disk_usage", lambda _: FewFree)
    with mirror() as good, pytest.raises(StorageFull, match="needs 102,400 bytes on disk and 100 are free"):
        download(source(good.url), tmp_path, ignore)
    assert good.requests == []


class FewFree:
    """What `disk_usage` answers for a disk that is nearly full."""

    free = 100


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is the disk that is full here")
def test_a_disk_that_fills_up_meanwhile_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = tmp_path / "full"
    part.symlink_to("/dev/full")
    monkeypatch.setattr("app.digits.files.part_of", lambda _: part)
    with mirror() as good, pytest.raises(StorageFull, match="the disk is full"):
        download(source(good.url), tmp_path, ignore)
    assert files_in(tmp_path) == set()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Unavailable, match="can't be kept"):
        download(source(refusing_url()), tmp_path / "file" / "folder", ignore)


def test_a_progress_that_raises_ends_the_download_and_leaves_nothing(tmp_path: Path) -> None:
    def cancel(received: int, total: int) -> None:
        raise KeyboardInterrupt

    with mirror() as good, pytest.raises(KeyboardInterrupt):
        download(source(good.url), tmp_path, cancel)
    assert files_in(tmp_path) == set()


def test_several_at_once_fetch_once(tmp_path: Path) -> None:
    with mirror(hold=True) as good:
        visitors = [threading.Thread(target=download, args=(source(good.url), tmp_path, ignore)) for _ in range(4)]
        for visitor in visitors:
            visitor.start()
        good.answers.set()
        for visitor in visitors:
            visitor.join()
    assert good.requests == ["/digits.gz"]
    assert files_in(tmp_path) == {"digits"}


KILLED = """
import os, sys
from pathlib import Path
from app.digits.download import download
from tests.digits.mirror import source
download(source(sys.argv[1]), Path(sys.argv[2]), lambda received, total: os.kill(os.getpid(), 9))
"""


@pytest.mark.slow
def test_a_process_killed_meanwhile_leaves_no_half_file_and_no_lock(tmp_path: Path) -> None:
    with mirror() as good:
        killed = subprocess.run([sys.executable, "-c", KILLED, good.url, str(tmp_path)], check=False)
        assert killed.returncode == -9
        assert not (tmp_path / "digits").exists()
        download(source(good.url), tmp_path, ignore)
    assert files_in(tmp_path) == {"digits"}
