"""The calls in docs/insight.md work as printed, one after the other."""

from pathlib import Path

import orjson
import pytest

from tests.guides import answers, blocks, guide


@pytest.mark.slow
def test_every_printed_call_is_answered(server_url: str, tmp_path: Path) -> None:
    printed = answers("".join(blocks(guide("docs/insight.md"))), server_url, tmp_path)
    found = [orjson.loads(line) for line in printed.splitlines()]
    assert len(found) == 14
    assert found[-2]["version"] == 2
    assert found[-1]["version"] == 3
