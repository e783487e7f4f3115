"""Everything joined: `create_app(settings)` returns the program that a server runs."""

import os
import time

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from app import __version__
from app.api import datasets, downloads, health, insight, networks, passes, weights
from app.api.answers import answer_every_error
from app.api.documentation import TAGS, responses
from app.api.guard import Guard
from app.live import router as live
from app.pages import documentation
from app.pages import router as pages
from app.pages.folders import folder
from app.services import Services
from app.settings import Settings
from app.store.networks import Networks

ROUTERS = (
    networks.router,
    passes.router,
    weights.router,
    insight.router,
    datasets.router,
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
        responses=responses(None, 403, 404, 413, 415),  # any route may answer these; routes say what else
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.add_middleware(Guard, settings=settings)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=settings.cors_origins, allow_methods=["*"], allow_headers=["*"]
        )
    services = Services(settings, Networks(time.time))
    services.find_datasets()
    app.state.services = services
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", GZipMiddleware(StaticFiles(directory=folder("static")), compresslevel=6), name="static")
    answer_every_error(app)
    return app
