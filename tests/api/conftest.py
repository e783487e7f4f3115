"""A program to ask, and a network in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(data_dir=tmp_path))) as client:
        yield client


@pytest.fixture
def network(client: TestClient) -> str:
    """The address of an untrained network."""
    order = {"start": "untrained", "hidden_activation": "sigmoid", "seed": 1}
    network_id: str = client.post("/api/networks", json=order).json()["id"]
    return f"/api/networks/{network_id}"
