"""Insights by REST: they add up as they travel, agree with each other, and refuse what makes no sense."""

import re
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.wire import insight_answers
from app.wire.insight import EXAMPLES, NAME_PATTERN
from tests.api.errors import assert_error

TWO = {"strokes": [[[2, 3], [3, 1], [5, 1], [6, 3], [2, 9], [7, 9]]]}
ONE = {"strokes": [[[5, 1], [5, 9]]]}
EXAMPLE = {"image": TWO, "label": 2}
BOTH = [EXAMPLE, {"image": ONE, "label": 1}]
MANY = ["sensitivity", "wiggle", "averages", "slice"]
ASKED = {
    "terms": {"image": TWO, "layer": 3, "neuron": 2},
    "squares": EXAMPLE,
    "sums": EXAMPLE | {"layer": 2},
    "levers": EXAMPLE | {"output": 2},
    "outer": EXAMPLE | {"layer": 3},
    "chain": EXAMPLE | {"parameter": "w3.2.5"},
    "sensitivity": {"examples": BOTH, "pinned": ["w3.2.5", "b3.8"]},
    "wiggle": {"examples": BOTH, "parameters": ["w3.2.5", "b3.8"], "epsilon": 1e-4},
    "averages": {"examples": BOTH, "parameters": ["w3.2.5", "b3.8"]},
    "slice": {"examples": BOTH, "learning_rate": 1.0},
    "strangers": {"seed": 1, "count": 5},
}


def ask(client: TestClient, network: str, insight: str, **changes: Any) -> dict[str, Any]:
    response = client.post(f"{network}/insight/{insight}", json=ASKED[insight] | changes)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


@pytest.mark.parametrize("insight", ASKED)
def test_every_insight_tells_which_weights_it_is_true_of(client: TestClient, network: str, insight: str) -> None:
    assert ask(client, network, insight)["version"] == 1
    client.post(f"{network}/step", json={"examples": [EXAMPLE], "learning_rate": 0.1})
    assert ask(client, network, insight)["version"] == 2


@pytest.mark.parametrize("insight", ASKED)
def test_every_answer_is_what_its_model_says(client: TestClient, network: str, insight: str) -> None:
    model = getattr(insight_answers, f"{insight.capitalize()}Answer")
    model.model_validate(ask(client, network, insight), strict=True)


def test_terms_add_up_as_they_travel(client: TestClient, network: str) -> None:
    found = ask(client, network, "terms", layer=1, neuron=7)
    assert len(found["terms"]) == 784
    assert sum(found["terms"]) + found["bias"] == pytest.approx(found["z"], abs=1e-12)


def test_squares_add_up_and_agree_with_backprop(client: TestClient, network: str) -> None:
    found = ask(client, network, "squares")
    known = client.post(f"{network}/backprop", json={"examples": [EXAMPLE]}).json()
    assert sum(found["squares"]) == pytest.approx(found["cost"], abs=1e-12)
    assert found["cost"] == pytest.approx(known["cost"], rel=1e-5)
    assert found["nudges"] == pytest.approx(known["examples"][0]["layers"][3]["nudges"], abs=1e-6)


@pytest.mark.parametrize(("layer", "neurons"), [(0, 784), (1, 16), (2, 16)])
def test_contributions_add_up_to_the_nudges_of_backprop(
    client: TestClient, network: str, layer: int, neurons: int
) -> None:
    found = ask(client, network, "sums", layer=layer)
    known = client.post(f"{network}/backprop", json={"examples": [EXAMPLE]}).json()["examples"][0]["layers"][layer]
    assert np.sum(found["contributions"], axis=1) == pytest.approx(found["nudges"], abs=1e-6)
    assert found["nudges"] == pytest.approx(known["nudges"], abs=1e-6)
    assert len(found["nudges"]) == neurons
    assert [size["layer"] for size in found["signal"]] == [0, 1, 2, 3]


def test_a_switched_off_output_is_told_and_asks_for_nothing(client: TestClient, network: str) -> None:
    found = ask(client, network, "sums", off=[8, 8, 1])
    assert found["off"] == [1, 8]
    assert not np.array(found["contributions"])[:, [1, 8]].any()


