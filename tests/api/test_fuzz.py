"""Random requests, made from the API's own description, find no fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings

app = create_app(Settings(data_dir=Path("/nonexistent")))
# A stream of events has no end that a fuzzer could wait for.
schema = schemathesis.openapi.from_asgi("/openapi.json", app).exclude(path_regex="/events$")
network_id = TestClient(app).post("/api/networks", json={"start": "untrained"}).json()["id"]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """One event loop for all requests, as a server has: the worker processes report to it."""
    with TestClient(app) as client:
        yield client


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_request_breaks_a_promise(case: schemathesis.Case, client: TestClient) -> None:
    """Every request meets a network that is there, unless that is what it tries to break."""
    if case.path_parameters and "network_id" in case.path_parameters and case.method != "DELETE":
        case.path_parameters["network_id"] = network_id
    case.call_and_validate(session=client)
