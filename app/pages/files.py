"""The static files as they are sent: bare of comments and compressed, made once and kept."""

import gzip
import hashlib
import mimetypes
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from app.pages.comments import BARE
from app.pages.folders import folder

MOST_FILES = 512  # more than there are, also while somebody edits them


@dataclass(frozen=True)
class SentFile:
    """What goes over the wire for one file."""

    body: bytes
    compressed: bytes
    media_type: str
    digest: str


@lru_cache(MOST_FILES)
def made(path: Path, changed_ns: int) -> SentFile:
    """Return a file ready to be sent. It is made anew only when it was changed."""
    body = path.read_bytes()
    bare = BARE.get(path.suffix)
    body = bare(body) if bare else body
    media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return SentFile(body, gzip.compress(body, mtime=0), media_type, hashlib.sha256(body).hexdigest()[:16])


def make_all() -> None:
    """Make every file, so that not even the first visitor waits for one."""
    for path in folder("static").resolve().rglob("*.*"):
        made(path, path.stat().st_mtime_ns)


class PageFiles(StaticFiles):
    """Serves the folder of static files."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Answer with a file, compressed for who takes it, or with "not modified" for who has it."""
        file = made(Path(full_path), stat_result.st_mtime_ns)
        asked = Headers(scope=scope)
        headers = {"ETag": f'"{file.digest}"', "Vary": "Accept-Encoding"}
        body = file.body
        if "gzip" in asked.get("accept-encoding", ""):
            headers |= {"ETag": f'"{file.digest}-gzip"', "Content-Encoding": "gzip"}
            body = file.compressed
        if self.is_not_modified(Headers(headers), asked):
            return NotModifiedResponse(Headers(headers))
        return Response(body, status_code, headers, file.media_type)
