"""The static files as they are sent: bare of comments and compressed, made once and kept.

The page asks for them below an edition, `static/EDITION/js/main.js`: a browser may keep such a file for good, and a
second visit asks for none of them. When any file was changed, all get another address with the next start.
"""

import gzip
import hashlib
import mimetypes
import os
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from app.pages.comments import BARE
from app.pages.folders import folder

MOST_FILES = 512  # more than there are, also while somebody edits them
EDITION = re.compile(r"[0-9a-f]{12}")
FOR_GOOD = "max-age=31536000, immutable"  # a year, the longest that is defined


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


@cache
def edition() -> str:
    """Return what the files' addresses begin with. Every file is made for it, so no visitor waits for one later."""
    paths = sorted(folder("static").resolve().rglob("*.*"))
    digests = (made(path, path.stat().st_mtime_ns).digest for path in paths)
    return hashlib.sha256("".join(digests).encode()).hexdigest()[:12]


class PageFiles(StaticFiles):
    """Serves the folder of static files, below the edition or without it."""

    def get_path(self, scope: Scope) -> str:
        """Return the path inside the folder."""
        first, _, rest = super().get_path(scope).partition(os.sep)
        return rest if rest and EDITION.fullmatch(first) else os.path.join(first, rest)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Answer with a file, compressed for who takes it, or with "not modified" for who has it."""
        file = made(Path(full_path), stat_result.st_mtime_ns)
        asked = Headers(scope=scope)
        packed = "gzip" in asked.get("accept-encoding", "")
        headers = {"Vary": "Accept-Encoding"} | ({"Content-Encoding": "gzip"} if packed else {})
        if f"/{edition()}/" in scope["path"]:
            headers["Cache-Control"] = FOR_GOOD
        else:
            headers |= {"Cache-Control": "no-cache", "ETag": f'"{file.digest}{"-gzip" if packed else ""}"'}
            if self.is_not_modified(Headers(headers), asked):
                return NotModifiedResponse(Headers(headers))
        return Response(file.compressed if packed else file.body, status_code, headers, file.media_type)
