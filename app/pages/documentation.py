"""/docs: the API's description as a page to read and try, from files on this machine and without inline script."""

import importlib.util
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.responses import FileResponse

from app.errors import NotFound
from app.pages.router import templates

router = APIRouter(prefix="/docs", include_in_schema=False)

FILES = ("swagger-ui-bundle.js", "swagger-ui.css")
# Swagger UI draws its icons from data: addresses and sets styles on its elements.
POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"


def _folder() -> Path:
    """Return where the package swagger-ui-py keeps its files, without running its code."""
    spec = importlib.util.find_spec("swagger_ui")
    assert spec is not None and spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "static"


@router.get("")
async def docs(request: Request) -> Response:
    """Show the API."""
    return templates.TemplateResponse(request, "docs.html", headers={"Content-Security-Policy": POLICY})


@router.get("/{name}")
async def docs_file(name: str) -> Response:
    """Return one of the files that the page needs."""
    if name not in FILES:
        raise NotFound("there is nothing at this address")
    return FileResponse(_folder() / name, headers={"Cache-Control": "max-age=86400"})
