"""The page itself."""

import gzip
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.templating import Jinja2Templates

from app import __version__
from app.digits.examples import EXAMPLES
from app.engine.activations import ACTIVATIONS
from app.pages.files import edition
from app.pages.folders import folder
from app.store.checkpoint import shipped_checkpoint

router = APIRouter(include_in_schema=False)
templates = Jinja2Templates(folder("templates"))

OPENING_DIGIT = 2
IMPORT = re.compile(r'^import [^;]*?"(\.[^"]+)";', re.MULTILINE)


@dataclass(frozen=True)
class Opening:
    """One of our own digits, its strokes to a thousandth."""

    digit: int
    strokes: list[list[tuple[float, float]]]


@dataclass(frozen=True)
class PageFacts:
    """What the server tells the page in its block of facts, `page-facts`."""

    root_path: str = field(metadata={"help": "the path under which a proxy serves us, '' at the top"})
    version: str = field(metadata={"help": "of the program"})
    datasets: list[str] = field(metadata={"help": "names of the datasets that are here already"})
    shipped: dict[str, dict[str, str | float | None]] = field(
        metadata={"help": "by hidden activation: what a trained network learned from, and its accuracy on MNIST's test"}
    )
    opening: Opening = field(
        metadata={"help": "the digit that the page draws by itself on a first visit, in the pace of a hand"}
    )


@router.get("/")
async def index(request: Request) -> Response:
    """Show the page. The template gets `facts`, `files` (where they are) and `modules`."""
    datasets = list(request.app.state.services.datasets)
    facts = PageFacts(request.scope.get("root_path", ""), __version__, datasets, shipped(), opening())
    found = {"facts": asdict(facts), "files": f"static/{edition()}", "modules": modules()}
    page = templates.TemplateResponse(request, "index.html", found)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return page
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(gzip.compress(page.body, compresslevel=6), media_type="text/html", headers=headers)


@cache
def shipped() -> dict[str, dict[str, str | float | None]]:
    """Return how the shipped networks were made, as far as it is known; weights that can't be read are passed over."""
    found: dict[str, dict[str, str | float | None]] = {}
    for hidden_activation in ACTIVATIONS:
        with suppress(OSError):
            facts = shipped_checkpoint(hidden_activation).facts
            if facts:
                found[hidden_activation] = {"data": facts.data, "accuracy": facts.accuracy}
    return found


@cache
def opening() -> Opening:
    """Return what the page begins with."""
    example = next(example for example in EXAMPLES if example.label == OPENING_DIGIT)
    return Opening(OPENING_DIGIT, [[(round(x, 3), round(y, 3)) for x, y in stroke] for stroke in example.strokes])


@cache
def modules() -> list[str]:
    """Return the path, in the folder of static files, of every module that main.js needs, however far down: so the page
    asks for all at once and not for one import after another. What is imported later, as chapters are, is not here."""
    static = folder("static")
    found, waiting = set[Path](), [(static / "js" / "main.js").resolve()]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += [(module.parent / path).resolve() for path in IMPORT.findall(module.read_text())]
    return sorted(path.relative_to(static.resolve()).as_posix() for path in found)
