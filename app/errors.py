"""The one family of errors, and the one shape in which they leave the program.

NudgeError
├── InvalidInput        422  a value of the wrong shape, type or range
│   └── ShapeError           an array of the wrong shape
├── NotJson             400  a body that can't be read
├── WrongHost           400  the request names a host that is not served here
├── Forbidden           403  not for you, or not from there
├── NotFound            404  nothing has that name or id
├── Conflict            409  the thing is busy or in the wrong state for this
├── TooLarge            413  more than one request may carry
├── Unsupported         415  a form of body that nobody here reads
├── TooMany             429  a limit of rate or count is reached
├── StorageFull         507  no room to keep another network
└── Unavailable         503  not ready yet, or gone for the moment

Every message says what came and what was expected.
"""

from typing import ClassVar


class NudgeError(Exception):
    """Base of the family: an error that a user can read and act on.

    code:  a short word for programs, e.g. "invalid_input"
    field: where in the request it lies, e.g. "examples.3.label"; None if nowhere in particular
    retry_after_seconds: when trying again may help; None if it will not
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500

    def __init__(self, message: str, *, field: str | None = None, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.retry_after_seconds = retry_after_seconds

    def as_dict(self) -> dict[str, dict[str, str]]:
        """Return the one JSON shape of an error: {"error": {"code", "message", "field"?}}."""
        error = {"code": self.code, "message": self.message}
        if self.field is not None:
            error["field"] = self.field
        return {"error": error}


class InvalidInput(NudgeError):
    """A value of the wrong shape, type or range."""

    code = "invalid_input"
    status = 422


class ShapeError(InvalidInput):
    """An array of the wrong shape."""

    code = "wrong_shape"


class NotJson(NudgeError):
    """A body that can't be read."""

    code = "invalid_json"
    status = 400


class WrongHost(NudgeError):
    """The request names a host that is not served here."""

    code = "wrong_host"
    status = 400


class Forbidden(NudgeError):
    """Not for you, or not from there."""

    code = "forbidden"
    status = 403


class NotFound(NudgeError):
    """Nothing has that name or id."""

    code = "not_found"
    status = 404


class Conflict(NudgeError):
    """The thing is busy, or in the wrong state for this."""

    code = "conflict"
    status = 409


class TooLarge(NudgeError):
    """More than one request may carry."""

    code = "too_large"
    status = 413


class Unsupported(NudgeError):
    """A form of body that nobody here reads."""

    code = "unsupported"
    status = 415


class TooMany(NudgeError):
    """A limit of rate or count is reached."""

    code = "too_many"
    status = 429


class StorageFull(NudgeError):
    """No room to keep another network."""

    code = "storage_full"
    status = 507


class Unavailable(NudgeError):
    """Not ready yet, or gone for the moment."""

    code = "unavailable"
    status = 503
