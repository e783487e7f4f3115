"""Random requests to a live server, made from the API's own description, find no fault."""

from collections.abc import Iterator

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from app.main import create_app
from app.settings import Settings
from tests.live_server import live_server

# A stream of events has no end that a fuzzer could wait for, and no schema tells which bytes are a safetensors file.
schema = schemathesis.openapi.from_dict(create_app(Settings()).openapi()).exclude(path_regex="(/events|/weights/file)$")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that downloads nothing, whatever it is asked."""
    with live_server(tmp_path_factory.mktemp("data"), env={"NUDGE_MNIST_DOWNLOAD": "nobody"}) as url:
        yield url


@pytest.fixture(scope="module")
def network_id(address: str) -> str:
    """A network that is there."""
    found: str = httpx.post(f"{address}/api/networks", json={"start": "untrained"}).json()["id"]
    return found


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_request_breaks_a_promise(case: schemathesis.Case, address: str, network_id: str) -> None:
    """Every request meets a network that is there, unless that is what it tries to break."""
    if case.path_parameters and "network_id" in case.path_parameters and case.method != "DELETE":
        case.path_parameters["network_id"] = network_id
    case.call_and_validate(base_url=address)
