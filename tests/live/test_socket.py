"""The socket answers drawings and labels with readings."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

PIXELS = [i % 11 / 10 for i in range(784)]


@pytest.fixture
def network(client: TestClient) -> str:
    network_id: str = client.post("/api/networks", json={"start": "untrained", "seed": 1}).json()["id"]
    return f"/api/networks/{network_id}"


@pytest.fixture
def socket(client: TestClient, network: str) -> Iterator[WebSocketTestSession]:
    with client.websocket_connect(f"{network}/live") as socket:
        yield socket


def ask(socket: WebSocketTestSession, type: str, data: Any, id: Any = 1) -> dict[str, Any]:
    socket.send_json({"type": type, "id": id, "data": data})
    found: dict[str, Any] = socket.receive_json()
    return found


def test_drawing_is_answered_by_a_reading(socket: WebSocketTestSession) -> None:
    found = ask(socket, "draw", {"image": PIXELS}, id="a")
    assert (found["type"], found["reply_to"]) == ("reading", "a")
    layers = found["data"]["layers"]
    assert [len(layer["activations"]) for layer in layers] == [784, 16, 16, 10]
    assert [layer["nudges"] for layer in layers] == [None] * 4
    assert found["data"]["gradient_magnitude"] is None


def test_label_brings_nudges_deltas_and_magnitudes(socket: WebSocketTestSession) -> None:
    ask(socket, "draw", {"image": PIXELS})
    found = ask(socket, "label", {"label": 3})["data"]
    assert [len(layer["nudges"]) for layer in found["layers"]] == [784, 16, 16, 10]
    assert [len(layer["deltas"]) for layer in found["layers"][1:]] == [16, 16, 10]
    assert set(found["gradient_magnitude"][0]["weights"]) == {"mean", "max"}


def test_stream_agrees_with_rest_to_five_digits(client: TestClient, network: str, socket: WebSocketTestSession) -> None:
    found = ask(socket, "draw", {"image": PIXELS, "label": 3})["data"]
    order = {"examples": [{"image": PIXELS, "label": 3}]}
    rest = client.post(f"{network}/backprop", json=order).json()
    assert found["cost"] == pytest.approx(rest["cost"], rel=1e-5)
    for layer in range(4):
        assert found["layers"][layer]["nudges"] == pytest.approx(
            rest["examples"][0]["layers"][layer]["nudges"], rel=1e-4
        )
    for layer, facts in enumerate(found["gradient_magnitude"]):
        assert facts["weights"]["mean"] == pytest.approx(rest["gradient"][layer]["weight_magnitude_mean"], rel=1e-4)
        assert facts["weights"]["max"] == pytest.approx(rest["gradient"][layer]["weight_magnitude_max"], rel=1e-4)


def test_change_from_elsewhere_is_told(client: TestClient, network: str, socket: WebSocketTestSession) -> None:
    before = ask(socket, "draw", {"image": PIXELS})["data"]["version"]
    client.post(f"{network}/step", json={"examples": [{"image": PIXELS, "label": 3}], "learning_rate": 1})
    told = socket.receive_json()
    assert (told["type"], told["reply_to"], told["data"]["version"]) == ("reading", None, before + 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [("{", "invalid_json"), ("[]", "invalid_input"), ('{"type": "dance"}', "invalid_input"), ('"a"', "invalid_input")],
)
def test_nonsense_is_answered_by_an_error_and_the_talk_goes_on(
    socket: WebSocketTestSession, text: str, code: str
) -> None:
    socket.send_text(text)
    found = socket.receive_json()
    assert (found["type"], found["data"]["error"]["code"]) == ("error", code)
    assert ask(socket, "draw", {"image": PIXELS})["type"] == "reading"


@pytest.mark.parametrize(
    ("envelope", "reply_to", "message"),
    [
        ({"type": "draw", "id": "a", "foo": 1}, "a", "foo is not a field of this request"),
        ({"id": 7}, 7, "type is missing"),
        (
            {"type": "draw", "id": 9.5},
            None,
            "id is 9.5, expected a text of at most 64 characters or a whole number within ±9007199254740992",
        ),
        (
            {"type": "draw", "id": True},
            None,
            "id is true, expected a text of at most 64 characters or a whole number within ±9007199254740992",
        ),
        (["draw"], None, "the message is a list of 1, expected an object"),
    ],
)
def test_wrong_envelope_is_answered_with_the_id_that_it_has(
    socket: WebSocketTestSession, envelope: Any, reply_to: Any, message: str
) -> None:
    socket.send_json(envelope)
    found = socket.receive_json()
    assert (found["type"], found["reply_to"], found["data"]["error"]["message"]) == ("error", reply_to, message)


@pytest.mark.parametrize("id", ["a" * 64, 2**53, -(2**53), 0, ""])
def test_every_id_that_may_be_is_repeated(socket: WebSocketTestSession, id: Any) -> None:
    assert ask(socket, "label", None, id)["reply_to"] == id


@pytest.mark.parametrize(
    ("type", "data", "message"),
    [
        *[("train", data, f"data is {said}, expected an object or null") for data, said in
          [([], "a list of 0"), ("", "the text ''"), (0, "0"), (False, "false")]],
        ("resume", [1], "data is a list of 1, expected an object or null"),
        ("step", "epoch", "data is the text 'epoch', expected an object or null"),
        ("pause", {"foo": 1}, "foo is not a field of pause, which takes none"),
        ("pause", 0, "data is 0, expected an object or null"),
        ("stop", {"learning_rate": 1}, "learning_rate is not a field of stop, which takes none"),
        ("resume", {"foo": 1}, "foo is not a field of this request"),
        ("resume", {"state": "paused"}, "state is the text 'paused', expected 'running' with resume"),
        ("step", {"until": "run"}, "until is the text 'run', expected 'step' or 'epoch'"),
        ("change", None, "data is null, expected an object"),
        ("change", {}, "nothing is to be changed, expected at least one field"),
    ],
)  # fmt: skip
def test_command_with_what_it_does_not_take_is_refused_and_starts_nothing(
    client: TestClient, network: str, socket: WebSocketTestSession, type: str, data: Any, message: str
) -> None:
    found = ask(socket, type, data)
    assert (found["type"], found["data"]["error"]["message"]) == ("error", message)
    assert client.get(f"{network}/training").status_code == 404


def test_wrong_pixel_is_named_with_the_id_that_it_answers(socket: WebSocketTestSession) -> None:
    found = ask(socket, "draw", {"image": [*PIXELS[:-1], 255]}, id=9)
    assert found["reply_to"] == 9
    assert found["data"]["error"] == {
        "code": "invalid_input",
        "message": "pixel 783 is 255.0, expected 0 to 1: divide by 255",
        "field": "image",
    }


def test_binary_frame_is_answered_by_an_error(socket: WebSocketTestSession) -> None:
    socket.send_bytes(b"\x00")
    assert "binary" in socket.receive_json()["data"]["error"]["message"]


def test_unknown_network_is_told_before_the_socket_closes(client: TestClient) -> None:
    with client.websocket_connect("/api/networks/nobody/live") as socket:
        assert socket.receive_json()["data"]["error"]["code"] == "not_found"
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()
    assert closed.value.code == 4404
