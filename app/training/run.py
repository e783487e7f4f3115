"""A training run: which examples each step averages, the step, and what is changed on the way.

A step's mini-batch depends on (seed, step) and the sizes of the steps before it; changes are logged with the step
at which they took hold. So the same plan with the same changes gives the same weights, bit for bit.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.digits.augmentation import Augmentation, augment
from app.digits.dataset import Split, as_inputs
from app.engine.activations import Array
from app.engine.backprop import Backward, Gradient, backward, one_hot
from app.engine.descent import shuffled, step
from app.engine.network import Network
from app.errors import InvalidInput
from app.training.divergence import Divergence, Watchman

CHUNK = 1_000  # examples passed through at once: their activations stay in the processor's cache
LARGEST_BATCH = 60_000
LARGEST_LEARNING_RATE = 1e6
TARGETS = one_hot(range(10))  # row d: what the outputs should say to a d


@dataclass(frozen=True)
class Change:
    """From this step on, another learning rate or batch size; None leaves it as it was."""

    step: int
    learning_rate: float | None = None
    batch_size: int | None = None


@dataclass(frozen=True)
class Plan:
    """All that decides a run, beside the weights it starts from and its examples.

    steps, epochs: when to end, at whichever is reached first; with neither the run goes on until it is stopped
    changes: decided beforehand, in order of their steps
    """

    batch_size: int = 100
    learning_rate: float = 0.5
    steps: int | None = None
    epochs: float | None = None
    seed: int = 0
    augmentation: Augmentation = Augmentation()
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        _check_amounts(self.learning_rate, self.batch_size)
        for change in self.changes:
            _check_amounts(change.learning_rate, change.batch_size)
        if [change.step for change in self.changes] != sorted(change.step for change in self.changes):
            raise InvalidInput("the changes are not in the order of their steps", field="changes")


def _check_amounts(learning_rate: float | None, batch_size: int | None) -> None:
    if learning_rate is not None and not 0 < learning_rate <= LARGEST_LEARNING_RATE:
        raise InvalidInput(
            f"learning rate is {learning_rate}, expected 0 < rate <= {LARGEST_LEARNING_RATE:g}", field="learning_rate"
        )
    if batch_size is not None and not 1 <= batch_size <= LARGEST_BATCH:
        raise InvalidInput(f"batch size is {batch_size}, expected 1 to {LARGEST_BATCH}", field="batch_size")


class Dealer:
    """Deals shuffled examples into mini-batches; the last of an epoch may be smaller."""

    def __init__(self, count: int, seed: int) -> None:
        self.count, self.seed = count, seed
        self.epoch, self.dealt = 0, 0
        self._order = shuffled(count, seed, 0)

    @property
    def epochs(self) -> float:
        """Epochs done, as a fraction."""
        return self.epoch + self.dealt / self.count

    def deal(self, batch_size: int) -> npt.NDArray[np.int64]:
        """Return the indices of the next mini-batch."""
        if self.dealt == self.count:
            self.epoch, self.dealt = self.epoch + 1, 0
            self._order = shuffled(self.count, self.seed, self.epoch)
        batch = self._order[self.dealt : self.dealt + batch_size]
        self.dealt += len(batch)
        return batch

    def skip(self, steps: int, batch_size: int) -> None:
        """Be where so many mini-batches of that size lead, without dealing them."""
        while steps:
            if self.dealt == self.count:
                self.epoch, self.dealt = self.epoch + 1, 0
            taken = min(steps, -(-(self.count - self.dealt) // batch_size))
            self.dealt = min(self.count, self.dealt + taken * batch_size)
            steps -= taken
        self._order = shuffled(self.count, self.seed, self.epoch)


class Run:
    """One network learning. It owns a copy of the network it was given and changes that in place.

    step: steps taken; cost: mean cost of the last step's mini-batch, before that step (None before the first)
    divergence: why there is no point in going on, or None
    """

    def __init__(self, network: Network, examples: Split, plan: Plan) -> None:
        if not len(examples):
            raise InvalidInput("there are no examples to learn from")
        self.network = network.copy()
        self.examples, self.plan = examples, plan
        self.learning_rate, self.batch_size = plan.learning_rate, plan.batch_size
        self.dealer = Dealer(len(examples), plan.seed)
        self.log: list[Change] = []
        self.step = 0
        self.examples_seen = 0
        self.cost: float | None = None
        self.divergence: Divergence | None = None
        self._planned = list(plan.changes)
        self._augments = not plan.augmentation.changes_nothing
        self._watchman = Watchman()
        self._sound_step = 0

    @property
    def epoch(self) -> float:
        """Epochs done, as a fraction."""
        return self.dealer.epochs

    @property
    def finished(self) -> bool:
        """Whether the plan is fulfilled, or given up because the run diverged."""
        if self.divergence is not None:
            return True
        return (self.share_done or 0.0) >= 1.0 - 1e-12

    @property
    def share_done(self) -> float | None:
        """How much of the plan is fulfilled, 0 to 1; None if it has no end."""
        plan = self.plan
        by_steps = [] if plan.steps is None else [self.step / max(1, plan.steps)]
        by_epochs = [] if plan.epochs is None else [self.epoch / plan.epochs]
        return min(1.0, max(by_steps + by_epochs)) if by_steps or by_epochs else None

    def change(self, learning_rate: float | None = None, batch_size: int | None = None) -> None:
        """Let the next step and those after it use another learning rate or batch size; the log keeps it."""
        _check_amounts(learning_rate, batch_size)
        self.learning_rate = learning_rate or self.learning_rate
        self.batch_size = batch_size or self.batch_size
        if self.log and self.log[-1].step == self.step:
            self.log.pop()  # nobody has taken a step with it
        self.log.append(Change(self.step, self.learning_rate, self.batch_size))

    def is_sound(self) -> bool:
        """Return whether the weights are within the range of numbers; if they are not, the run has diverged."""
        if self.network.is_sound:
            self._sound_step = self.step
            return True
        if self.divergence is None:
            message = f"By step {self.step} a weight had left the range of numbers: a learning rate of "
            message += f"{self.learning_rate:g} is too large."
            self.divergence = Divergence(self.step, self._sound_step + 1, message)
        return False

    def go_back(self, step: int, network: Network) -> None:
        """Be again where the run was after so many steps, with the weights that it had then.

        The next step takes the mini-batch that it took before; rate and size stay as they are set now.
        """
        kept = [change for change in self.log if change.step <= step]
        self.dealer, done, size = Dealer(len(self.examples), self.plan.seed), 0, self.plan.batch_size
        for change in [*kept, Change(step)]:
            self.dealer.skip(change.step - done, size)
            done, size = change.step, change.batch_size or size
        self.network, self.step, self.cost, self.divergence = network.copy(), step, None, None
        self._planned = [change for change in self.plan.changes if change.step >= step]
        self._watchman, self._sound_step = Watchman(), step
        self.log = kept
        if (self.learning_rate, self.batch_size) != self._set_at_last():
            self.change()

    def _set_at_last(self) -> tuple[float, int]:
        """Return the rate and size that the log tells of."""
        rate, size = self.plan.learning_rate, self.plan.batch_size
        return (self.log[-1].learning_rate or rate, self.log[-1].batch_size or size) if self.log else (rate, size)

    def take_step(self) -> Iterator[None]:
        """Take one step, and pause after every `CHUNK` examples of its mini-batch for whoever else has work."""
        while self._planned and self._planned[0].step <= self.step:
            due = self._planned.pop(0)
            self.change(due.learning_rate, due.batch_size)
        batch = self.dealer.deal(self.batch_size)
        sums = _Sums()
        for start in range(0, len(batch), CHUNK):
            chunk = batch[start : start + CHUNK]
            sums.add(self._backward(chunk, start), len(chunk) / len(batch))
            yield
        self._descend(sums, len(batch))

    def _backward(self, chunk: npt.NDArray[np.int64], start: int) -> Backward:
        inputs = as_inputs(self.examples.images.take(chunk, axis=0))
        if self._augments:
            rng = np.random.default_rng([self.plan.seed, self.step, start])
            inputs = augment(inputs, self.plan.augmentation, rng)
        return backward(
            self.network, self.network.propagate(inputs), TARGETS.take(self.examples.labels.take(chunk), axis=0)
        )

    @np.errstate(over="ignore", invalid="ignore")  # a diverging step overflows: it is told in words, not in a warning
    def _descend(self, sums: "_Sums", batch: int) -> None:
        step(self.network, sums.gradient(), self.learning_rate)
        self.step += 1
        self.examples_seen += batch
        self.cost = sums.cost
        self.divergence = self._watchman.look(self.step, sums.cost, sums.output_deltas, self.learning_rate)


class _Sums:
    """The parts of one step, added up: mean cost and gradient of the whole mini-batch."""

    def __init__(self) -> None:
        self.cost = 0.0
        self.output_deltas: Array = np.empty((0, 10), np.float32)
        self._gradient: Gradient | None = None

    def add(self, part: Backward, share: float) -> None:
        """Add a part that is this share of the mini-batch."""
        self.cost += share * float(np.vdot(part.miss, part.miss)) / len(part.miss)
        self.output_deltas = part.deltas[-1]
        if self._gradient is None and share == 1:
            self._gradient = part.gradient
        else:
            self._gradient = _add(self._gradient, part.gradient, share)

    def gradient(self) -> Gradient:
        """Return the gradient of the mean cost."""
        assert self._gradient is not None
        return self._gradient


def _add(total: Gradient | None, part: Gradient, share: float) -> Gradient:
    """Return the total with this share of a part added."""
    if total is None:
        return Gradient([share * w for w in part.weights], [share * b for b in part.biases])
    return Gradient(
        [sums + share * w for sums, w in zip(total.weights, part.weights, strict=True)],
        [sums + share * b for sums, b in zip(total.biases, part.biases, strict=True)],
    )


def only_this(image: npt.NDArray[np.uint8], label: int) -> Split:
    """Return the one example as all there is to learn from: a network that only listens to this 2."""
    return Split(image.reshape(1, -1), np.array([label], dtype=np.uint8))
