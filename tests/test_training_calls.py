"""docs/training.md is true: its calls work as printed, one after another."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

GUIDE = (Path(__file__).parent.parent / "docs" / "training.md").read_text()
CALLS = re.findall(r"^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_every_printed_call_is_answered_by_no_error(server_url: str, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    leave = "trap 'kill $! 2> /dev/null || true' EXIT\n"  # or what streams would be waited for after an error
    script = "set -e\n" + leave + "echo;".join(["", *CALLS]) + "wait\n"
    script = re.sub(r"^curl (?!-sN)", "curl -s --fail-with-body ", script, flags=re.MULTILINE)
    script = script.replace("localhost:8000", server_url.removeprefix("http://"))
    finished = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=200)
    assert finished.returncode == 0, finished.stdout[-500:] + finished.stderr[-500:]
    frames = re.findall(r'"state":"(\w+)"', (tmp_path / "frames.txt").read_text())
    assert frames[-1] == "stopped"
