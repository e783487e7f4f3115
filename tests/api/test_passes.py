"""Forward, backprop and step as outside programs see them."""

import itertools
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.engine.backprop import backward, one_hot
from app.engine.network import Network
from tests.api.errors import assert_error

PIXELS = [i % 11 / 10 for i in range(784)]
ROWS = [PIXELS[i : i + 28] for i in range(0, 784, 28)]


def test_forward_tells_every_layer_of_the_engine(client: TestClient, network: str) -> None:
    found = client.post(f"{network}/forward", json={"image": PIXELS}).json()
    trace = Network.create(seed=1).forward(PIXELS)
    assert [len(layer["activations"]) for layer in found["layers"]] == [784, 16, 16, 10]
    assert "z" not in found["layers"][0]
    # what came is float32 exactly, not rounded
    assert np.array_equal(np.float32(found["layers"][3]["z"]), trace.z[2][0])
    assert np.array_equal(np.float32(found["layers"][1]["activations"]), trace.activations[1][0])
    assert found["prediction"]["digit"] == int(trace.output[0].argmax())
    assert np.float32(found["prediction"]["confidence"]) == trace.output[0].max()


def test_rows_of_pixels_read_as_the_same_pixels_in_a_line(client: TestClient, network: str) -> None:
    answers = [client.post(f"{network}/forward", json={"image": image}).json() for image in (PIXELS, ROWS)]
    assert answers[0] == answers[1]


def test_empty_pad_reads_as_no_digit(client: TestClient, network: str) -> None:
    found = client.post(f"{network}/forward", json={"image": [0] * 784}).json()
    assert found["prediction"] == {"digit": None, "confidence": None}


@pytest.mark.parametrize(
    ("image", "message"),
    [
        (PIXELS[:203] + [255.0] + PIXELS[204:], "pixel 203 is 255.0, expected 0 to 1: divide by 255"),
        (PIXELS[:5] + [-0.5] + PIXELS[6:], "pixel 5 is -0.5, expected 0 to 1"),
        (PIXELS[:5] + ["0.5"] + PIXELS[6:], "pixel 5 is the text '0.5', expected a number"),
        (PIXELS[:5] + [True] + PIXELS[6:], "pixel 5 is true, expected a number"),
        (PIXELS[:5] + [10**400] + PIXELS[6:], "pixel 5 is inf, expected 0 to 1"),
        (PIXELS[:-1], "image has 783 numbers, expected 784 or 28 rows of 28"),
        (ROWS[:4] + [[0.0]] + ROWS[5:], "row 4 of the image has 1 numbers, expected 28"),
        ([], "image has 0 numbers, expected 784 or 28 rows of 28"),
        ({"strokes": [[[0, 0]]] * 65}, "there are 65 strokes, expected at most 64"),
        ({"strokes": [[[0, 0]] * 2001]}, "the strokes have 2001 points, expected at most 2000"),
        ({"strokes": [[[0, "a"]]]}, "point 0 of stroke 0 is [0, the text 'a'], expected two numbers from -1000000 to"),
        ({"strokes": [], "x": 1}, "image has a field 'x', expected only strokes"),
        ({"dataset": "examples", "index": -1}, "index of an image is -1, expected a whole number from 0"),
        (None, "image is null, expected 784 numbers, 28 rows of 28 numbers"),
    ],
)
def test_wrong_image_is_told_what_came_and_what_was_expected(
    client: TestClient, network: str, image: Any, message: str
) -> None:
    said = assert_error(client.post(f"{network}/forward", json={"image": image}), 422, "invalid_input", "image")
    assert said.startswith(message)


def test_backprop_tells_every_example_and_the_mean_gradient(client: TestClient, network: str) -> None:
    images, labels = [PIXELS, PIXELS[::-1]], [3, 8]
    examples = [{"image": image, "label": label} for image, label in zip(images, labels, strict=True)]
    found = client.post(f"{network}/backprop", json={"examples": examples, "detail": "full"}).json()
    own = Network.create(seed=1)
    back = backward(own, own.forward(images), one_hot(labels))
    assert np.float32(found["cost"]) == back.costs.mean()
    for i, example in enumerate(found["examples"]):
        assert example["label"] == labels[i]
        assert np.float32(example["cost"]) == back.costs[i]
        assert [len(layer["nudges"]) for layer in example["layers"]] == [784, 16, 16, 10]
        assert np.array_equal(np.float32(example["layers"][0]["nudges"]), back.nudges[0][i])
        assert np.array_equal(np.float32(example["layers"][2]["deltas"]), back.deltas[1][i])
    for layer, (weights, biases) in enumerate(zip(back.gradient.weights, back.gradient.biases, strict=True)):
        assert np.array_equal(np.float32(found["gradient"][layer]["weights"]), weights)
        assert np.array_equal(np.float32(found["gradient"][layer]["biases"]), biases)
        assert np.float32(found["gradient"][layer]["weight_magnitude_max"]) == np.abs(weights).max()


