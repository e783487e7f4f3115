"""idx files are read strictly: exactly what the header promises, or a clear error."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from app.digits.idx import map_idx, read_idx
from app.errors import InvalidInput

# two rows of three: magic, 2, 3, then the values
SMALL = bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 20, 30, 40, 50, 60])


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_plain_file_is_memory_mapped(tmp_path: Path) -> None:
    values = read_idx(written(tmp_path / "small", SMALL))
    assert values.tolist() == [[10, 20, 30], [40, 50, 60]]
    assert isinstance(values, np.memmap)
    assert not values.flags.writeable


def test_a_compressed_file_reads_the_same_whatever_its_name(tmp_path: Path) -> None:
    values = read_idx(written(tmp_path / "small", gzip.compress(SMALL)))
    assert values.tolist() == [[10, 20, 30], [40, 50, 60]]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "begins with"),
        (b"\x89PNG" + SMALL[4:], "89 50 4e 47"),
        (SMALL[:2] + b"\x0d" + SMALL[3:], "00 00 0d 02"),  # 0d: 32-bit floats
        (b"\0\0\x08\0", "1 to 4 dimensions"),
        (SMALL[:9], "ends within its header"),
        (SMALL[:-1], r"only 5 values, expected 6 for its shape \(2, 3\)"),
        (SMALL + b"!", "more values, expected 6"),
        (bytes([0, 0, 8, 2]) + b"\xff" * 8, "expected at most"),
    ],
)
def test_a_file_that_breaks_its_promise_is_refused(tmp_path: Path, pack: type, content: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        read_idx(written(tmp_path / "bad", pack(content)))


def test_a_truncated_gzip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="broken or cut off"):
        read_idx(written(tmp_path / "cut.gz", gzip.compress(SMALL)[:-6]))


def test_a_gzip_with_a_flipped_bit_is_refused(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(SMALL))
    packed[-6] ^= 1  # in the checksum
    with pytest.raises(InvalidInput, match="broken or cut off"):
        read_idx(written(tmp_path / "flipped.gz", bytes(packed)))


def test_a_compressed_file_is_unpacked_once_into_the_cache(tmp_path: Path) -> None:
    packed = written(tmp_path / "small.gz", gzip.compress(SMALL))
    first = map_idx(packed, tmp_path / "cache")
    made = [path.stat().st_mtime_ns for path in (tmp_path / "cache").iterdir()]
    again = map_idx(packed, tmp_path / "cache")
    assert isinstance(again, np.memmap)
    assert first.tolist() == again.tolist() == [[10, 20, 30], [40, 50, 60]]
    assert [path.stat().st_mtime_ns for path in (tmp_path / "cache").iterdir()] == made


def test_other_content_under_the_same_name_is_not_mistaken_for_the_old(tmp_path: Path) -> None:
    map_idx(written(tmp_path / "small.gz", gzip.compress(SMALL)), tmp_path / "cache")
    changed = map_idx(written(tmp_path / "small.gz", gzip.compress(SMALL[:-1] + b"\x07")), tmp_path / "cache")
    assert changed.tolist() == [[10, 20, 30], [40, 50, 7]]


def test_a_broken_file_leaves_nothing_in_the_cache(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        map_idx(written(tmp_path / "cut.gz", gzip.compress(SMALL)[:-6]), tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []
