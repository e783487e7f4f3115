"""Query parameters: a misspelt one is refused, not passed over in silence."""

from starlette.requests import HTTPConnection

from app.errors import InvalidInput


async def only_known(connection: HTTPConnection) -> None:
    """Raise InvalidInput for a query parameter that OpenAPI does not document. Pages and sockets may have any."""
    if not connection.query_params:
        return
    path = getattr(connection.scope.get("route"), "path", "")
    operation = connection.app.openapi()["paths"].get(path, {}).get(connection.scope.get("method", "").lower())
    if operation is None:
        return
    known = sorted(found["name"] for found in operation.get("parameters", []) if found["in"] == "query")
    unknown = sorted(set(connection.query_params) - set(known))
    if unknown:
        expected = f"one of {', '.join(known)}" if known else "none"
        raise InvalidInput(f"query parameter is {unknown[0][:40]!r}, expected {expected}", field=unknown[0][:40])
