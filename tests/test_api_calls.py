"""docs/api.md is true: its calls work as printed, its tables name what the code has."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
from safetensors.numpy import load

from app import errors
from app.engine.network import Network
from app.live.router import HANDLERS
from app.store.checkpoint import to_safetensors
from tests.guides import answers, blocks, guide

GUIDE = guide("docs/api.md")


@pytest.mark.slow
def test_every_printed_call_is_answered(server_url: str, tmp_path: Path) -> None:
    printed = answers("".join(blocks(GUIDE)), server_url, tmp_path)
    versions = [orjson.loads(line).get("version") for line in printed.splitlines()]
    assert versions == [1, 1, 1, 2, 3, 4, 5, None, None, None]


def test_printed_lines_rename_the_weights_as_pytorch_calls_them() -> None:
    """PyTorch itself would be a gigabyte: what its model is given is looked at in its place."""
    given: dict[str, Any] = {}
    printed = blocks(GUIDE, "python")[0]
    file = to_safetensors(Network.create(seed=1))
    reader = SimpleNamespace(torch=SimpleNamespace(load_file=lambda _: load(file)))
    exec(printed, {"safetensors": reader, "model": SimpleNamespace(load_state_dict=given.update)})
    assert {name: array.shape for name, array in given.items()} == {
        "0.weight": (16, 784),
        "0.bias": (16,),
        "2.weight": (16, 16),
        "2.bias": (16,),
        "4.weight": (10, 16),
        "4.bias": (10,),
    }


def test_every_message_that_may_be_sent_is_documented() -> None:
    table = GUIDE.split("| in | data |")[1].split("| out | data |")[0]
    rows = [line.split(" | ")[0] for line in table.splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(HANDLERS)


@pytest.mark.parametrize("error", errors.NudgeError.__subclasses__(), ids=lambda error: error.code)
def test_every_error_is_documented_with_its_status(error: type[errors.NudgeError]) -> None:
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| {error.status} |"))
    assert f"`{error.code}`" in row
