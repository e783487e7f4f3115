"""Training, comparisons and evaluation: what may be ordered, and what is answered."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, JsonValue, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from app.digits.augmentation import LIMITS, Augmentation
from app.training.learning import Control
from app.training.run import LARGEST_BATCH, Change, Plan
from app.wire.answers import Answer
from app.wire.requests import NUMBER, WHOLE, Body, Example, LearningRate, Seed

LARGEST_STEPS, LARGEST_EPOCHS, MOST_CHANGES = 10_000_000, 1_000, 1_000
RATES = {"sigmoid": 1.0, "relu": 0.2}  # rates that suit the curve of the hidden layers, at batch size 100

ORDER_EXAMPLE: dict[str, JsonValue] = {
    "dataset": "examples",
    "batch_size": 10,
    "learning_rate": 0.5,
    "epochs": 10,
    "state": "paused",
}
# In OpenAPI's words what `_only_running` checks.
NO_UNTIL: JsonValue = {"properties": {"until": {"type": "null"}}}
RUNNING: dict[str, JsonValue] = {"properties": {"state": {"const": "running"}}}
CHANGE_EXAMPLE: dict[str, JsonValue] = {"state": "running", "until": "epoch", "learning_rate": 0.25}

# Bounds stand before checks, or they are missing in the schema of `BatchSize | None`.
BatchSize = Annotated[int, Field(ge=1, le=LARGEST_BATCH, description="examples a step averages"), WHOLE]
StepCount = Annotated[int, Field(ge=1, le=LARGEST_STEPS), WHOLE]
EpochCount = Annotated[float, Field(gt=0, le=LARGEST_EPOCHS), NUMBER]
Pace = Annotated[float, Field(ge=0, le=1e6, description="0 is as fast as it goes"), NUMBER]
DatasetName = Annotated[
    str, Field(max_length=40, description="as GET /api/datasets lists them; else the best there is")
]


class AugmentationOrder(Body):
    """How far each image may be changed before it is learned from."""

    shift: Annotated[float, Field(ge=0, le=LIMITS["shift"]), NUMBER] = 0.0
    rotate: Annotated[float, Field(ge=0, le=LIMITS["rotate"]), NUMBER] = 0.0
    scale: Annotated[float, Field(ge=0, le=LIMITS["scale"]), NUMBER] = 0.0
    shear: Annotated[float, Field(ge=0, le=LIMITS["shear"]), NUMBER] = 0.0
    line_width: Annotated[float, Field(ge=0, le=LIMITS["line_width"]), NUMBER] = 0.0


class ChangeOrder(Body):
    """From this step on, another learning rate or batch size."""

    step: Annotated[int, Field(ge=0, le=LARGEST_STEPS), WHOLE]
    learning_rate: LearningRate | None = None
    batch_size: BatchSize | None = None


def _only_running(until: str | None, info: ValidationInfo) -> str | None:
    """Refuse an end for what does not go on."""
    state = info.data.get("state")
    if until is not None and state != "running":
        came = "missing" if state is None else repr(state)
        message = f"until is {until!r} and state is {came}, expected state 'running' with it"
        raise PydanticCustomError("ours", "{message}", {"message": message})
    return until


class TrainingOrder(Body):
    """A run: on which examples, in what steps, how long, how fast. Same order, same weights, bit for bit."""

    model_config = ConfigDict(json_schema_extra={"examples": [ORDER_EXAMPLE], "anyOf": [NO_UNTIL, RUNNING]})

    dataset: DatasetName | None = None
    only: Annotated[Example | None, Field(description="listen to this one example alone")] = None
    batch_size: BatchSize = 100
    learning_rate: Annotated[LearningRate | None, Field(description="default: one that suits the curve")] = None
    epochs: Annotated[EpochCount | None, Field(description="10, unless steps are given")] = None
    steps: Annotated[StepCount | None, Field(description="with both, whichever is reached first")] = None
    seed: Annotated[Seed, Field(description="decides the order of the examples and how they are varied")] = 0
    augmentation: AugmentationOrder = AugmentationOrder()
    changes: Annotated[list[ChangeOrder], Field(max_length=MOST_CHANGES)] = []
    state: Literal["running", "paused"] = "running"
    until: Annotated[Literal["step", "epoch"] | None, Field(description='with "running": pause again after it')] = None
    steps_per_second: Pace = 0.0

    _goes_on = field_validator("until")(_only_running)

    def plan(self, hidden_activation: str) -> Plan:
        """Return what decides the run."""
        changes = sorted(self.changes, key=lambda change: change.step)
        return Plan(
            self.batch_size,
            self.learning_rate or RATES[hidden_activation],
            self.steps,
            10.0 if self.epochs is None and self.steps is None else self.epochs,
            self.seed,
            Augmentation(**self.augmentation.model_dump()),
            tuple(Change(c.step, c.learning_rate, c.batch_size) for c in changes),
        )

    def control(self) -> Control:
        """Return how it begins."""
        return Control(self.state, self.until, steps_per_second=self.steps_per_second)


class TrainingChange(Body):
    """What to change of a run; what is left out stays."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [CHANGE_EXAMPLE],
            "minProperties": 1,
            "anyOf": [NO_UNTIL, {**RUNNING, "required": ["state"]}],
        }
    )

    state: Literal["running", "paused"] | None = None
    until: Annotated[Literal["step", "epoch"] | None, Field(description='with "running": pause again after it')] = None
    learning_rate: LearningRate | None = None
    batch_size: BatchSize | None = None
    steps_per_second: Pace | None = None

    _goes_on = field_validator("until")(_only_running)

    @model_validator(mode="before")
    @classmethod
    def _something(cls, value: Any) -> Any:
        if value == {}:
            raise PydanticCustomError("ours", "nothing is to be changed, expected at least one field")
        return value

    def control(self) -> Control:
        """Return the command to the run."""
        return Control(self.state, self.until, self.learning_rate, self.batch_size, self.steps_per_second)


