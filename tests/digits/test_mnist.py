"""MNIST is found wherever it lies, packed or not, and Fashion-MNIST by the same code."""

import gzip
import os
import struct
from pathlib import Path

import numpy as np
import pytest

from app.digits import mnist
from app.digits.dataset import Dataset, Split, as_inputs
from app.errors import InvalidInput, NotFound, ShapeError

NEEDS_MNIST = pytest.mark.skipif("NUDGE_MNIST_DIR" not in os.environ, reason="NUDGE_MNIST_DIR is not set")


def idx(values: np.ndarray) -> bytes:
    return bytes([0, 0, 8, values.ndim]) + struct.pack(f">{values.ndim}I", *values.shape) + values.tobytes()


def dataset_files(first_pixel: int = 7, label: int = 3) -> dict[str, bytes]:
    """Return four idx files by name: five images to learn from, two to be tested on."""
    files = {}
    for split, count in (("train", 5), ("t10k", 2)):
        images, labels = np.zeros((count, 28, 28), np.uint8), np.full(count, label, np.uint8)
        images[0, 0, 0] = first_pixel
        files |= {f"{split}-images-idx3-ubyte": idx(images), f"{split}-labels-idx1-ubyte": idx(labels)}
    return files


def write_dataset(folder: Path, packed: bool = False, first_pixel: int = 7, label: int = 3) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in dataset_files(first_pixel, label).items():
        (folder / (f"{name}.gz" if packed else name)).write_bytes(gzip.compress(content) if packed else content)


@pytest.mark.parametrize("packed", [False, True])
def test_the_four_files_become_two_memory_mapped_splits(tmp_path: Path, packed: bool) -> None:
    write_dataset(tmp_path / "here", packed)
    found = mnist.find([tmp_path / "here"], cache=tmp_path / "cache")
    assert found is not None
    assert (found.name, len(found.train), len(found.test)) == ("mnist", 5, 2)
    assert found.train.images.shape == (5, 784)
    assert isinstance(found.train.images, np.memmap)
    assert (found.test.images[0, 0], found.test.labels.tolist()) == (7, [3, 3])


def test_the_first_folder_that_has_it_wins(tmp_path: Path) -> None:
    write_dataset(tmp_path / "second", first_pixel=2)
    write_dataset(tmp_path / "third", first_pixel=3)
    found = mnist.find([tmp_path / "first", tmp_path / "second", tmp_path / "third"], cache=tmp_path / "cache")
    assert found is not None and found.train.images[0, 0] == 2


def test_nothing_there_or_only_a_part_is_none(tmp_path: Path) -> None:
    write_dataset(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte").unlink()
    assert mnist.find([tmp_path], cache=tmp_path / "cache") is None


def test_fashion_mnist_loads_by_the_same_code_from_a_folder_of_its_name(tmp_path: Path) -> None:
    write_dataset(tmp_path, first_pixel=1)
    write_dataset(tmp_path / "fashion-mnist", packed=True, first_pixel=2)
    digits, clothes = (mnist.find([tmp_path], tmp_path / "cache", name) for name in ("mnist", "fashion-mnist"))
    assert digits is not None and digits.train.images[0, 0] == 1
    assert clothes is not None and clothes.train.images[0, 0] == 2


def test_images_of_another_size_are_refused(tmp_path: Path) -> None:
    write_dataset(tmp_path)
    (tmp_path / "train-images-idx3-ubyte").write_bytes(idx(np.zeros((5, 32, 32), np.uint8)))
    with pytest.raises(InvalidInput, match=r"\(5, 32, 32\), expected \(n, 28, 28\)"):
        mnist.find([tmp_path], cache=tmp_path / "cache")


def test_fewer_labels_than_images_are_refused(tmp_path: Path) -> None:
    write_dataset(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(np.zeros(4, np.uint8)))
    with pytest.raises(InvalidInput, match="as many as images"):
        mnist.find([tmp_path], cache=tmp_path / "cache")


def test_a_label_beyond_nine_is_refused(tmp_path: Path) -> None:
    write_dataset(tmp_path, label=10)
    with pytest.raises(InvalidInput, match="a label is 10, expected 0 to 9"):
        mnist.find([tmp_path], cache=tmp_path / "cache")


def test_a_split_of_another_shape_or_type_is_refused() -> None:
    with pytest.raises(ShapeError, match="images are float32"):
        Split(np.zeros((1, 784), np.float32), np.zeros(1, np.uint8))
    with pytest.raises(ShapeError, match=r"labels are int64 \(1,\)"):
        Split(np.zeros((1, 784), np.uint8), np.zeros(1, np.int64))


def test_a_split_is_known_by_name() -> None:
    train, test = (Split(np.zeros((n, 784), np.uint8), np.zeros(n, np.uint8)) for n in (2, 1))
    dataset = Dataset("digits", train, test)
    assert dataset.split("train") is train and dataset.split("test") is test
    with pytest.raises(NotFound, match="'dev'"):
        dataset.split("dev")


def test_ink_becomes_one_and_paper_zero() -> None:
    assert as_inputs(np.array([0, 51, 255], np.uint8)).tolist() == [0.0, np.float32(0.2), 1.0]
    assert as_inputs(np.zeros((2, 784), np.uint8)).dtype == np.float32


@NEEDS_MNIST
def test_the_real_thing_has_its_known_counts(tmp_path: Path) -> None:
    found = mnist.find([Path(os.environ["NUDGE_MNIST_DIR"])], cache=tmp_path)
    assert found is not None
    assert np.bincount(found.train.labels).tolist() == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert np.bincount(found.test.labels).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
