"""Random requests to a live server, made from the API's own description, find no fault."""

import time
from collections.abc import Iterator

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from app.engine.network import Network
from app.main import create_app
from app.settings import Settings
from app.store.checkpoint import to_npz, to_safetensors
from tests.live_server import live_server

schema = schemathesis.openapi.from_dict(create_app(Settings()).openapi())
# No schema tells which bytes are a file of weights; of those that are not, tests of the checkpoints try many.
FILES = [write(Network.create(seed=seed)) for write in (to_safetensors, to_npz) for seed in range(3)]
schemathesis.openapi.media_type("application/octet-stream", st.sampled_from(FILES))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that downloads nothing, whatever it is asked."""
    with live_server(tmp_path_factory.mktemp("data"), env={"NUDGE_MNIST_DOWNLOAD": "nobody"}) as url:
        yield url


def create(address: str) -> str:
    found: str = httpx.post(f"{address}/api/networks", json={"start": "untrained"}).json()["id"]
    return found


@pytest.fixture(scope="module")
def network_id(address: str) -> str:
    """A network that is there."""
    return create(address)


@pytest.fixture(scope="module")
def ended_id(address: str) -> str:
    """A network whose run is over, so that a stream of its events has an end that can be waited for."""
    network = f"{address}/api/networks/{create(address)}"
    httpx.post(f"{network}/training", json={"dataset": "examples", "steps": 1}).raise_for_status()
    while httpx.get(f"{network}/training").json()["state"] != "finished":
        time.sleep(0.05)  # polling another process: there is nothing here to wait on
    return network.rpartition("/")[2]


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_request_breaks_a_promise(case: schemathesis.Case, address: str, network_id: str, ended_id: str) -> None:
    """Every request meets a network that is there, unless that is what it tries to break."""
    if case.path_parameters and "network_id" in case.path_parameters and case.method != "DELETE":
        case.path_parameters["network_id"] = ended_id if case.path.endswith("/events") else network_id
    case.call_and_validate(base_url=address, timeout=120)  # seconds; some work takes a while
