"""Weights go out and come back the same, and nothing else comes in."""

import io
import json
import os
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load, save

from app.digits.mnist import find
from app.engine.network import Network
from app.errors import InvalidInput, NudgeError, ShapeError, TooLarge
from app.store.checkpoint import (
    Checkpoint,
    Facts,
    from_npz,
    from_safetensors,
    read_checkpoint,
    shipped_checkpoint,
    to_arrays,
    to_npz,
    to_safetensors,
    write_checkpoint,
)
from app.training.recipe import accuracy

RELU = Network.create(hidden_activation="relu", seed=3)
FACTS = Facts(data="MNIST", seed=3, recipe="python -m app train --seed 3", accuracy=0.965)


def as_npz(arrays: dict[str, np.ndarray]) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def parameters(network: Network) -> list[np.ndarray]:
    return [*network.weights, *network.biases]


FORMS = pytest.mark.parametrize(
    ("write", "read", "pack"), [(to_safetensors, from_safetensors, save), (to_npz, from_npz, as_npz)]
)


@FORMS
def test_a_network_comes_back_bit_for_bit_with_its_activation(write, read, pack) -> None:  # type: ignore[no-untyped-def]
    back = read(write(RELU))
    assert back.hidden_activation == "relu"
    assert all(np.array_equal(a, b) for a, b in zip(parameters(back), parameters(RELU), strict=True))


def test_any_reader_of_the_formats_finds_the_arrays_by_name() -> None:
    names = ["biases.0", "biases.1", "biases.2", "weights.0", "weights.1", "weights.2"]
    assert sorted(load(to_safetensors(RELU))) == names
    with np.load(io.BytesIO(to_npz(RELU)), allow_pickle=False) as arrays:
        assert sorted(arrays.files) == sorted([*names, "hidden_activation"])
        assert arrays["weights.0"].shape == (16, 784)


def test_a_checkpoint_keeps_the_facts_of_its_making(tmp_path: Path) -> None:
    write_checkpoint(tmp_path / "relu.safetensors", Checkpoint(RELU, FACTS))
    assert read_checkpoint(tmp_path / "relu.safetensors").facts == FACTS


def test_a_checkpoint_without_facts_is_still_a_network(tmp_path: Path) -> None:
    write_checkpoint(tmp_path / "relu.safetensors", Checkpoint(RELU, None))
    assert read_checkpoint(tmp_path / "relu.safetensors").facts is None


@pytest.mark.parametrize("hidden_activation", ["sigmoid", "relu"])
def test_a_trained_network_of_each_kind_is_shipped_and_says_how_it_was_made(hidden_activation: str) -> None:
    shipped = shipped_checkpoint(hidden_activation)
    assert (shipped.network.hidden_activation, shipped.network.sizes) == (hidden_activation, (784, 16, 16, 10))
    assert shipped.facts is not None and shipped.facts.accuracy is not None
    assert shipped.facts.accuracy >= 0.95
    assert shipped.facts.recipe.startswith("python -m app train")


def test_no_other_kind_is_shipped() -> None:
    with pytest.raises(InvalidInput, match=r"'tanh', expected one of \['relu', 'sigmoid'\]"):
        shipped_checkpoint("tanh")


@pytest.mark.skipif("NUDGE_MNIST_DIR" not in os.environ, reason="NUDGE_MNIST_DIR is not set")
@pytest.mark.parametrize("hidden_activation", ["sigmoid", "relu"])
def test_a_shipped_network_is_as_accurate_as_it_says(tmp_path: Path, hidden_activation: str) -> None:
    digits = find([Path(os.environ["NUDGE_MNIST_DIR"])], cache=tmp_path)
    shipped = shipped_checkpoint(hidden_activation)
    assert digits is not None and shipped.facts is not None
    assert accuracy(shipped.network, digits.test) == pytest.approx(shipped.facts.accuracy, abs=2e-4)


def test_unreadable_facts_are_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.safetensors").write_bytes(to_safetensors(RELU, {"facts": '{"colour": "blue"}'}))
    with pytest.raises(InvalidInput, match="colour"):
        read_checkpoint(tmp_path / "odd.safetensors")


