"""The server around the application: what uvicorn is told, and how it says goodbye."""

import asyncio
import gc
import logging
import math
import socket

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app import logs
from app.main import create_app, make_ready
from app.services import Services
from app.settings import Settings

log = logging.getLogger("nudge")

GOODBYE = "the server is restarting: connect again"
GOODBYE_SECONDS = 0.2  # for the closing words to leave
ANSWER_SECONDS = 5.0  # for saying that a body is late
UNFINISHED_SECONDS = 2  # for requests on their way


class PatientHttp(HttpToolsProtocol):
    """uvicorn's HTTP, with an end to its patience: a request must come soon, and its head not be endless."""

    settings = Settings()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first head."""
        super().connection_made(transport)
        self._head_bytes: float = 0
        self._late = self.loop.call_later(self.settings.head_seconds, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Take bytes; while they belong to a head, count them."""
        self._head_bytes += len(data)
        super().data_received(data)
        if self._head_bytes > self.settings.head_bytes:
            self.transport.abort()

    def on_message_begin(self) -> None:
        """Wait for another head, on a connection that is kept."""
        super().on_message_begin()
        self._late.cancel()
        self._late = self.loop.call_later(self.settings.head_seconds, self.transport.abort)

    def on_headers_complete(self) -> None:
        """Wait for the body: `app.api.guard` bounds it, and answers when it is late; here is who reads no answer."""
        self._late.cancel()
        self._late = self.loop.call_later(self.settings.body_seconds + ANSWER_SECONDS, self.transport.abort)
        self._head_bytes = -math.inf
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Count anew."""
        self._late.cancel()
        self._head_bytes = 0
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._late.cancel()
        super().connection_lost(exc)


class Server(uvicorn.Server):
    """uvicorn, that tells open conversations why it closes them."""

    def __init__(self, config: uvicorn.Config, services: Services) -> None:
        super().__init__(config)
        self.services = services

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say where."""
        await super().startup(sockets)
        if self.started:
            self.services.prepare()
            gc.collect()
            gc.freeze()  # what is loaded stays: the collector need not look through it while pens are moving
            host = f"[{self.config.host}]" if ":" in self.config.host else self.config.host
            log.info("serving", extra={"address": f"http://{host}:{self.config.port}"})

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye, then stop."""
        log.info("stopping", extra={"conversations": len(self.services.leaving)})
        for leave in tuple(self.services.leaving):
            leave(GOODBYE)
        await asyncio.sleep(GOODBYE_SECONDS)
        await super().shutdown(sockets)
        log.info("stopped")


def serve(settings: Settings) -> int:
    """Serve until told to stop; return the exit status."""
    logs.configure(settings.log_format)
    app = create_app(settings)
    make_ready(app)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        http=type("Http", (PatientHttp,), {"settings": settings}),
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        ws_max_size=settings.socket_message_bytes,
        ws_ping_interval=settings.socket_silence_seconds,
        ws_ping_timeout=settings.socket_silence_seconds,
        ws_per_message_deflate=False,  # costs more time than the few bytes are worth, and memory for each socket
        timeout_graceful_shutdown=UNFINISHED_SECONDS,
    )
    server = Server(config, app.state.services)
    try:
        server.run()
    except KeyboardInterrupt:  # uvicorn has stopped as it should, and passes the signal on
        pass
    return 0 if server.started else 3
