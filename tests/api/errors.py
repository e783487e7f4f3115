"""The one error shape, checked the same way everywhere."""

from typing import Any


def assert_error(response: Any, status: int, code: str, field: str | None = None) -> str:
    """Return the message of an error answer, having checked all the rest."""
    assert response.status_code == status, response.text
    body = response.json()
    assert list(body) == ["error"]
    assert body["error"]["code"] == code
    assert body["error"].get("field") == field
    assert set(body["error"]) <= {"code", "message", "field"}
    message: str = body["error"]["message"]
    return message
