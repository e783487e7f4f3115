"""Download packed files so that each is there whole and verified, or not there at all."""

import errno
import hashlib
import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
from filelock import FileLock, Timeout

from app.digits.files import written_whole
from app.errors import StorageFull, Unavailable

# Told how many packed bytes of all files have come, and how many there are. It may raise: that ends the download.
Progress = Callable[[int, int], None]

TIMEOUT = httpx.Timeout(20.0, connect=10.0)  # seconds without a byte before the next mirror is tried
CHUNK_BYTES = 2**16
LOCK = ".lock"
LOCK_SECONDS = 0.5  # how often one who waits for another's download tells that it still waits
ERRNO = re.compile(r"^\[Errno -?\d+\] ")  # a number that helps nobody, before the words
GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True)
class PackedFile:
    """A file that the mirrors keep as <name>.gz.

    sha256 is of the content, because gzip packs the same content in more than one way.
    """

    name: str
    packed_bytes: int
    content_bytes: int
    sha256: str


@dataclass(frozen=True)
class Source:
    """Files that belong together, and the addresses, each ending in a slash, that keep all of them."""

    name: str
    files: tuple[PackedFile, ...]
    mirrors: tuple[str, ...]

    @property
    def packed_bytes(self) -> int:
        """How much the whole download is."""
        return sum(file.packed_bytes for file in self.files)


def download(source: Source, folder: Path, progress: Progress) -> None:
    """Put the files, unpacked, into the folder, each from the first mirror that has it.

    Files that are there stay. One download at a time goes into a folder, whichever process asks:
    the next one waits, and then finds everything there.

    Raises StorageFull when the disk is full, Unavailable when no mirror gave the right content or the
    folder can't be written; verified files are kept then, and nothing else.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder, waiting=lambda: progress(0, source.packed_bytes)):
            _remove_parts(folder)
            _check_room(source, folder)
            _download_missing(source, folder, progress)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(f"{source.name} was not kept: the disk is full") from error
        raise Unavailable(f"{source.name} can't be kept: {error.strerror}") from error


def is_whole(source: Source, folder: Path) -> bool:
    """Whether everything is there; what is there was verified before it got its name."""
    return all(_is_there(file, folder) for file in source.files)


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed download left, unless one is running."""
    if any(folder.glob(".*.part")):
        with suppress(Timeout, OSError), FileLock(folder / LOCK, timeout=0):
            _remove_parts(folder)


def _download_missing(source: Source, folder: Path, progress: Progress) -> None:
    done, mirrors = 0, list(source.mirrors)
    with httpx.Client(timeout=TIMEOUT, follow_redirects=True) as client:
        for file in source.files:

            def received(packed: int, before: int = done, most: int = file.packed_bytes) -> None:
                progress(before + min(packed, most), source.packed_bytes)

            if not _is_there(file, folder):
                failures = _fetch_from_any(client, mirrors, file, folder, received)
                if failures:
                    reasons = "; ".join(failures)
                    raise Unavailable(f"{source.name} could not be downloaded: {reasons}. Trying again is safe.")
            done += file.packed_bytes
            progress(done, source.packed_bytes)


def _fetch_from_any(
    client: httpx.Client, mirrors: list[str], file: PackedFile, folder: Path, received: Callable[[int], None]
) -> list[str]:
    """Try one mirror after another; return nothing, or what each did wrong.

    mirrors: one that failed is put last, so that it is also asked last for the next file
    """
    failures = []
    for mirror in tuple(mirrors):
        try:
            _fetch(client, f"{mirror}{file.name}.gz", file, folder, received)
            return []
        except (httpx.HTTPError, zlib.error, _WrongContent) as error:
            failures.append(f"{httpx.URL(mirror).host} {_reason(error)}")
            mirrors.append(mirrors.pop(0))
    return failures


class _WrongContent(Exception):
    """A mirror sent something else than what was expected."""


def _fetch(client: httpx.Client, url: str, file: PackedFile, folder: Path, received: Callable[[int], None]) -> None:
    """Unpack the answer while it comes, and let it appear under its name when its hash is right."""
    unpacker, digest, packed, unpacked = zlib.decompressobj(GZIP), hashlib.sha256(), 0, 0
    with written_whole(folder / file.name) as target, client.stream("GET", url) as response:
        response.raise_for_status()
        for chunk in response.iter_raw(CHUNK_BYTES):
            # Room for one byte too many: enough to see that there is more, and no bomb unfolds.
            content = unpacker.decompress(chunk, file.content_bytes - unpacked + 1)
            packed, unpacked = packed + len(chunk), unpacked + len(content)
            if unpacked > file.content_bytes:
                raise _WrongContent(f"sent more of {file.name} than the {file.content_bytes} bytes expected")
            digest.update(content)
            target.write(content)
            received(packed)
        if not unpacker.eof:
            raise _WrongContent(f"sent only {unpacked} of {file.content_bytes} bytes of {file.name}")
        if digest.hexdigest() != file.sha256:
            raise _WrongContent(f"sent a {file.name} with sha256 {digest.hexdigest()}, expected {file.sha256}")


def _reason(error: Exception) -> str:
    """Say in words what a mirror did."""
    match error:
        case _WrongContent():
            return str(error)
        case zlib.error():
            return "sent something that is not gzip, or is broken"
        case httpx.HTTPStatusError():
            return f"answered {error.response.status_code} {error.response.reason_phrase}"
        case httpx.ConnectTimeout() | httpx.ReadTimeout():
            return "did not answer in time"
        case httpx.ConnectError():
            return f"can't be reached ({ERRNO.sub('', str(error))})"
        case _:
            return f"cut the connection ({error})"


@contextmanager
def _locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the folder's lock, which ends with the process that holds it, however that ends."""
    lock = FileLock(folder / LOCK)
    while not lock.is_locked:
        try:
            lock.acquire(timeout=LOCK_SECONDS)
        except Timeout:
            waiting()
    try:
        yield
    finally:
        lock.release()


def _remove_parts(folder: Path) -> None:
    """Remove what a killed process left; the lock is ours, so nobody is writing it."""
    for part in folder.glob(".*.part"):
        part.unlink(missing_ok=True)


def _check_room(source: Source, folder: Path) -> None:
    needed = sum(file.content_bytes for file in source.files if not _is_there(file, folder))
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StorageFull(f"{source.name} was not downloaded: it needs {needed:,} bytes on disk and {free:,} are free")


def _is_there(file: PackedFile, folder: Path) -> bool:
    path = folder / file.name
    return path.is_file() and path.stat().st_size == file.content_bytes