def test_levers_keep_their_promise_when_the_weights_are_really_changed(client: TestClient, network: str) -> None:
    found = ask(client, network, "levers")
    old = client.get(f"{network}/weights").json()["weights"][2][2]
    changes = {f"w3.2.{i}": old[i] + need for i, need in enumerate(found["levers"][1]["needs"])}
    client.patch(f"{network}/weights", json={"changes": changes})
    raised = client.post(f"{network}/forward", json={"image": TWO}).json()["layers"][3]["activations"][2]
    assert raised - found["activation"] == pytest.approx(0.01, abs=1e-5)
    assert [spending["way"] for spending in found["budget"]["spendings"]] == ["downhill", "one weight", "evenly"]


def test_the_outer_product_names_its_rows_and_columns(client: TestClient, network: str) -> None:
    found = ask(client, network, "outer")
    assert sorted(found["senders"]) == list(range(16))
    assert sorted(found["receivers"]) == list(range(10))
    assert found["grid"][0][0] == pytest.approx(found["activations"][0] * found["wishes"][0])


def test_one_parameter_is_the_same_to_chain_wiggle_averages_and_sensitivity(client: TestClient, network: str) -> None:
    alone = {"examples": [EXAMPLE]}
    gradient = ask(client, network, "chain")["gradient"]
    assert ask(client, network, "wiggle", **alone)["wiggles"][0]["gradient"] == gradient
    assert ask(client, network, "averages", **alone)["wishes"][0][0] == -gradient
    pinned = ask(client, network, "sensitivity", **alone)["pinned"][0]
    assert pinned["gradient"] == gradient
    assert pinned["parameter"] == {"name": "w3.2.5", "layer": 3, "receiver": 2, "sender": 5}


def test_components_come_when_asked_for(client: TestClient, network: str) -> None:
    assert "components" not in ask(client, network, "sensitivity")
    assert len(ask(client, network, "sensitivity", components=True)["components"]) == 13_002


def test_the_mean_column_equals_the_batch_gradient(client: TestClient, network: str) -> None:
    found = ask(client, network, "averages")
    assert np.mean(found["wishes"], axis=1) == pytest.approx(found["batch"], rel=1e-6)
    assert found["largest_difference"] < 1e-6


def test_the_step_that_the_slice_foretells_is_the_step_that_is_taken(client: TestClient, network: str) -> None:
    chosen = ask(client, network, "slice")["chosen"]
    stepped = client.post(f"{network}/step", json={"examples": BOTH, "learning_rate": 1.0}).json()
    assert stepped["cost_after"] == pytest.approx(chosen["cost"], rel=1e-4)


def test_a_stranger_can_be_fetched_and_read(client: TestClient, network: str) -> None:
    named = client.get("/api/strangers").json()["strangers"]
    assert {one["kind"] for one in named} == {"letter", "noise"}
    noise = ask(client, network, "strangers")["strangers"][-1]
    image = client.get(f"/api/strangers/{noise['name']}", params={"seed": noise["seed"]}).json()["image"]
    read = client.post(f"{network}/forward", json={"image": image}).json()["prediction"]
    assert read["digit"] == noise["digit"]
    assert read["confidence"] == pytest.approx(noise["confidence"], rel=1e-5)


def test_weights_are_edited_by_name_and_undone(client: TestClient, network: str) -> None:
    before = client.get(f"{network}/weights").json()
    changed = client.patch(f"{network}/weights", json={"changes": {"w3.2.5": 0.5, "b1.15": -2}})
    assert changed.json()["version"] == 2
    after = client.get(f"{network}/weights").json()
    assert (after["weights"][2][2][5], after["biases"][0][15]) == (0.5, -2.0)
    client.post(f"{network}/undo")
    assert client.get(f"{network}/weights").json()["weights"] == before["weights"]


def test_a_drag_is_undone_as_a_whole(client: TestClient, network: str) -> None:
    before = client.get(f"{network}/weights").json()["biases"]
    for i, value in enumerate((0.1, 0.2, 0.3)):
        client.patch(f"{network}/weights", json={"changes": {"b3.2": value}, "remember": i == 0})
    client.post(f"{network}/undo")
    assert client.get(f"{network}/weights").json()["biases"] == before


@pytest.mark.parametrize("name", ["w3.2.5", "w1.15.783", "w1.0.9", "b1.0", "b3.9", "w2.15.15"])
def test_the_documented_pattern_admits_every_parameter(name: str) -> None:
    assert re.search(NAME_PATTERN, name)


