"""Everything joined: `create_app(settings)` returns the program that a server runs."""

import asyncio
import logging
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware

from app import __version__
from app.api import (
    comparisons,
    datasets,
    downloads,
    evaluation,
    handwriting,
    health,
    insight,
    networks,
    passes,
    training,
    variants,
    weights,
)
from app.api.answers import answer_every_error
from app.api.documentation import TAGS, responses
from app.api.guard import Guard
from app.api.journal import Journal
from app.api.query import only_known
from app.live import router as live
from app.live.reader import Reader
from app.pages import documentation
from app.pages import router as pages
from app.pages.files import PageFiles, edition
from app.pages.folders import folder
from app.services import Services
from app.settings import Settings
from app.store.networks import Bounds, Networks
from app.store.shelf import Shelf

log = logging.getLogger("nudge")

WRITE_SECONDS = 0.4  # a process that is killed loses less than a second of training
CLEAN_SECONDS = 3_600.0

ROUTERS = (
    networks.router,
    passes.router,
    passes.many,
    variants.router,
    weights.router,
    insight.router,
    insight.many,
    training.router,
    evaluation.router,
    comparisons.router,
    datasets.router,
    handwriting.router,
    downloads.router,
    live.router,
    health.router,
    pages.router,
    documentation.router,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application. Without settings they come from the environment."""
    settings = settings or Settings.from_environment(os.environ)
    app = FastAPI(
        title="Nudge",
        version=__version__,
        summary="Draw a digit, watch a 784-16-16-10 network read it, and see what every neuron wishes were different.",
        openapi_tags=TAGS,
        dependencies=[Depends(only_known)],
        responses=responses(None, 403, 404, 408, 413, 415),  # any route may answer these; routes say what else
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Journal)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=settings.cors_origins, allow_methods=["*"], allow_headers=["*"]
        )
    shelf = Shelf(None if settings.store == "memory" else Path(settings.store))
    bounds = Bounds(
        settings.networks_in_memory, settings.networks_kept, settings.network_unused_days, settings.snapshots
    )
    services = Services(settings, Networks(time.time, shelf, bounds))
    services.find_datasets()
    app.state.services = services
    app.state.reader = Reader()
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", PageFiles(directory=folder("static")), name="static")
    answer_every_error(app)
    return app


def make_ready(app: FastAPI) -> None:
    """Do beforehand what would be done at first need, so that the first visitor waits no longer than the second."""
    edition()
    pages.opening()
    pages.modules()
    pages.templates.get_template("index.html")
    app.openapi()  # which also builds every route


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Keep the networks while the application serves, and for good when it stops."""
    services: Services = app.state.services
    keeping = asyncio.create_task(keep(services.networks))
    yield
    keeping.cancel()
    with suppress(asyncio.CancelledError):
        await keeping
    await services.workers.stop()
    services.networks.close()


async def keep(networks: Networks) -> None:
    """Write changes as they come, and forget what is too old."""
    since_cleaning = CLEAN_SECONDS
    while True:
        await asyncio.sleep(WRITE_SECONDS)
        since_cleaning += WRITE_SECONDS
        try:
            await networks.flush_beside()
            if since_cleaning >= CLEAN_SECONDS:
                networks.forget_old()
                since_cleaning = 0.0
        except Exception:  # a full disk may have room again: the changes stay in memory, and are tried again
            log.exception("networks could not be written")
