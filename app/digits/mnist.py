"""MNIST, and what comes in the same files (Fashion-MNIST): found in a folder, or downloaded into one.

The images are not part of this project: Yann LeCun and Corinna Cortes hold the copyright.
"""

from collections.abc import Sequence
from pathlib import Path

from app.digits.dataset import PIXELS, Dataset, Split
from app.digits.download import PackedFile, Source
from app.digits.idx import map_idx
from app.errors import InvalidInput

TRAIN_IMAGES, TRAIN_LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
TEST_IMAGES, TEST_LABELS = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"

MNIST = Source(
    "MNIST",
    (
        PackedFile(TEST_LABELS, 4_542, 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        PackedFile(TRAIN_LABELS, 28_881, 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        PackedFile(
            TEST_IMAGES, 1_648_877, 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"
        ),
        PackedFile(
            TRAIN_IMAGES, 9_912_422, 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
        ),
    ),
    mirrors=("https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"),
)


def find(folders: Sequence[Path], cache: Path, name: str = "mnist") -> Dataset | None:
    """Return the dataset from the first folder that has its four idx files, compressed or not; else None.

    folders: each is looked into itself for MNIST, and in its sub-folder `name` for either
    cache:   where compressed files are unpacked, once, so that they can be memory-mapped
    name:    "mnist" or "fashion-mnist"

    Raises InvalidInput if the files are there but broken.
    """
    for folder in folders:
        for place in (folder / name, folder) if name == "mnist" else (folder / name,):
            paths = [_idx_file(place, file) for file in (TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)]
            found = [path for path in paths if path is not None]
            if len(found) == len(paths):
                train_images, train_labels, test_images, test_labels = found
                unpacked = cache / name
                return Dataset(
                    name, _split(train_images, train_labels, unpacked), _split(test_images, test_labels, unpacked)
                )
    return None


def _idx_file(folder: Path, name: str) -> Path | None:
    """Return the file as the mirrors name it, packed or unpacked, or as some unpackers rename it."""
    candidates = (folder / name, folder / f"{name}.gz", folder / name.replace("-idx", ".idx"))
    return next((path for path in candidates if path.is_file()), None)


def _split(images_path: Path, labels_path: Path, cache: Path) -> Split:
    images, labels = map_idx(images_path, cache), map_idx(labels_path, cache)
    if images.ndim != 3 or images.shape[1:] != (28, 28) or len(images) == 0:
        raise InvalidInput(f"{images_path.name} has shape {images.shape}, expected (n, 28, 28)")
    if labels.shape != images.shape[:1]:
        raise InvalidInput(
            f"{labels_path.name} has shape {labels.shape}, expected {images.shape[:1]}, as many as images"
        )
    return Split(images.reshape(-1, PIXELS), labels)
