"""Everything that a host may set, each with its default and its reason.

`Settings()` is what tests and other programs embed: nothing on disk, loopback only.
`Settings.from_environment(os.environ)` reads NUDGE_<NAME> for each field below.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from app.errors import InvalidInput

T = TypeVar("T")


def setting(default: T, why: str) -> T:
    """Declare one setting: its default, and the reason that the documentation gives."""
    value: T = field(default=default, metadata={"why": why})
    return value


def user_data_dir() -> Path:
    """Return where this user's programs keep what they should not lose."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "nudge"


@dataclass(frozen=True)
class Settings:
    """One server's settings. Tuples are written with commas in the environment."""

    host: str = setting("127.0.0.1", "address to listen on; only this machine unless told otherwise")
    port: int = setting(8000, "port to listen on")
    data_dir: Path = setting(user_data_dir(), "folder of downloaded and generated digits and of the networks")
    mnist_dir: Path | None = setting(None, "folder with MNIST's idx files, compressed or not, if you have them")
    mnist_download: str = setting(
        "loopback", "who may start MNIST's download: 'loopback' (from this machine only), 'anyone' or 'nobody'"
    )
    mnist_mirrors: tuple[str, ...] = setting(
        (), "addresses, each ending in /, that keep MNIST's four .gz files, instead of the usual ones"
    )
    store: str = setting("memory", "'memory', or the SQLite file that keeps the networks (served: in data_dir)")
    snapshots: int = setting(20, "states that each network can go back to; 52 kB each")
    networks_in_memory: int = setting(200, "a network takes 52 kB, and as much for each of 20 states to go back to")
    networks_kept: int = setting(5_000, "0.3 GB of disk as they begin, 5.5 GB if each had 20 states to go back to")
    network_unused_days: float = setting(30.0, "a network that nobody used for so long is forgotten")
    creations_per_hour: int = setting(
        1_500,
        "new networks and runs from one address: fifty each for a class of thirty; free on loopback; 0: no limit",
    )
    workers: int = setting(0, "processes for runs and other long work; 0: one less than the cores, which is for pens")
    work_at_once: int = setting(32, "runs and other long work that take turns in one process, the paused not counted")
    work_waiting: int = setting(64, "runs and other long work that wait for their turn; beyond it nothing is taken in")
    run_steps: int = setting(10_000_000, "steps of one run; an hour of mini-batches on a fast machine")
    run_seconds: float = setting(3_600.0, "of learning, for one run; pauses are not counted")
    pause_seconds: float = setting(1_800.0, "a run that is left alone for so long ends, and makes room for others")
    runs_told: int = setting(500, "ended runs whose course can still be asked for; each takes up to 100 kB")
    comparisons_kept: int = setting(100, "races that can be looked at again; each takes about 100 kB")
    sockets: int = setting(2_000, "live connections and streams; each takes about 50 kB, and its network 52 kB more")
    sockets_per_network: int = setting(20, "a visitor's tabs, and an audience that a teacher shares a network with")
    socket_messages_per_second: int = setting(240, "from one live connection; a pen at 120 Hz sends half of that")
    socket_silence_seconds: float = setting(20.0, "between pings; who answers none for as long again has gone")
    socket_patience_seconds: float = setting(30.0, "with a connection that takes nothing of what is sent to it")
    socket_message_bytes: int = setting(65_536, "largest message; 2,000 points of a pen take 40 kB")
    max_body_bytes: int = setting(
        8 * 2**20, "largest body of a request; 1,000 examples written as pixels take about 5 MB"
    )
    bodies_bytes: int = setting(2**26, "of all bodies that are received or worked out at once; memory is thrice that")
    plain_body_bytes: int = setting(2**20, "the same without a list of examples; weights as JSON take 0.3 MB")
    body_seconds: float = setting(60.0, "for a body to arrive; the largest needs 1.1 Mbit/s")
    head_bytes: int = setting(65_536, "largest head of a request; a long one has 2 kB")
    head_seconds: float = setting(20.0, "for a head to arrive, which one packet carries")

    allowed_hosts: tuple[str, ...] = setting(
        (), "names with a dot under which browsers reach this server; others are refused, against DNS rebinding"
    )
    cors_origins: tuple[str, ...] = setting((), "other sites' origins whose pages may use the API")
    frame_ancestors: tuple[str, ...] = setting(("'self'",), "sites that may embed the page, as in CSP frame-ancestors")
    trusted_proxies: tuple[str, ...] = setting((), "addresses of proxies whose X-Forwarded-For is believed")
    log_format: str = setting("text", "'text' or 'json': one line per change, error or event that matters")
    root_path: str = setting("", "the path under which a proxy serves us, e.g. /nudge")

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, int | float) and value < 0:
                raise InvalidInput(f"{each.name} is {value}, expected a number from 0", field=each.name)
        if self.log_format not in ("text", "json"):
            raise InvalidInput(f"log_format is {self.log_format!r}, expected 'text' or 'json'", field="log_format")
        if self.root_path and not (self.root_path.startswith("/") and not self.root_path.endswith("/")):
            raise InvalidInput(f"root_path is {self.root_path!r}, expected e.g. '/nudge'", field="root_path")

    @property
    def datasets_dir(self) -> Path:
        """Where downloaded, unpacked and generated digits are kept."""
        return self.data_dir / "datasets"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], **given: Any) -> "Settings":
        """Return the settings that the environment's NUDGE_* variables ask for.

        given: settings from elsewhere (the command line), which win.

        Raises InvalidInput for a value that can't be read, or a NUDGE_ variable that no setting has.
        """
        known = {f"NUDGE_{f.name.upper()}": f.name for f in fields(cls)}
        unknown = sorted(name for name in environment if name.startswith("NUDGE_") and name not in known)
        if unknown:
            raise InvalidInput(f"no setting is called {unknown[0]}, expected one of {', '.join(sorted(known))}")
        read = {known[name]: _read(cls, name, text) for name, text in environment.items() if name in known}
        return cls(**{**read, **given})


def _read(cls: type[Settings], variable: str, text: str) -> Any:
    """Return an environment variable's text as the type that its setting has."""
    name = variable.removeprefix("NUDGE_").lower()
    kind = cls.__annotations__[name]
    try:
        return _READERS[kind](text)
    except ValueError:
        raise InvalidInput(f"{variable} is {text!r}, expected {_EXPECTED[kind]}", field=variable) from None


def _read_flag(text: str) -> bool:
    return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[text.lower()]


def _flag(text: str) -> bool:
    try:
        return _read_flag(text)
    except KeyError:
        raise ValueError(text) from None


_READERS: dict[Any, Any] = {
    str: str,
    int: int,
    float: float,
    bool: _flag,
    Path: Path,
    Path | None: lambda text: Path(text) if text else None,
    tuple[str, ...]: lambda text: tuple(part.strip() for part in text.split(",") if part.strip()),
}
_EXPECTED: dict[Any, str] = {int: "a whole number", float: "a number", bool: "true or false"}
