"""One line in the log for each request that changes something or fails. Addresses are written without their ids."""

import logging
import re
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("nudge.requests")
READING = {"GET", "HEAD", "OPTIONS"}
LONGEST_NAME = 24  # of a part of an address; an id has 32


class Journal:
    """Wraps the application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and write down what came of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            if scope["method"] not in READING or status >= 400:
                milliseconds = round(1000 * (time.perf_counter() - begun), 1)
                facts = {"method": scope["method"], "path": nameless(scope["path"]), "status": status}
                log.info("request", extra={**facts, "milliseconds": milliseconds})


def nameless(path: str) -> str:
    """Return an address for the log: without the ids of networks, and whatever else is long."""
    path = re.sub(r"(/networks)/[^/]+", r"\1/{id}", path)
    return "/".join(part if len(part) <= LONGEST_NAME else "…" for part in path.split("/"))[:200]
