"""The idx format of MNIST: a magic number, the shape, then the bytes; often compressed with gzip.

2 bytes 0, 1 byte type (8 = unsigned byte), 1 byte number of dimensions, each dimension as a
big-endian 32-bit count, then the values in C order. (The format's page: yann.lecun.com/exdb/mnist)
"""

import gzip
import io
import math
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from app.digits.files import written_whole
from app.errors import InvalidInput

Bytes = npt.NDArray[np.uint8]

UNSIGNED_BYTE = 8
GZIP_MAGIC = b"\x1f\x8b"
MAX_DIMENSIONS = 4
MAX_BYTES = 2**30  # ten times MNIST and more; a header that promises more is not believed


def read_idx(path: Path) -> Bytes:
    """Return the values of an idx file, compressed or not, in the shape that its header tells.

    An uncompressed file is memory-mapped, read-only; a compressed one is unpacked into memory.

    Raises InvalidInput if the file is not exactly what its header promises.
    """
    if is_compressed(path):
        return _unpacked(path)
    with path.open("rb") as file:
        shape = _read_shape(file, path.name)
        offset = file.tell()
    _check_length(path.stat().st_size - offset, shape, path.name)
    return np.memmap(path, np.uint8, "r", offset, shape)


def map_idx(path: Path, cache: Path) -> Bytes:
    """Return the values memory-mapped: a compressed file is unpacked once, into a .npy file in the cache folder."""
    if not is_compressed(path):
        return read_idx(path)
    unpacked = cache / f"{path.stem}-{_gzip_checksum(path):08x}.npy"
    if not unpacked.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with written_whole(unpacked) as file:
            np.save(file, _unpacked(path), allow_pickle=False)
    mapped: Bytes = np.load(unpacked, mmap_mode="r", allow_pickle=False)
    return mapped


def is_compressed(path: Path) -> bool:
    """Whether the file begins as gzip does, whatever its name says."""
    with path.open("rb") as file:
        return file.read(2) == GZIP_MAGIC


def _unpacked(path: Path) -> Bytes:
    try:
        with gzip.open(path) as file:
            shape = _read_shape(file, path.name)
            # One byte more than promised is enough to see that there is more; a gzip bomb ends here.
            values = file.read(math.prod(shape) + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise InvalidInput(f"{path.name} is broken or cut off: {error}") from error
    _check_length(len(values), shape, path.name)
    return np.frombuffer(values, np.uint8).reshape(shape)


def _read_shape(file: BinaryIO | gzip.GzipFile, name: str) -> tuple[int, ...]:
    magic = file.read(4)
    if len(magic) < 4 or magic[:3] != bytes([0, 0, UNSIGNED_BYTE]) or not 1 <= magic[3] <= MAX_DIMENSIONS:
        raise InvalidInput(
            f"{name} begins with {magic.hex(' ')}, expected 00 00 08 and 1 to {MAX_DIMENSIONS} dimensions"
        )
    counts = file.read(4 * magic[3])
    if len(counts) < 4 * magic[3]:
        raise InvalidInput(f"{name} ends within its header, expected {magic[3]} dimensions")
    shape = tuple(int(count) for count in np.frombuffer(counts, ">u4"))
    if math.prod(shape) > MAX_BYTES:
        raise InvalidInput(f"{name} promises {math.prod(shape)} values, expected at most {MAX_BYTES}")
    return shape


def _check_length(length: int, shape: tuple[int, ...], name: str) -> None:
    if length != math.prod(shape):
        got = "more" if length > math.prod(shape) else f"only {length}"
        raise InvalidInput(f"{name} holds {got} values, expected {math.prod(shape)} for its shape {shape}")


def _gzip_checksum(path: Path) -> int:
    """Return the checksum of the content that gzip keeps in the last eight bytes: it names the unpacked file."""
    with path.open("rb") as file:
        file.seek(-min(8, path.stat().st_size), io.SEEK_END)
        return int.from_bytes(file.read(4), "little")
