"""Whom a request comes from: the proxy that a host trusts may say so, nobody else."""

from pathlib import Path

import httpx
import pytest

from tests.live_server import free_port
from tests.server.process import served

pytestmark = pytest.mark.slow


def statuses(url: str) -> list[int]:
    """Create three networks, two of them for one stranger."""
    answers = [
        httpx.post(f"{url}/api/networks", json={"start": "untrained"}, headers={"X-Forwarded-For": address})
        for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1")
    ]
    return [answer.status_code for answer in answers]


def test_trusted_proxy_tells_the_address_whose_creations_count(tmp_path: Path) -> None:
    limited = {"NUDGE_CREATIONS_PER_HOUR": "1", "NUDGE_TRUSTED_PROXIES": "127.0.0.1"}
    with served(tmp_path, free_port(), **limited) as (url, _):
        assert statuses(url) == [201, 201, 429]


def test_without_trust_nobody_counts_as_another(tmp_path: Path) -> None:
    limited = {"NUDGE_CREATIONS_PER_HOUR": "1", "NUDGE_TRUSTED_PROXIES": "192.0.2.9"}
    with served(tmp_path, free_port(), **limited) as (url, _):
        assert statuses(url) == [201, 201, 201]  # they come from loopback, which is free
