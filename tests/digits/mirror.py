"""A mirror on this machine that serves small files well, or misbehaves in one chosen way."""

import gzip
import hashlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from app.digits.download import PackedFile, Source

CONTENT = bytes(range(256)) * 400
PACKED = gzip.compress(CONTENT)
FILE = PackedFile("digits", len(PACKED), len(CONTENT), hashlib.sha256(CONTENT).hexdigest())

# Per fault: status, body, and how much more the header promises than is sent.
FAULTS = {
    "none": (200, PACKED, 0),
    "not found": (404, b"no such file", 0),
    "overloaded": (503, b"later", 0),
    "a page instead": (200, b"<html>please log in</html>", 0),
    "cut connection": (200, PACKED[:200], len(PACKED) - 200),
    "half a file": (200, PACKED[:200], 0),
    "nothing": (200, b"", 0),
    "wrong content": (200, gzip.compress(CONTENT[::-1]), 0),
    "a bomb": (200, gzip.compress(CONTENT + bytes(10_000_000)), 0),
}


@dataclass
class Mirror:
    """Where the mirror answers, and how often it was asked."""

    url: str
    requests: list[str] = field(default_factory=list)
    answers: threading.Event = field(default_factory=threading.Event)


def source(*mirrors: str) -> Source:
    """Return the source whose one file the mirror serves."""
    return Source("Test digits", (FILE,), mirrors)


@contextmanager
def mirror(fault: str = "none", hold: bool = False, files: dict[str, bytes] | None = None) -> Iterator[Mirror]:
    """Serve on a free port; if `hold`, each answer waits until `answers` is set.

    files: what to serve by path, instead of the one file
    """
    status, content, missing = FAULTS[fault]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.requests.append(self.path)
            served.answers.wait(timeout=20)
            body = files[self.path] if files else content
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) + missing))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Mirror(f"http://127.0.0.1:{server.server_port}/")
    if not hold:
        served.answers.set()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        served.answers.set()
        server.shutdown()
        thread.join()
        server.server_close()


def refusing_url() -> str:
    """Return an address of this machine where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"
