"""Whatever messages come in whatever order, the socket tells what a simple model of it expects."""

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from starlette.testclient import TestClient

from app.digits import examples
from app.engine import descent
from app.engine.backprop import backward, one_hot
from app.engine.network import Network
from app.main import create_app
from app.settings import Settings
from app.training.run import Plan, Run

DIGITS = examples.as_dataset()
IMAGES: list[tuple[Any, np.ndarray]] = [
    (pixels.tolist(), pixels) for pixels in (np.linspace(0, 1, 784), np.tile([0.0, 1.0], 392), np.zeros(784))
]
IMAGES += [({"dataset": "examples", "index": i}, np.float32(DIGITS.test.images[i] / 255)) for i in (3, 8)]
NONSENSE = st.sampled_from(
    [
        *[
            "",
            "{",
            "[]",
            "null",
            '{"type": 3}',
            '{"type": "draw"}',
            '{"type": "label", "data": 10}',
            '{"type": "dance"}',
        ],
        '{"type": "draw", "data": {"dataset": "examples", "index": 100000}}',
        '{"type": "draw", "data": {"strokes": [[[0, 1e308]]]}}',
        '{"type": "train", "data": {"steps": 0}}',
        '{"type": "change", "data": {"learning_rate": -1}}',
    ]
)
NO_RUN = st.sampled_from(["pause", "resume", "stop", "change"])
RUN = {"dataset": "examples", "batch_size": 1, "learning_rate": 0.5, "steps": 1_000, "state": "paused"}
MOST_UNDONE = 20
images, labels = st.sampled_from(range(len(IMAGES))), st.none() | st.integers(0, 9)

free = precondition(lambda self: self.run is None)
training = precondition(lambda self: self.run is not None)


