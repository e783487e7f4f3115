"""The engine agrees with an outside automatic differentiation (PyTorch 2.13, float64)."""

import json
from pathlib import Path

import numpy as np
import pytest

from app.engine.backprop import backward
from app.engine.network import Network

CASES = json.loads(Path(__file__).with_name("witness.json").read_text())["cases"]


@pytest.fixture(params=CASES, ids=lambda case: f"{case['hidden_activation']} {case['sizes']} x{len(case['labels'])}")
def case(request: pytest.FixtureRequest) -> dict:
    return request.param


@pytest.fixture
def network(case: dict) -> Network:
    weights = [np.array(w) for w in case["weights"]]
    return Network(weights, [np.array(b) for b in case["biases"]], case["hidden_activation"])


def close(ours: object, theirs: object) -> None:
    np.testing.assert_allclose(np.asarray(ours), np.asarray(theirs), rtol=0, atol=1e-9)


def test_forward_gives_the_witness_z_and_activations(case: dict, network: Network) -> None:
    trace = network.forward(np.array(case["inputs"]))
    for ours, theirs in zip(trace.z, case["z"], strict=True):
        close(ours, theirs)
    for ours, theirs in zip(trace.activations[1:], case["activations"], strict=True):
        close(ours, theirs)


def test_backward_gives_the_witness_costs_nudges_deltas_and_gradients(case: dict, network: Network) -> None:
    trace = network.forward(np.array(case["inputs"]))
    found = backward(network, trace, np.eye(case["sizes"][-1])[case["labels"]])
    close(found.costs, case["cost_per_example"])
    close(found.cost, case["cost"])
    close(-found.nudges[0], case["dcost_dinput"])
    for ours, theirs in zip(found.nudges[1:], case["dcost_dactivation"], strict=True):
        close(-ours, theirs)
    for ours, theirs in zip(found.deltas, case["dcost_dz"], strict=True):
        close(ours, theirs)
    for ours, theirs in zip(found.gradient.weights, case["weight_gradient_of_mean"], strict=True):
        close(ours, theirs)
    for ours, theirs in zip(found.gradient.biases, case["bias_gradient_of_mean"], strict=True):
        close(ours, theirs)


def test_float32_agrees_with_float64_to_1e_4_of_each_largest_entry(case: dict, network: Network) -> None:
    targets = np.eye(case["sizes"][-1])[case["labels"]]
    exact = backward(network, network.forward(np.array(case["inputs"])), targets)
    single = network.astype(np.float32)
    rough = backward(single, single.forward(np.array(case["inputs"])), targets.astype(np.float32))
    assert rough.gradient.weights[0].dtype == np.float32
    for ours, theirs in zip(
        [*rough.nudges, *rough.deltas, *rough.gradient.weights],
        [*exact.nudges, *exact.deltas, *exact.gradient.weights],
        strict=True,
    ):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-4 * np.abs(theirs).max())
