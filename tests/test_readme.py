"""README's first screen works as printed."""

from pathlib import Path

import pytest

from tests.guides import answers, blocks, guide

SHELL = blocks(guide("README.md"))


def test_the_first_command_is_make_run() -> None:
    assert "make run" in SHELL[0]


@pytest.mark.slow
def test_the_curl_call_reads_the_drawn_7(server_url: str, tmp_path: Path) -> None:
    assert "http://127.0.0.1:8000/api/" in SHELL[1]
    assert '"digit":7' in answers(SHELL[1], server_url, tmp_path).replace(" ", "")
