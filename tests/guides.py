"""The guides, and their calls made as printed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def guide(name: str) -> str:
    """Return the text of a file, as "docs/api.md"."""
    return (ROOT / name).read_text()


def blocks(text: str, language: str = "sh") -> list[str]:
    """Return the blocks of code in a text that are of this language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def answers(script: str, server_url: str, cwd: Path) -> str:
    """Run a script at this server instead of the printed one, and return what it printed."""
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    script = re.sub("(http://127.0.0.1|localhost):8000", server_url, script)
    run = subprocess.run(["sh", "-ec", script], cwd=cwd, capture_output=True, text=True, timeout=200)
    assert run.returncode == 0, run.stdout[-500:] + run.stderr[-500:]
    return run.stdout
