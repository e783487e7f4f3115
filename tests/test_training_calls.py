"""docs/training.md is true: its calls work as printed, one after another."""

import re
from pathlib import Path

import pytest

from tests.guides import answers, blocks, guide


@pytest.mark.slow
def test_every_printed_call_is_answered_by_no_error(server_url: str, tmp_path: Path) -> None:
    leave = "trap 'kill $! 2> /dev/null || true' EXIT\n"  # or what streams would be waited for after an error
    script = leave + "echo;".join(["", *blocks(guide("docs/training.md"))]) + "wait\n"
    script = re.sub(r"^curl (?!-sN)", "curl -s --fail-with-body ", script, flags=re.MULTILINE)
    answers(script, server_url, tmp_path)
    frames = re.findall(r'"state":"(\w+)"', (tmp_path / "frames.txt").read_text())
    assert frames[-1] == "stopped"