class AccuracyFacts(Answer):
    """Share of digits read right (0 to 1) and mean cost: of all test examples, and of the first training examples."""

    step: int = Field(description="when it was measured")
    train: float
    test: float
    train_cost: float
    test_cost: float


class HistoryFacts(Answer):
    """Cost and accuracy by step; when a run is long, neighbours are averaged."""

    steps: list[int]
    costs: list[float]
    test_steps: list[int] = Field(description="the steps at which the columns below were measured")
    test_accuracies: list[float]
    train_accuracies: list[float]
    test_costs: list[float]
    train_costs: list[float]


class ChangeFacts(Answer):
    """Learning rate and batch size, and the step from which they hold."""

    step: int
    learning_rate: float
    batch_size: int


class TrainingState(Answer):
    """Where a run stands."""

    state: Literal["queued", "running", "paused", "finished", "stopped", "diverged", "failed"]
    message: str | None = Field(description="why it diverged or failed, or which limit ended it, in one sentence")
    queue_position: int = Field(description="from 1; 0 when it is not waiting")
    dataset: str
    only: int | None = Field(description="the label of the one example that is listened to")
    step: int = Field(description="steps of this run; the network's own count is with the network")
    epoch: float
    cost: float | None = Field(description="mean of the mini-batches since the last report, before each step")
    accuracy: AccuracyFacts | None = Field(description="when last measured; the example set's cost beside it")
    learning_rate: float
    batch_size: int
    epochs: float | None
    steps_total: int | None = Field(description="null when it has no end, or the batch size was changed on the way")
    seed: int
    steps_per_second: float = Field(description="the pace that was asked for; 0 is as fast as it goes")
    examples_per_second: float = Field(description="as measured over the last second")
    share_done: float | None
    seconds: float = Field(description="spent learning, pauses not counted")
    seconds_left: float | None
    changes: list[ChangeFacts]


class TrainingFacts(TrainingState):
    """Where a run stands, and how it came there."""

    history: HistoryFacts
