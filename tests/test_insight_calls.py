"""The calls in docs/insight.md work as printed, one after the other."""

import re
import shutil
import subprocess
from pathlib import Path

import orjson
import pytest

GUIDE = (Path(__file__).parent.parent / "docs" / "insight.md").read_text()
CALLS = re.findall(r"^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_every_printed_call_is_answered(server_url: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    script = "set -e\n" + "".join(CALLS).replace("http://127.0.0.1:8000", server_url)
    finished = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=120)
    assert finished.returncode == 0, finished.stdout[-500:]
    answers = [orjson.loads(line) for line in finished.stdout.splitlines()]
    assert len(answers) == 14
    assert answers[-2]["version"] == 2
    assert answers[-1]["version"] == 3
