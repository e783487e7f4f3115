"""Which digits are here, and the digits."""

from enum import StrEnum
from typing import Annotated

import numpy as np
import numpy.typing as npt
from fastapi import APIRouter, Depends, Path, Query, Response

from app.api.answers import answer
from app.api.dependencies import ServicesDep
from app.api.documentation import DATASET_EXAMPLE, responses
from app.digits.dataset import Dataset, Split
from app.digits.examples import EXAMPLES
from app.digits.handwriting import built_in
from app.errors import InvalidInput, NotFound
from app.wire.answers import DatasetFacts, DatasetList, ExampleAnswer, ExampleList
from app.wire.datasets import dataset_facts, example, indices_of

router = APIRouter(prefix="/api/datasets", tags=["datasets"])

MOST_NUMBERS, MOST_EXAMPLES = 100, 1_000  # per answer: about 300 kB as numbers, 1.1 MB as base64


class SplitName(StrEnum):
    """What a dataset is divided into."""

    TRAIN = "train"
    TEST = "test"


class Images(StrEnum):
    """How the images of a list are written."""

    NUMBERS = "numbers"
    BASE64 = "base64"
    NONE = "none"


async def _dataset(
    name: Annotated[str, Path(max_length=64, description="as GET /api/datasets lists it")], services: ServicesDep
) -> Dataset:
    if name not in services.datasets:
        raise NotFound(f"there is no dataset {name!r}, expected one of {', '.join(services.datasets)}")
    return services.datasets[name]


DatasetDep = Annotated[Dataset, Depends(_dataset)]


@router.get("", responses=responses(DatasetList, example={"datasets": [DATASET_EXAMPLE], "preparing": []}))
async def list_datasets(services: ServicesDep) -> Response:
    """List the datasets that are here, and those that the server is making now."""
    job = services.preparing
    preparing = [] if job is None else [{"name": built_in.NAME, "share": job.progress or 0.0}]
    datasets = [dataset_facts(dataset) for dataset in services.datasets.values()]
    return answer({"datasets": datasets, "preparing": preparing})


@router.get("/{name}", responses=responses(DatasetFacts, 404, example=DATASET_EXAMPLE))
async def get_dataset(dataset: DatasetDep) -> Response:
    """Tell what a dataset has."""
    return answer(dataset_facts(dataset))


@router.get("/{name}/examples", responses=responses(ExampleList, 404))
async def list_examples(
    dataset: DatasetDep,
    split: SplitName = SplitName.TEST,
    label: Annotated[int | None, Query(ge=0, le=9, description="only this digit; not beside index")] = None,
    index: Annotated[
        list[int],
        Query(
            max_length=MOST_EXAMPLES,
            description="these alone, in this order; may be given many times, and be paged through",
        ),
    ] = [],  # noqa: B006  never changed
    offset: Annotated[int, Query(ge=0, le=2**31, description="how many to pass over")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_EXAMPLES, description="how many at most; 100 as numbers")] = 20,
    images: Annotated[Images, Query(description="784 numbers from 0 to 1, or 784 bytes, or none")] = Images.NUMBERS,
) -> Response:
    """List labelled images in their order."""
    if images == Images.NUMBERS and limit > MOST_NUMBERS:
        raise InvalidInput(f"limit is {limit}, expected at most {MOST_NUMBERS} with images as numbers", field="limit")
    if index and label is not None:
        raise InvalidInput(f"label is {label} beside index, expected one of the two", field="label")
    chosen = dataset.split(split)
    indices = _these(chosen, index) if index else indices_of(chosen, label)
    page = [example(chosen, int(i), images) for i in indices[offset : offset + limit]]
    return answer({"dataset": dataset.name, "split": split, "total": len(indices), "offset": offset, "examples": page})


def _these(split: Split, indices: list[int]) -> npt.NDArray[np.int64]:
    for place, index in enumerate(indices):
        if not 0 <= index < len(split):
            raise NotFound(f"index is {index}, expected 0 to {len(split) - 1}", field=f"index.{place}")
    return np.array(indices, np.int64)


@router.get("/{name}/examples/{index}", responses=responses(ExampleAnswer, 404))
async def get_example(
    dataset: DatasetDep, index: Annotated[int, Path(ge=0, le=2**31)], split: SplitName = SplitName.TEST
) -> Response:
    """Return one labelled image."""
    chosen = dataset.split(split)
    if index >= len(chosen):
        raise NotFound(f"index is {index}, expected 0 to {len(chosen) - 1} in {dataset.name} {split}", field="index")
    found = {"dataset": dataset.name, "split": split, **example(chosen, index)}
    if dataset.name == "examples":
        found |= {"strokes": EXAMPLES[index].strokes, "style": EXAMPLES[index].style}
    return answer(found)
