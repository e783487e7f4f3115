"""A download as an answer."""

from typing import Any

from pydantic import Field

from app.digits.download_job import DownloadProgress, DownloadState
from app.wire.answers import Answer, Fault

Json = dict[str, Any]


NO_FAULT = Fault(code="", message="")


class DownloadAnswer(Answer):
    """How far MNIST's download is."""

    state: DownloadState
    received_bytes: int
    total_bytes: int
    allowed: bool = Field(description="whether you may start it")
    error: Fault = Field(default=NO_FAULT, description="only after a failed try: why; starting again is safe")


def download_answer(progress: DownloadProgress, allowed: bool) -> Json:
    """Return the progress, and whether who asks may start it."""
    answer: Json = {
        "state": progress.state,
        "received_bytes": progress.received_bytes,
        "total_bytes": progress.total_bytes,
        "allowed": allowed,
    }
    return answer | (progress.error.as_dict() if progress.error else {})
