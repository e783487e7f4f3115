"""A real server in a process of its own: for tests of the page, of clients and of the command line."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 60.0  # a cold start beside a busy machine; a warm one takes about one second


@contextmanager
def live_server(
    data_dir: Path,
    *,
    command: tuple[str, ...] = (sys.executable, "-m", "app"),
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    port: int | None = None,
) -> Iterator[str]:
    """Serve with everything it keeps under data_dir; yield the address ("http://127.0.0.1:PORT"), then stop it.

    Raises RuntimeError with the server's own words if it stops or does not answer.
    """
    port = port or free_port()
    log_path = data_dir / "server.log"
    with log_path.open("w") as log:
        process = subprocess.Popen(
            [*command, "serve", "--host", "127.0.0.1", "--port", str(port)],
            cwd=cwd,
            env={**os.environ, "NUDGE_DATA_DIR": str(data_dir), **(env or {})},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(url, process, log_path)
        yield url
    finally:
        stop(process)


def free_port() -> int:
    """Return a port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_it_answers(url: str, process: subprocess.Popen[bytes], log_path: Path) -> None:
    """Return once /healthz answers 200."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/healthz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)  # polling another process: there is nothing here to wait on
    raise RuntimeError(f"the server did not answer; it said:\n{log_path.read_text()}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to stop, and insist after ten seconds."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
