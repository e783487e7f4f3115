"""What pyproject.toml asks for is pinned, by hash, and from no particular place."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def plain(name: str) -> str:
    """Return a requirement's name as the index writes it: no version, no extras, small letters."""
    return re.split(r"[\[<>=!~; ]", name)[0].lower().replace("_", "-").replace(".", "-")


def pinned(requirements: str) -> set[str]:
    return {plain(name) for name in re.findall(r"^([a-zA-Z][^ ]*)==", (ROOT / requirements).read_text(), re.MULTILINE)}


def test_every_dependency_is_pinned() -> None:
    missing = {plain(name) for name in PROJECT["project"]["dependencies"]} - pinned("requirements.txt")
    assert missing == set(), "run make lock"


def test_every_development_tool_is_pinned_beside_every_dependency() -> None:
    wanted = {plain(name) for name in PROJECT["dependency-groups"]["dev"]}
    missing = (wanted | pinned("requirements.txt")) - pinned("requirements-dev.txt")
    assert missing == set(), "run make lock"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "package-lock.json"])
def test_lock_files_hold_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "sha256:" in text or "sha512-" in text
    assert re.findall(r"(?:https?|file)://(?!opencollective|github\.com/sponsors)\S+", text) == []