def test_detail_decides_the_size_of_the_answer(client: TestClient, network: str) -> None:
    orders = [{"examples": [{"image": PIXELS, "label": 3}], "detail": d} for d in ("summary", "layers", "full")]
    sizes = [len(client.post(f"{network}/backprop", json=order).content) for order in orders]
    assert all(small * 2 < large for small, large in itertools.pairwise(sizes))


def test_more_examples_than_layers_may_have_are_refused(client: TestClient, network: str) -> None:
    examples = [{"image": {"strokes": []}, "label": 3}] * 101
    message = assert_error(
        client.post(f"{network}/backprop", json={"examples": examples}), 422, "invalid_input", "examples"
    )
    assert message == "there are 101 examples, expected at most 100 with detail 'layers': ask for 'summary'"


@pytest.mark.parametrize("label", [-1, 10, 3.5, "3", None, True, [3]])
def test_label_must_be_a_digit(client: TestClient, network: str, label: Any) -> None:
    order = {"examples": [{"image": PIXELS, "label": label}]}
    assert_error(client.post(f"{network}/backprop", json=order), 422, "invalid_input", "examples.0.label")


def test_ten_thousand_images_of_a_dataset_are_summed_up(client: TestClient, network: str) -> None:
    examples = [{"image": {"dataset": "examples", "index": i % 37}, "label": i % 10} for i in range(10_000)]
    order = {"examples": examples, "detail": "summary"}
    found = client.post(f"{network}/backprop", json=order).json()
    assert len(found["examples"]) == 10_000
    assert found["cost"] == pytest.approx(np.mean([example["cost"] for example in found["examples"]]), rel=1e-5)
    message = assert_error(
        client.post(f"{network}/backprop", json={**order, "examples": [*examples, examples[0]]}),
        422,
        "invalid_input",
        "examples",
    )
    assert message == "there are 10001 examples, expected at most 10000"


def test_step_on_many_examples_is_taken_as_on_few(client: TestClient, network: str) -> None:
    examples = [{"image": PIXELS, "label": 3}] * 50
    order = {"examples": examples, "learning_rate": 0.5}
    many = client.post(f"{network}/step", json=order).json()
    client.post(f"{network}/undo")
    one = client.post(f"{network}/step", json={**order, "examples": examples[:1]}).json()
    assert many["cost_after"] == pytest.approx(one["cost_after"], rel=1e-5)


def test_no_examples_are_refused(client: TestClient, network: str) -> None:
    assert_error(client.post(f"{network}/backprop", json={"examples": []}), 422, "invalid_input", "examples")


def test_step_lowers_the_cost_and_counts(client: TestClient, network: str) -> None:
    order = {"examples": [{"image": PIXELS, "label": 3}], "learning_rate": 0.5}
    cost = client.post(f"{network}/backprop", json={"examples": order["examples"]}).json()["cost"]
    found = client.post(f"{network}/step", json=order).json()
    assert found["cost_before"] == cost  # in the same digits
    assert found["cost_after"] < found["cost_before"]
    assert (found["step"], found["version"]) == (1, 2)


def test_step_moves_weights_against_the_gradient(client: TestClient, network: str) -> None:
    examples = [{"image": PIXELS, "label": 3}]
    gradient = client.post(f"{network}/backprop", json={"examples": examples, "detail": "full"}).json()["gradient"]
    before = client.get(f"{network}/weights").json()
    client.post(f"{network}/step", json={"examples": examples, "learning_rate": 0.5})
    after = client.get(f"{network}/weights").json()
    moved = np.array(after["weights"][2]) - np.array(before["weights"][2])
    np.testing.assert_allclose(moved, -0.5 * np.array(gradient[2]["weights"]), atol=1e-6)


@pytest.mark.parametrize("rate", [0, -1, 1e7, "0.1", None, True])
def test_learning_rate_must_be_a_sensible_number(client: TestClient, network: str, rate: Any) -> None:
    order = {"examples": [{"image": PIXELS, "label": 3}], "learning_rate": rate}
    assert_error(client.post(f"{network}/step", json=order), 422, "invalid_input", "learning_rate")


def test_broken_json_is_told_so(client: TestClient, network: str) -> None:
    headers = {"Content-Type": "application/json"}
    assert_error(client.post(f"{network}/forward", content="{", headers=headers), 400, "invalid_json")
