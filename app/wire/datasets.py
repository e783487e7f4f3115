"""Datasets as answers: what there is, and the images themselves."""

import base64
from typing import Any

import numpy as np
import numpy.typing as npt

from app.digits.dataset import Dataset, Split, as_inputs

Json = dict[str, Any]
Bytes = npt.NDArray[np.uint8]


def dataset_facts(dataset: Dataset) -> Json:
    """Return a dataset's name and, for each split, how many images it has of each digit."""
    return {
        "name": dataset.name,
        "splits": {"train": _split_facts(dataset.train), "test": _split_facts(dataset.test)},
    }


def _split_facts(split: Split) -> Json:
    return {"count": len(split), "labels": np.bincount(split.labels, minlength=10)}


def example(split: Split, index: int, images: str = "numbers") -> Json:
    """Return one labelled image.

    images: "numbers" (784 from 0 to 1), "base64" (784 bytes from 0 to 255) or "none"
    """
    found: Json = {"index": index, "label": int(split.labels[index])}
    if images == "numbers":
        found["image"] = as_inputs(split.images[index])
    elif images == "base64":
        found["image"] = base64.b64encode(split.images[index].tobytes()).decode()
    return found


def indices_of(split: Split, label: int | None) -> npt.NDArray[np.int64]:
    """Return the indices, in order, of the images with that label, or of all."""
    return np.arange(len(split)) if label is None else np.flatnonzero(split.labels == label)
