"""The example programs do what examples/README.md says, on any machine that has their language."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
COMMANDS = {".py": sys.executable, ".mjs": "node", ".sh": "sh"}
PROGRAMS = sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in COMMANDS)


def run(name: str, server_url: str) -> str:
    """Return what an example prints."""
    command = COMMANDS[Path(name).suffix]
    if shutil.which(command) is None:
        pytest.skip(f"{command} is not installed")
    program = [command, str(EXAMPLES / name), server_url]
    finished = subprocess.run(program, capture_output=True, text=True, timeout=120)
    assert finished.stderr == ""
    assert finished.returncode == 0
    return finished.stdout


def test_every_program_is_introduced() -> None:
    introduced = (EXAMPLES / "README.md").read_text()
    assert [name for name in PROGRAMS if f"examples/{name}" not in introduced] == []


@pytest.mark.slow
def test_every_language_reads_the_seven_alike(server_url: str) -> None:
    shell, python, javascript = (run(name, server_url) for name in ("read.sh", "read.py", "read.mjs"))
    assert python == javascript
    assert python.startswith("reads as 7\n")
    assert '"digit":7' in shell.replace(" ", "")


@pytest.mark.slow
def test_nudges_raise_the_wanted_digit_and_lower_every_other(server_url: str) -> None:
    lines = [line.split() for line in run("nudges.py", server_url).splitlines()]
    wishes = {line[0]: line[-1] for line in lines if line[-1] in ("raise", "lower")}
    assert wishes == {str(digit): "raise" if digit == 2 else "lower" for digit in range(10)}


@pytest.mark.slow
def test_learning_prints_frames_up_to_the_last_step(server_url: str) -> None:
    last = run("learn.py", server_url).splitlines()[-1].split()
    assert last[1] == "2000"
    assert last[-1] == "finished"


@pytest.mark.slow
def test_weights_taken_home_read_as_the_server_does(server_url: str) -> None:
    there, here = (line.split()[-2:] for line in run("take_home.py", server_url).splitlines())
    assert there[0] == here[0]
    assert float(there[1].strip(":")) == pytest.approx(float(here[1]), abs=1e-5)
