"""Alive, and ready."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.api.errors import assert_error


def test_server_is_alive_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_store_that_cannot_be_written_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(Settings(data_dir=tmp_path, store=str(tmp_path / "kept.sqlite")))
    with TestClient(app) as client:
        shelf = app.state.services.networks._shelf
        shelf._connection.execute("PRAGMA query_only = ON")  # what a full disk or a lost mount comes to
        assert "can't be written" in assert_error(client.get("/readyz"), 507, "storage_full")
        assert client.get("/healthz").status_code == 200
        shelf._connection.execute("PRAGMA query_only = OFF")


def test_server_without_weights_is_not_ready(
    tmp_path: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.checkpoint.SHIPPED", tmp_path)
    assert client.get("/readyz").status_code == 503
