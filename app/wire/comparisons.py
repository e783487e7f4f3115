"""Comparisons, evaluations and cosines: what may be ordered, and what is answered."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue

from app.wire.answers import Answer
from app.wire.requests import NUMBER, WHOLE, Body, HiddenActivation, LearningRate, Seed
from app.wire.training import BatchSize, DatasetName

MOST_WALKERS, MOST_SECONDS, MOST_LISTED = 8, 30.0, 1_000
EVALUATION: dict[str, JsonValue] = {"dataset": "examples", "split": "test", "most": 20}
COSINES: dict[str, JsonValue] = {"dataset": "examples", "batch_sizes": [1, 10]}
DEAL: dict[str, JsonValue] = {"dataset": "examples", "batch_size": 10, "seed": 3}
RACE: dict[str, JsonValue] = {
    "dataset": "examples",
    "seconds": 0.1,
    "walkers": [
        {"name": "full batch", "batch_size": 60000, "learning_rate": 1.0},
        {"name": "mini-batch", "batch_size": 100, "learning_rate": 1.0},
        {"name": "single example", "batch_size": 1, "learning_rate": 0.1},
    ],
}


class WalkerOrder(Body):
    """Who walks. Without a seed of its own it starts from the weights that all start from."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    batch_size: BatchSize
    learning_rate: LearningRate
    seed: Annotated[Seed, Field(description="of the order in which it meets the examples")] = 0
    network_seed: Annotated[Seed | None, Field(description="start from the untrained network of this seed")] = None


class ComparisonOrder(Body):
    """A race: the walkers walk for the same seconds, each on its own time of one core."""

    model_config = ConfigDict(json_schema_extra={"examples": [RACE]})

    walkers: Annotated[list[WalkerOrder], Field(min_length=1, max_length=MOST_WALKERS)]
    seconds: Annotated[float, Field(gt=0, le=MOST_SECONDS), NUMBER] = 3.0
    dataset: DatasetName | None = None
    network: Annotated[str | None, Field(max_length=64, description="id of the network to start from")] = None
    hidden_activation: Annotated[HiddenActivation, Field(description="if no network is given")] = "sigmoid"
    seed: Annotated[Seed, Field(description="of the untrained network, if none is given")] = 0


class EvaluationOrder(Body):
    """What to evaluate on."""

    model_config = ConfigDict(json_schema_extra={"examples": [EVALUATION]})

    dataset: DatasetName | None = None
    split: Literal["train", "test"] = "test"
    most: Annotated[int, Field(ge=0, le=MOST_LISTED, description="mistakes and doubtful ones to list"), WHOLE] = 60


class CosinesOrder(Body):
    """Batch sizes to compare with the full gradient."""

    model_config = ConfigDict(json_schema_extra={"examples": [COSINES]})

    dataset: DatasetName | None = None
    batch_sizes: Annotated[list[BatchSize], Field(min_length=1, max_length=8)] = [1, 10, 100, 1000]
    seed: Seed = 0


class DealOrder(Body):
    """How to deal: as a run with the same seed and batch size does."""

    model_config = ConfigDict(json_schema_extra={"examples": [DEAL]})

    dataset: DatasetName | None = None
    batch_size: Annotated[int, Field(ge=1, le=1_000), WHOLE] = 100
    learning_rate: LearningRate = 1.0
    seed: Seed = 0


class DealtExample(Answer):
    """One example: its place among the training examples, its label, its 784 pixels."""

    index: int
    label: int
    image: list[float]


class DealtFacts(Answer):
    """One mini-batch: its first examples, and its own mean cost before and after its step."""

    batch_size: int
    examples: list[DealtExample]
    cost_before: float
    cost_after: float


class DealAnswer(Answer):
    """The first three mini-batches and their steps. The network itself stays as it is."""

    version: int
    dataset: str
    steps: list[DealtFacts]


class ReadingFacts(Answer):
    """How one example was read."""

    index: int
    label: int
    digit: int
    confidence: float = Field(description="the winner's activation")
    second: int = Field(description="the runner-up")
    doubt: float = Field(description="1 − (winner − runner-up)")
    cost: float


class EvaluationAnswer(Answer):
    """How well a network reads a whole split."""

    version: int
    dataset: str
    split: str
    accuracy: float
    cost: float
    examples: int
    confusion: list[list[int]] = Field(description="10 rows (what it is) of 10 counts (what it was read as)")
    mistake_count: int
    mistakes: list[ReadingFacts] = Field(description="the most confident first")
    doubtful: list[ReadingFacts] = Field(description="those where two outputs came closest first")


class SizeCosines(Answer):
    """The cosines of 20 mini-batches of one size."""

    batch_size: int
    cosines: list[float]


class CosinesAnswer(Answer):
    """Cosine of the angle between mini-batch gradients and the mean gradient of `full` examples."""

    version: int
    full: int
    magnitude: float = Field(description="length of the full gradient")
    spreads: list[SizeCosines]


class PathFacts(Answer):
    """What a walker did: one entry per recorded moment."""

    name: str
    batch_size: int
    learning_rate: float
    seconds: list[float]
    steps: list[int]
    costs: list[float] = Field(description="over the same examples for all walkers")
    shadow: list[tuple[float, float]] = Field(description="coordinates in the plane; empty until surveyed")
    shadow_costs: list[float] = Field(description="the cost of the plane there, over the landscape's examples")
    accuracy: float | None = Field(description="of the test examples, at the end")
    diverged: str | None


class LandscapeFacts(Answer):
    """The true cost over the plane of the paths' first two principal directions."""

    s: list[float]
    t: list[float]
    costs: list[list[float]] = Field(description="rows (t) of columns (s)")
    examples: int = Field(description="training images whose mean it is: a sub-sample")
    kept: float = Field(description="share of the paths' spread that the plane keeps")


class ComparisonFacts(Answer):
    """A race: where it stands, and what was recorded."""

    id: str
    state: Literal["queued", "running", "finished", "stopped", "failed"]
    message: str | None
    queue_position: int
    share_done: float
    dataset: str
    seconds: float
    judged: int = Field(description="training examples that the walkers' costs are the mean of")
    paths: list[PathFacts]
    landscape: LandscapeFacts | None