class Conversation(RuleBasedStateMachine):
    """The model: an own network, its run if it has one, the picture, the label, and the states to go back to."""

    def __init__(self) -> None:
        super().__init__()
        self.client = TestClient(create_app(Settings(data_dir=Path(tempfile.gettempdir()) / "nothing"))).__enter__()
        self.network, self.run, self.had_run = Network.create(seed=1), None, False
        self.past: list[tuple[Network, int]] = []
        self.steps = self.first = 0  # of the network, and of it when the run began
        self.own: list[tuple[Network, int]] = []  # what was kept since the run began
        self.image, self.label, self.version, self.sent = IMAGES[2][1], None, 1, 0
        created = self.client.post("/api/networks", json={"start": "untrained", "seed": 1}).json()["id"]
        self.address = f"/api/networks/{created}"
        self.socket = self.client.websocket_connect(f"{self.address}/live").__enter__()

    def teardown(self) -> None:
        self.socket.__exit__(None, None, None)
        self.client.__exit__(None, None, None)

    def send(self, type: str, data: Any) -> int:
        self.sent += 1
        self.socket.send_json({"type": type, "id": self.sent, "data": data})
        return self.sent

    def hear(self, type: str, reply_to: int | None) -> Any:
        """Return the next message but for those that a run sends by itself; it must be this one."""
        while (told := self.socket.receive_json())["reply_to"] is None and told["type"] in ("frame", "state"):
            pass
        assert (told["type"], told["reply_to"]) == (type, reply_to), told
        return told["data"]

    def remember(self) -> None:
        self.past = [*self.past, (self.network, self.steps)][-MOST_UNDONE:]

    def expect_reading(self, reply_to: int | None) -> None:
        found = self.hear("reading", reply_to)
        trace = self.network.forward(self.image)
        assert (found["version"], found["label"]) == (self.version, self.label)
        np.testing.assert_allclose(found["layers"][3]["activations"], trace.output[0], rtol=1e-4)
        assert (found["prediction"]["digit"] is None) == (not self.image.any())
        if self.label is None:
            assert found["cost"] is None and found["layers"][1]["nudges"] is None
        else:
            back = backward(self.network, trace, one_hot([self.label]))
            assert found["cost"] == pytest.approx(back.cost, rel=1e-4)
            np.testing.assert_allclose(found["layers"][0]["nudges"], back.nudges[0][0], rtol=1e-3, atol=1e-7)

    @rule(image=images)
    def draw(self, image: int) -> None:
        given, self.image = IMAGES[image]
        self.expect_reading(self.send("draw", {"image": given}))

    @rule(image=images, label=labels)
    def draw_with_label(self, image: int, label: int | None) -> None:
        (given, self.image), self.label = IMAGES[image], label
        self.expect_reading(self.send("draw", {"image": given, "label": label}))

    @rule(label=labels)
    def choose_label(self, label: int | None) -> None:
        self.label = label
        self.expect_reading(self.send("label", {"label": label}))

    @rule(text=NONSENSE)
    def talk_nonsense(self, text: str) -> None:
        self.socket.send_text(text)
        self.hear("error", None)

    @free
    @rule(type=NO_RUN)
    def steer_a_run_that_is_not_there(self, type: str) -> None:
        ended = type == "stop" and self.had_run  # to stop what has stopped is no mistake
        self.hear(
            "state" if ended else "error",
            self.send(type, None if type in ("pause", "stop") else {"learning_rate": 0.25}),
        )

    @free
    @rule(seed=st.integers(0, 5))
    def put_other_weights(self, seed: int) -> None:
        self.remember()
        self.network, self.version = Network.create(seed=seed), self.version + 1
        weights, biases = ([a.tolist() for a in arrays] for arrays in (self.network.weights, self.network.biases))
        assert self.client.put(f"{self.address}/weights", json={"weights": weights, "biases": biases}).is_success
        self.expect_reading(reply_to=None)

    @free
    @rule(image=images, label=st.integers(0, 9), rate=st.sampled_from([0.01, 0.5, 3.0]))
    def take_a_step(self, image: int, label: int, rate: float) -> None:
        self.remember()
        given, pixels = IMAGES[image]
        moved = self.network.copy()
        descent.step(moved, backward(moved, moved.forward(pixels), one_hot([label])).gradient, rate)
        self.network, self.steps, self.version = moved, self.steps + 1, self.version + 1
        order = {"examples": [{"image": given, "label": label}], "learning_rate": rate}
        assert self.client.post(f"{self.address}/step", json=order).is_success
        self.expect_reading(reply_to=None)

    @free
    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        (self.network, self.steps), self.version = self.past.pop(), self.version + 1
        assert self.client.post(f"{self.address}/undo").is_success
        self.expect_reading(reply_to=None)

    @precondition(lambda self: not self.past)
    @rule()
    def undo_too_far(self) -> None:
        assert self.client.post(f"{self.address}/undo").status_code == 409

    @free
    @rule(seed=st.integers(0, 3))
    def begin_a_run(self, seed: int) -> None:
        self.remember()
        self.had_run, self.first, self.own = True, self.steps, [self.past[-1]]
        self.run = Run(self.network, DIGITS.train, Plan(1, 0.5, steps=1_000, seed=seed))
        self.hear("state", self.send("train", RUN | {"seed": seed}))
        self.follow("paused")

    @training
    @rule()
    def take_a_step_of_the_run(self) -> None:
        if not any(kept[1] == self.steps and self.is_own(kept) for kept in self.past):  # a run's start is kept already
            self.remember()
            self.own.append(self.past[-1])
        for _ in self.run.take_step():
            pass
        self.network, self.steps = self.run.network.copy(), self.steps + 1
        self.hear("state", self.send("step", None))
        self.follow("paused")

    @training
    @precondition(lambda self: self.past and self.is_own(self.past[-1]))  # further back the run would end
    @rule()
    def undo_in_a_run(self) -> None:
        self.network, self.steps = self.past.pop()
        self.run.go_back(self.steps - self.first, self.network)
        assert self.client.post(f"{self.address}/undo").is_success
        self.follow("paused")

    @training
    @rule()
    def train_a_network_that_is_trained(self) -> None:
        assert self.client.post(f"{self.address}/training", json={}).status_code == 409

    @training
    @rule()
    def end_the_run(self) -> None:
        sent = self.send("stop", None)
        self.follow("stopped")
        self.run = None
        self.expect_reading(reply_to=None)
        self.hear("state", sent)

    def is_own(self, kept: tuple[Network, int]) -> bool:
        """Whether this was kept since the run began."""
        return any(kept is one for one in self.own)

    def follow(self, state: str) -> None:
        """Wait until the run has done what it was told, and take over the version, which grew with each report."""
        end = time.monotonic() + 30
        while (told := self.client.get(f"{self.address}/training").json())["state"] != state or (
            told["step"] != self.run.step
        ):
            assert time.monotonic() < end, told
        version = self.client.get(self.address).json()["version"]
        assert version >= self.version
        self.version = version

    @invariant()
    def facts_agree(self) -> None:
        facts = self.client.get(self.address).json()
        assert (facts["version"], facts["undo_depth"]) == (self.version, len(self.past))


@pytest.mark.slow
class TestConversation(Conversation.TestCase):  # type: ignore[name-defined, misc]
    """Runs the machine."""

    settings = settings(max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))