@pytest.mark.parametrize("name", ["w3.10.5", "w1.15.784", "b3.10", "w2.16.0", "w4.0.0", "w3.2", "w3.02.5", ""])
def test_a_name_that_no_parameter_has_is_refused(client: TestClient, network: str, name: str) -> None:
    assert not re.search(NAME_PATTERN, name)
    response = client.post(f"{network}/insight/chain", json=EXAMPLE | {"parameter": name})
    assert assert_error(response, 422, "invalid_input", "parameter")


@pytest.mark.parametrize("label", [10, -1, 1.5, "2", True, None])
@pytest.mark.parametrize("insight", MANY)
def test_a_label_that_is_no_digit_is_refused(client: TestClient, network: str, insight: str, label: Any) -> None:
    response = client.post(
        f"{network}/insight/{insight}", json=ASKED[insight] | {"examples": [EXAMPLE, {"image": ONE, "label": label}]}
    )
    assert assert_error(response, 422, "invalid_input", "examples.1.label")


@pytest.mark.parametrize("insight", MANY)
@pytest.mark.parametrize("count", [0, EXAMPLES + 1, 10_001])
def test_no_example_or_too_many_are_refused(client: TestClient, network: str, insight: str, count: int) -> None:
    reference = {"image": {"dataset": "mnist", "index": 0}, "label": 7}
    response = client.post(f"{network}/insight/{insight}", json=ASKED[insight] | {"examples": [reference] * count})
    assert assert_error(response, 422, "invalid_input", "examples")


@pytest.mark.parametrize("insight", MANY)
def test_an_image_of_another_shape_among_good_ones_is_refused(client: TestClient, network: str, insight: str) -> None:
    examples = [EXAMPLE, {"image": [0.0] * 783, "label": 2}]
    response = client.post(f"{network}/insight/{insight}", json=ASKED[insight] | {"examples": examples})
    assert "783" in assert_error(response, 422, "invalid_input", "examples.1.image")


@pytest.mark.parametrize("insight", ASKED)
def test_a_deleted_network_has_no_insights(client: TestClient, network: str, insight: str) -> None:
    client.delete(network)
    assert_error(client.post(f"{network}/insight/{insight}", json=ASKED[insight]), 404, "not_found")


@pytest.mark.parametrize(
    ("insight", "changes", "field"),
    [
        ("sums", {"layer": 3}, "layer"),
        ("sums", {"off": [10]}, "off.0"),
        ("levers", {"output": 10}, "output"),
        ("levers", {"change": 1.0}, "change"),
        ("wiggle", {"epsilon": 0}, "epsilon"),
        ("wiggle", {"parameters": []}, "parameters"),
        ("slice", {"learning_rate": 0}, "learning_rate"),
        ("slice", {"up_to": 1e7}, "up_to"),
        ("strangers", {"count": 0}, "count"),
        ("squares", {"shade": 1}, "shade"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    client: TestClient, network: str, insight: str, changes: dict, field: str
) -> None:
    response = client.post(f"{network}/insight/{insight}", json=ASKED[insight] | changes)
    assert assert_error(response, 422, "invalid_input", field)


def test_a_neuron_beyond_its_layer_is_not_found(client: TestClient, network: str) -> None:
    response = client.post(f"{network}/insight/terms", json=ASKED["terms"] | {"neuron": 10})
    assert assert_error(response, 404, "not_found", "neuron")


def test_a_network_in_training_is_read_but_not_edited(client: TestClient, network: str) -> None:
    entry = client.app.state.services.networks.get(network.rsplit("/", 1)[1])  # type: ignore[attr-defined]
    entry.busy = "it is being trained"
    assert ask(client, network, "squares")["version"] == 1
    response = client.patch(f"{network}/weights", json={"changes": {"b3.2": 1.0}})
    assert_error(response, 409, "conflict")


@pytest.mark.parametrize("changes", [{}, {"b3.2": "1"}, {"b3.2": 1e7}, {"b3.10": 1.0}, {"b3.2": None}])
def test_an_edit_that_makes_no_sense_changes_nothing(client: TestClient, network: str, changes: dict) -> None:
    assert client.patch(f"{network}/weights", json={"changes": changes}).status_code == 422
    assert client.get(network).json()["version"] == 1


@pytest.mark.parametrize("name", ["7", "Z", "constructor"])
def test_an_unknown_stranger_is_not_found(client: TestClient, name: str) -> None:
    assert "clouds" in assert_error(client.get(f"/api/strangers/{name}"), 404, "not_found")
