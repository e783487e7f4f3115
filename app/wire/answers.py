"""What answers look like, as models: for OpenAPI, and for the tests that hold every answer to it.

Answers are written straight from arrays (`app.wire.encode`); these models are their documentation.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.wire.requests import HiddenActivation

Row = list[float | None]  # null stands for a number that is not finite; the answer is then flagged `diverged`
Diverged = Annotated[Literal[True], Field(description="only there when a number was not finite, and is null")]


class Answer(BaseModel):
    """An answer: exactly these fields."""

    model_config = ConfigDict(extra="forbid")


class Fault(Answer):
    """What was wrong."""

    code: str = Field(description="a short word for programs", examples=["invalid_input"])
    message: str = Field(description="what came, and what was expected")
    field: str = Field(default="", description="where in the request, if it lies somewhere", examples=["examples.3"])


class ErrorAnswer(Answer):
    """The one shape of every error."""

    error: Fault


class NetworkFacts(Answer):
    """A network: what it is, and how far it has come."""

    id: str = Field(description="all that is needed to use the network: treat it like a key")
    sizes: list[int] = Field(description="neurons per layer, input first")
    hidden_activation: HiddenActivation
    start: Literal["trained", "untrained"]
    seed: int
    version: int = Field(description="grows with every change of the weights")
    step: int = Field(description="gradient steps taken so far")
    undo_depth: int = Field(description="how many times undo can go back")


class Prediction(Answer):
    """The digit with the largest activation; both null for an empty pad."""

    digit: int | None
    confidence: float | None = Field(description="the winner's activation; not a probability")


class Layer(Answer):
    """One layer of neurons; the input has no z."""

    activations: Row
    z: Row = Field(default=[], description="weighted inputs W·a + b")


class Framing(Answer):
    """How a drawing was placed: picture point = scale · drawing point + offset, in pixels."""

    scale: float
    offset: list[float]
    box: list[float] = Field(description="left, top, right, bottom of the 20-pixel box")
    centre: list[float] = Field(description="centre of mass")


class ForwardAnswer(Answer):
    """What the network says of one image."""

    version: int
    prediction: Prediction
    layers: list[Layer] = Field(description="input, hidden 1, hidden 2, output")
    framing: Framing = Field(default=None, description="only for strokes")  # type: ignore[assignment]
    diverged: Diverged = True


class LayerBack(Layer):
    """One layer, forwards and backwards; the input has no z and no delta."""

    nudges: Row = Field(description="−∂C/∂a")
    deltas: Row = Field(default=[], description="∂C/∂z")


class ExampleBack(Answer):
    """One example: its cost, and its layers unless only the summary was asked."""

    label: int
    cost: float | None
    prediction: Prediction
    layers: list[LayerBack] = []


class MatrixMagnitudes(Answer):
    """Absolute values of a gradient, entry by entry."""

    weights: list[Row]
    biases: Row


class LayerGradient(Answer):
    """Of the mean cost, for one layer of weights."""

    weight_magnitude_mean: float | None
    weight_magnitude_max: float | None
    bias_magnitude_mean: float | None
    bias_magnitude_max: float | None
    weights: list[Row] = Field(default=[], description="∂C/∂W, n_out × n_in; only with detail 'full'")
    biases: Row = Field(default=[], description="∂C/∂b; only with detail 'full'")
    magnitudes: MatrixMagnitudes = Field(default=None, description="only with 'full'")  # type: ignore[assignment]


class BackpropAnswer(Answer):
    """Cost and gradients of the examples."""

    version: int
    cost: float | None = Field(description="the mean of the examples' costs")
    examples: list[ExampleBack]
    gradient: list[LayerGradient]
    diverged: Diverged = True


class StepAnswer(Answer):
    """What a step changed."""

    version: int
    step: int
    cost_before: float | None
    cost_after: float | None


class WeightsAnswer(Answer):
    """All 13,002 parameters."""

    version: int
    sizes: list[int]
    hidden_activation: HiddenActivation
    weights: list[list[list[float]]] = Field(description="3 matrices, n_out × n_in")
    biases: list[list[float]] = Field(description="3 vectors, n_out")


class SplitFacts(Answer):
    """How many images, and how many of each digit."""

    count: int
    labels: list[int] = Field(min_length=10, max_length=10)


class Splits(Answer):
    """What to learn from, and what to be tested on."""

    train: SplitFacts
    test: SplitFacts


class DatasetFacts(Answer):
    """A dataset that is here."""

    name: str
    splits: Splits


class Preparing(Answer):
    """A dataset that is being made."""

    name: str
    share: float = Field(description="how much of it is done, from 0 to 1")


class DatasetList(Answer):
    """The datasets that are here, and those that are being made."""

    datasets: list[DatasetFacts]
    preparing: list[Preparing]


class ExampleAnswer(Answer):
    """One labelled image of 784 numbers from 0 (paper) to 1 (ink)."""

    dataset: str
    split: str
    index: int
    label: int
    image: list[float]
    strokes: list[list[list[float]]] = Field(default=[], description="only of our own examples: as the pen went")
    style: str = Field(default="", description="only of our own examples: the way it is written")


class WrittenDigit(Answer):
    """One digit, written by the built-in hand."""

    digit: int
    style: str = Field(description="the way it is written")
    seed: int
    strokes: list[list[list[float]]] = Field(description="points where a pen is at equal times, 120 a second")


class ListedExample(Answer):
    """One labelled image of a list."""

    index: int
    label: int
    image: list[float] | str = Field(default=[], description="784 numbers, or 784 bytes in base64, as asked")


class ExampleList(Answer):
    """A page of a list of labelled images."""

    dataset: str
    split: str
    total: int = Field(description="how many there are with that label")
    offset: int
    examples: list[ListedExample]


class Health(Answer):
    """Alive."""

    status: Literal["ok"]
