"""README's first screen works as printed."""

import re
import subprocess
from pathlib import Path

import pytest

README = (Path(__file__).parent.parent / "README.md").read_text()
SHELL = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_first_command_is_make_run() -> None:
    assert "make run" in SHELL[0]


@pytest.mark.slow
def test_the_curl_call_reads_the_drawn_7(server_url: str) -> None:
    printed = SHELL[1]
    assert "http://127.0.0.1:8000/api/" in printed
    script = printed.replace("http://127.0.0.1:8000", server_url)
    answer = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=60)
    assert '"digit":7' in answer.stdout.replace(" ", "")