def test_another_format_version_is_refused() -> None:
    with pytest.raises(InvalidInput, match="format version is 2, expected 1"):
        from_safetensors(to_safetensors(RELU, {"format_version": "2"}))


@FORMS
def test_float64_is_taken_and_rounded(write, read, pack) -> None:  # type: ignore[no-untyped-def]
    arrays = {name: array.astype(np.float64) for name, array in to_arrays(RELU).items()}
    assert np.array_equal(read(pack(arrays)).weights[1], RELU.weights[1])


@FORMS
def test_a_file_that_does_not_tell_its_activation_gets_the_one_asked_for(write, read, pack) -> None:  # type: ignore[no-untyped-def]
    assert read(pack(to_arrays(RELU)), hidden_activation="relu").hidden_activation == "relu"


@FORMS
@pytest.mark.parametrize(
    ("name", "array", "error", "says"),
    [
        (
            "weights.1",
            np.zeros((16, 15), np.float32),
            ShapeError,
            r"weights.1 has shape \(16, 15\), expected \(16, 16\)",
        ),
        ("biases.2", np.zeros(11, np.float32), ShapeError, r"biases.2 has shape \(11,\)"),
        ("biases.0", np.zeros(16, np.int64), InvalidInput, "biases.0 is int64, expected float32 or float64"),
        ("biases.0", np.full(16, np.nan, np.float32), InvalidInput, "biases.0 holds a number that is not finite"),
        ("biases.0", np.full(16, 1e300), InvalidInput, "not finite in float32"),
        ("extra", np.zeros(1, np.float32), InvalidInput, "extra"),
    ],
)
def test_what_does_not_fit_is_refused(write, read, pack, name, array, error, says) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error, match=says):
        read(pack({**to_arrays(RELU), name: array}))


@FORMS
def test_a_missing_layer_is_refused(write, read, pack) -> None:  # type: ignore[no-untyped-def]
    arrays = to_arrays(RELU)
    del arrays["weights.2"]
    with pytest.raises(InvalidInput, match="expected .*weights.2"):
        read(pack(arrays))


@FORMS
def test_more_than_a_mebibyte_is_not_even_looked_at(write, read, pack) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TooLarge, match="1048577 bytes"):
        read(bytes(2**20 + 1))


def test_a_zip_bomb_is_refused() -> None:
    file = io.BytesIO()
    np.savez_compressed(file, bomb=np.zeros(10_000_000))
    assert len(file.getvalue()) < 2**20
    with pytest.raises(TooLarge, match="1 arrays unpack to 80000128 bytes"):
        from_npz(file.getvalue())


def test_a_header_that_promises_more_than_the_file_holds_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, archive.open("weights.0.npy", "w") as member:
        np.lib.format.write_array_header_1_0(member, {"descr": "<f4", "fortran_order": False, "shape": (10**6, 10**6)})
    with pytest.raises(InvalidInput, match=r"promises shape \(1000000, 1000000\), more than it holds"):
        from_npz(file.getvalue())


class Harmful:
    """An object that would run code when unpickled."""

    def __reduce__(self) -> tuple[type[BaseException], tuple[str]]:
        return SystemExit, ("the pickle was opened",)


def test_a_pickle_inside_an_npz_is_never_opened() -> None:
    file = io.BytesIO()
    np.savez(file, **{"weights.0": np.array([Harmful()], dtype=object)})
    with pytest.raises(InvalidInput):
        from_npz(file.getvalue())
    with pytest.raises(InvalidInput):
        from_npz(pickle.dumps(Harmful()))


@FORMS
@given(data=st.data())
def test_a_damaged_file_is_a_network_or_an_error_of_ours(write, read, pack, data) -> None:  # type: ignore[no-untyped-def]
    content = bytearray(write(RELU))
    for _ in range(data.draw(st.integers(1, 4))):
        # the headers lie at the beginning of one format, and at the end of the other
        place = data.draw(st.integers(-900, 900))
        content[place] = data.draw(st.integers(0, 255))
    try:
        read(bytes(content[: data.draw(st.integers(0, len(content)))]))
    except NudgeError as error:
        assert json.dumps(error.as_dict())
