"""Whatever messages come in whatever order, the socket tells what a simple model of it expects."""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from starlette.testclient import TestClient

from app.engine.backprop import backward, one_hot
from app.engine.network import Network
from app.main import create_app
from app.settings import Settings

IMAGES = [np.linspace(0, 1, 784), np.tile([0.0, 1.0], 392), np.zeros(784)]
NONSENSE = st.sampled_from(["", "{", "[]", "null", '{"type": 3}', '{"type": "draw"}', '{"type": "label", "data": 10}'])
images, labels = st.sampled_from(range(len(IMAGES))), st.none() | st.integers(0, 9)


class Conversation(RuleBasedStateMachine):
    """The model: an own network, the picture, the label, and how many changes could be undone."""

    def __init__(self) -> None:
        super().__init__()
        self.client = TestClient(create_app(Settings(data_dir=Path(tempfile.gettempdir()) / "nothing")))
        self.network = Network.create(seed=1)
        self.past: list[Network] = []
        self.image, self.label, self.version, self.sent = IMAGES[2], None, 1, 0
        created = self.client.post("/api/networks", json={"start": "untrained", "seed": 1}).json()["id"]
        self.address = f"/api/networks/{created}"
        self.socket = self.client.websocket_connect(f"{self.address}/live").__enter__()

    def teardown(self) -> None:
        self.socket.__exit__(None, None, None)

    def send(self, type: str, data: Any) -> None:
        self.sent += 1
        self.socket.send_json({"type": type, "id": self.sent, "data": data})
        self.expect_reading(reply_to=self.sent)

    def expect_reading(self, reply_to: int | None) -> None:
        told = self.socket.receive_json()
        assert (told["type"], told["reply_to"]) == ("reading", reply_to)
        found = told["data"]
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
        self.image = IMAGES[image]
        self.send("draw", {"image": self.image.tolist()})

    @rule(image=images, label=labels)
    def draw_with_label(self, image: int, label: int | None) -> None:
        self.image, self.label = IMAGES[image], label
        self.send("draw", {"image": self.image.tolist(), "label": label})

    @rule(label=labels)
    def choose_label(self, label: int | None) -> None:
        self.label = label
        self.send("label", {"label": label})

    @rule(text=NONSENSE)
    def talk_nonsense(self, text: str) -> None:
        self.socket.send_text(text)
        assert self.socket.receive_json()["type"] == "error"

    @rule(seed=st.integers(0, 5))
    def put_other_weights(self, seed: int) -> None:
        self.past = [*self.past, self.network][-20:]
        self.network, self.version = Network.create(seed=seed), self.version + 1
        weights, biases = ([a.tolist() for a in arrays] for arrays in (self.network.weights, self.network.biases))
        assert self.client.put(f"{self.address}/weights", json={"weights": weights, "biases": biases}).is_success
        self.expect_reading(reply_to=None)

    @rule()
    @precondition(lambda self: self.past)
    def undo(self) -> None:
        self.network, self.version = self.past.pop(), self.version + 1
        assert self.client.post(f"{self.address}/undo").is_success
        self.expect_reading(reply_to=None)

    @rule()
    @precondition(lambda self: not self.past)
    def undo_too_far(self) -> None:
        assert self.client.post(f"{self.address}/undo").status_code == 409

    @invariant()
    def facts_agree(self) -> None:
        facts = self.client.get(self.address).json()
        assert (facts["version"], facts["undo_depth"]) == (self.version, len(self.past))


@pytest.mark.slow
class TestConversation(Conversation.TestCase):  # type: ignore[name-defined, misc]
    """Runs the machine."""

    settings = settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
