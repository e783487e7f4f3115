"""A file is whole or not there."""

from pathlib import Path

import pytest

from app.digits.files import written_whole


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    with written_whole(tmp_path / "numbers") as file:
        file.write(b"123")
        assert not (tmp_path / "numbers").exists()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("numbers", b"123")]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "numbers").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), written_whole(tmp_path / "numbers") as file:
        file.write(b"new")
        raise KeyboardInterrupt
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("numbers", b"old")]


def test_a_file_may_be_read_by_whom_other_new_files_may(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    with written_whole(tmp_path / "numbers") as file:
        file.write(b"123")
    assert (tmp_path / "numbers").stat().st_mode == (tmp_path / "usual").stat().st_mode
