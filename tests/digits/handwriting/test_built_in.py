"""The built-in data set is written once, whole or not at all, and read memory-mapped."""

from pathlib import Path

import numpy as np
import pytest

from app.digits.handwriting import built_in


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built_in, "COUNTS", {"train": 250, "test": 120})


def test_it_is_found_once_it_is_made_and_is_memory_mapped(tmp_path: Path) -> None:
    assert built_in.find(tmp_path) is None
    shares = list(built_in.make(tmp_path))
    assert shares == sorted(shares) and shares[-1] == 1.0
    found = built_in.find(tmp_path)
    assert found is not None
    assert (found.name, len(found.train), len(found.test)) == ("built-in", 250, 120)
    assert isinstance(found.train.images, np.memmap)
    assert not (found.train.images[:120] == found.test.images).all(axis=1).any()


def test_stopped_midway_it_leaves_nothing_that_would_be_taken_for_it(tmp_path: Path) -> None:
    job = built_in.make(tmp_path)
    next(job)
    job.close()
    assert built_in.find(tmp_path) is None
    assert not list(tmp_path.rglob("*.part"))


def test_made_twice_it_is_the_same(tmp_path: Path) -> None:
    for folder in ("first", "second"):
        list(built_in.make(tmp_path / folder))
    first, second = (built_in.find(tmp_path / folder) for folder in ("first", "second"))
    assert first is not None and second is not None
    np.testing.assert_array_equal(first.train.images, second.train.images)
    np.testing.assert_array_equal(first.test.labels, second.test.labels)
