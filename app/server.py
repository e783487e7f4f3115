"""The server around the application: what uvicorn is told, and how it says goodbye."""

import asyncio
import gc
import logging
import socket

import uvicorn

from app import logs
from app.main import create_app
from app.services import Services
from app.settings import Settings

log = logging.getLogger("nudge")

GOODBYE = "the server is restarting: connect again"
GOODBYE_SECONDS = 0.2  # for the closing words to leave
UNFINISHED_SECONDS = 3  # for requests on their way


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
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        ws_max_size=settings.socket_message_bytes,
        ws_per_message_deflate=False,  # costs more time than the few bytes are worth, and memory for each socket
        timeout_graceful_shutdown=UNFINISHED_SECONDS,
    )
    server = Server(config, app.state.services)
    try:
        server.run()
    except KeyboardInterrupt:  # uvicorn has stopped as it should, and passes the signal on
        pass
    return 0 if server.started else 3
