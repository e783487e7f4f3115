"""Settings: read from the environment, refused with a sentence, and every one documented with its reason."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from app.errors import InvalidInput
from app.settings import Settings, user_data_dir

OPERATIONS = Path(__file__).parent.parent / "docs" / "operations.md"


def shown(value: Any) -> str:
    """Return a default as the documentation writes it."""
    if value == user_data_dir():
        return "`~/.local/share/nudge`"
    if isinstance(value, tuple):
        value = ",".join(value)
    return f"`{value}`" if value not in (None, "") else "–"


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_every_setting_is_documented_with_its_default_and_its_reason(setting: Any) -> None:
    row = f"| `NUDGE_{setting.name.upper()}` | {shown(setting.default)} | {setting.metadata['why']} |"
    assert row in OPERATIONS.read_text().splitlines()


def test_documentation_names_no_setting_that_is_not_there() -> None:
    rows = [line.split("`")[1] for line in OPERATIONS.read_text().splitlines() if line.startswith("| `NUDGE_")]
    assert rows == [f"NUDGE_{setting.name.upper()}" for setting in fields(Settings)]


def test_environment_is_read_in_the_type_of_each_setting() -> None:
    environment = {
        "NUDGE_PORT": "81",
        "NUDGE_ALLOWED_HOSTS": "a.example, b.example",
        "NUDGE_MNIST_DIR": "/data",
        "NUDGE_NETWORK_UNUSED_DAYS": "0.5",
        "PATH": "/bin",
    }
    assert Settings.from_environment(environment, host="::1") == Settings(
        host="::1",
        port=81,
        allowed_hosts=("a.example", "b.example"),
        mnist_dir=Path("/data"),
        network_unused_days=0.5,
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("NUDGE_PORT", "http", "NUDGE_PORT is 'http', expected a whole number"),
        ("NUDGE_SOCKETS", "-1", "sockets is -1, expected a number from 0"),
        ("NUDGE_LOG_FORMAT", "xml", "log_format is 'xml', expected 'text' or 'json'"),
        ("NUDGE_ROOT_PATH", "nudge/", "root_path is 'nudge/', expected e.g. '/nudge'"),
        ("NUDGE_PROT", "80", "no setting is called NUDGE_PROT, expected one of NUDGE_ALLOWED_HOSTS, "),
    ],
)
def test_wrong_value_is_told_what_was_expected(name: str, text: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Settings.from_environment({name: text})
    assert refused.value.message.startswith(message)
