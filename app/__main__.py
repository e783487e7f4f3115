"""The command line: `python -m app <command>`, or `nudge <command>` once installed."""

import argparse
import os
import sys
from collections.abc import Sequence

import uvicorn

from app.errors import NudgeError
from app.main import create_app
from app.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    parser = argparse.ArgumentParser(prog="nudge", description="Watch backpropagation on a digit that you drew.")
    commands = parser.add_subparsers(dest="command")
    _add_serve(commands)
    given = parser.parse_args(arguments or sys.argv[1:] or ["serve"])
    try:
        status: int = given.run(given)
    except NudgeError as error:
        print(f"nudge: {error.message}", file=sys.stderr)  # noqa: T201  the command line's own voice
        return 2
    return status


def _add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help="serve the page (the default)")
    serve.add_argument("--host", default=os.environ.get("HOST"), help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=int, default=os.environ.get("PORT"), help="port to listen on (default 8000)")
    serve.set_defaults(run=_serve)


def _serve(given: argparse.Namespace) -> int:
    """Serve until told to stop."""
    told = {name: value for name in ("host", "port") if (value := getattr(given, name)) is not None}
    settings = Settings.from_environment(os.environ, **told)
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, access_log=False, ws_max_size=65536)
    return 0


if __name__ == "__main__":
    sys.exit(main())
