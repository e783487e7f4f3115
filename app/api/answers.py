"""Answers as JSON, and errors in their one shape."""

import math
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from app.errors import NotJson, NudgeError, Unsupported
from app.wire.encode import to_json
from app.wire.faults import from_validation

JSON = "application/json"
EVENTS = "/events"  # how the addresses of streams end: what goes on as long as it likes has no head to be had alone
_WORDS = {
    400: "invalid_json",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "too_slow",
    413: "too_large",
    429: "too_many",
}


def answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return the value as a JSON response; arrays and float32 numbers keep their shortest digits."""
    return Response(to_json(value), status, headers, JSON)


def error_answer(error: NudgeError) -> Response:
    """Return the error in its one shape, with its status."""
    wait = error.retry_after_seconds
    headers = {} if wait is None else {"Retry-After": str(math.ceil(wait))}
    return answer(error.as_dict(), error.status, headers)


def answer_every_error(app: FastAPI) -> None:
    """Make each error of the program leave in the one shape."""
    app.add_exception_handler(NudgeError, _on_ours)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_fault)


async def _on_ours(_: Request, error: Exception) -> Response:
    assert isinstance(error, NudgeError)
    return error_answer(error)


async def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = error.errors()
    if isinstance(errors[0].get("input"), bytes):  # a body that does not say that it is JSON is left unread
        said = request.headers.get("content-type")
        came = "missing" if said is None else repr(said[:100])
        return error_answer(Unsupported(f"content-type is {came}, expected application/json"))
    if errors[0]["type"] == "json_invalid":
        return error_answer(NotJson(f"the body is not JSON: {errors[0]['ctx']['error']}"))
    return error_answer(from_validation(errors))


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = _allowed(request)
    messages = {
        400: "the body could not be read as JSON",
        404: "there is nothing at this address",
        405: f"{request.method} is not possible here, expected {headers.get('Allow')}",
        408: "the body did not come to its end, and is waited for no longer",
        413: "the body is larger than this server takes",
        429: "the server has as many bodies to read as it takes at once: try again in a moment",
    }
    message = messages.get(error.status_code, str(error.detail))
    return _plain(error.status_code, _WORDS.get(error.status_code, "error"), message, headers)


def _allowed(request: Request) -> str:
    """Return every method that is possible at the request's address: one path may have several routes."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    methods = {
        method.upper()
        for template, operations in request.app.openapi()["paths"].items()
        if compile_path(template)[0].match(path)
        for method in operations
    }
    methods = methods or {"GET"}
    if "GET" in methods and not path.endswith(EVENTS):
        methods.add("HEAD")
    return ", ".join(sorted(methods))


async def _on_fault(_: Request, error: Exception) -> Response:
    return _plain(500, "fault", "the server made a mistake; it has been written to its log")


def _plain(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> Response:
    return answer({"error": {"code": code, "message": message}}, status, headers)
