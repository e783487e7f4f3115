"""What OpenAPI says beside the code: errors, examples, and what each group of routes is about."""

from typing import Any

from pydantic import BaseModel

from app.wire.answers import ErrorAnswer

Responses = dict[int | str, dict[str, Any]]

TAGS = [
    {"name": "networks", "description": "A network of your own. Its id is all that is needed to use it."},
    {"name": "passes", "description": "Forward, backward, and the step they lead to."},
    {"name": "insight", "description": "What the chapters of the page show: facts that add up, for programs."},
    {"name": "weights", "description": "All 13,002 parameters, out and in."},
    {"name": "training", "description": "Let a network learn, and watch it; comparisons of runs; how well it reads."},
    {"name": "datasets", "description": "Labelled digits."},
    {"name": "health", "description": "For whoever runs the server."},
]

_MEANINGS = {
    400: "The body is not JSON, or the host is not served here",
    403: "The request comes from another site's page",
    404: "There is no such thing",
    408: "The body does not come to its end",
    409: "It is busy, or in the wrong state for this",
    415: "The body is in a form that is not read here",
    413: "The body is too large",
    422: "A value has the wrong shape, type or range",
    429: "A limit of rate or count is reached",
    503: "Not ready yet",
    507: "No room to keep another network",
}


def responses(model: type[BaseModel] | None, *errors: int, status: int = 200, example: Any = None) -> Responses:
    """Return the documentation of a route's answers: the good one, and the errors it may give.

    Every route may answer 400 (another host) and 422 as well.
    """
    found: Responses = {
        code: {"model": ErrorAnswer, "description": _MEANINGS[code]} for code in sorted({400, 422, *errors})
    }
    if model is not None:
        found[status] = {"model": model, "description": (model.__doc__ or "").strip()}
        if example is not None:
            found[status]["content"] = {"application/json": {"example": example}}
    return found


def events(name: str, *errors: int) -> Responses:
    """Return the same of a route that streams server-sent events of that name, with JSON as their data."""
    data = {"type": "string", "contentMediaType": "application/json"}
    event = {"type": "object", "properties": {"event": {"const": name}, "data": data}, "required": ["event", "data"]}
    found = responses(None, *errors)
    found[200] = {"description": "Server-sent events", "content": {"text/event-stream": {"schema": event}}}
    return found


OF_A_NETWORK = (404,)
CHANGES = (403, 404, 409, 413)

NETWORK_EXAMPLE = {
    "id": "V2hhdCBldmVyeSBuZXVyb24gd2lzaGVz",
    "sizes": [784, 16, 16, 10],
    "hidden_activation": "sigmoid",
    "start": "untrained",
    "seed": 7,
    "version": 1,
    "step": 0,
    "undo_depth": 0,
}
STEP_EXAMPLE = {"version": 2, "step": 1, "cost_before": 2.3170917, "cost_after": 1.0942541}
SPLIT_EXAMPLE = {"count": 2, "labels": [0, 1, 1, 0, 0, 0, 0, 0, 0, 0]}
DATASET_EXAMPLE = {"name": "examples", "splits": {"train": SPLIT_EXAMPLE, "test": SPLIT_EXAMPLE}}
