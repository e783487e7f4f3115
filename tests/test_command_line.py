"""The commands `data` and `train`, run as a user runs them."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app import __main__ as command_line
from app.engine.network import Network
from app.store.checkpoint import read_checkpoint
from app.training.recipe import Made, Progress, accuracy
from tests.digits.mirror import CONTENT, mirror, refusing_url, source
from tests.digits.test_mnist import idx
from tests.live_server import ROOT
from tests.training.test_recipe import bars


@pytest.fixture(autouse=True)
def empty_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUDGE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("NUDGE_MNIST_DIR", raising=False)
    monkeypatch.setattr(command_line, "MNIST", source())


@pytest.fixture
def digits_like_mnist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put files like MNIST's where the command looks for them."""
    for name, split in (("train", bars(1_200, seed=1)), ("t10k", bars(200, seed=2))):
        (tmp_path / f"{name}-images-idx3-ubyte").write_bytes(idx(split.images.reshape(-1, 28, 28)))
        (tmp_path / f"{name}-labels-idx1-ubyte").write_bytes(idx(split.labels))
    monkeypatch.setenv("NUDGE_MNIST_DIR", str(tmp_path))


def test_data_downloads_into_the_data_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with mirror() as good:
        assert command_line.main(["data", "--mirror", good.url]) == 0
    assert (tmp_path / "data" / "datasets" / "mnist" / "digits").read_bytes() == CONTENT
    assert "100%" in capsys.readouterr().err


def test_data_says_what_went_wrong_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    with mirror("wrong content") as bad:
        assert command_line.main(["data", "--mirror", refusing_url(), "--mirror", bad.url]) == 2
    told = capsys.readouterr().err
    assert "can't be reached" in told and "sha256" in told


def test_train_without_mnist_says_how_to_get_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["train"]) == 2
    assert "python -m app data" in capsys.readouterr().err


@pytest.mark.slow
def test_train_writes_a_checkpoint_that_tells_how_it_was_made(tmp_path: Path, digits_like_mnist: None) -> None:
    output = tmp_path / "made.safetensors"
    arguments = ["train", "--hidden-activation", "relu", "--seed", "5", "--epochs", "1", "--handwritten", "200"]
    assert command_line.main([*arguments, "--output", str(output)]) == 0
    made = read_checkpoint(output)
    assert made.network.hidden_activation == "relu"
    assert made.facts is not None and made.facts.accuracy is not None
    assert made.facts.recipe == "python -m app train --hidden-activation relu --seed 5 --epochs 1 --handwritten 200"
    assert made.facts.accuracy == pytest.approx(accuracy(made.network, bars(200, seed=2)))


def test_control_c_keeps_the_best_so_far(
    tmp_path: Path, digits_like_mnist: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    networks = [Network.create(seed=seed) for seed in (1, 2)]

    def interrupted(*_: object) -> Iterator[Progress]:
        for done, (network, held_out) in enumerate(zip(networks, (0.9, 0.8), strict=True), start=1):
            yield Progress("it learns alone", done, 10, Made(network, alone=True, accuracy=held_out))
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "train", interrupted)
    output = tmp_path / "made.safetensors"
    assert command_line.main(["train", "--output", str(output)]) == 0
    assert np.array_equal(read_checkpoint(output).network.weights[0], networks[0].weights[0])


def test_control_c_before_anything_was_learned_writes_nothing(
    tmp_path: Path, digits_like_mnist: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> Iterator[Progress]:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(command_line, "train", interrupted)
    assert command_line.main(["train", "--output", str(tmp_path / "made.safetensors")]) == 1
    assert not (tmp_path / "made.safetensors").exists()


@pytest.mark.parametrize(("given", "used"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")])
def test_a_process_has_one_blas_thread_unless_told_otherwise(given: dict[str, str], used: str) -> None:
    asked = "import app, os; print(os.environ['OPENBLAS_NUM_THREADS'])"
    told = subprocess.run(
        [sys.executable, "-c", asked], env=given, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == used


@pytest.mark.parametrize("option", [("--seed", "-1"), ("--epochs", "0"), ("--handwritten", "many")])
def test_a_senseless_number_is_refused_with_what_was_expected(
    option: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command_line.main(["train", f"{option[0]}={option[1]}"])
    assert f"it is '{option[1]}', expected a whole number from" in capsys.readouterr().err
