"""Two untrained networks, and inputs that look like ink: mostly 0, some pixels between 0 and 1."""

import numpy as np
import pytest

from app.engine.activations import ACTIVATIONS, Array
from app.engine.network import Network
from app.insight.study import Study, study

LABELS = [2, 7, 1, 0, 4, 1, 4, 9]


def inked(count: int, seed: int = 5) -> Array:
    """Return images (count, 784) with about a fifth of the pixels inked, as MNIST has."""
    rng = np.random.default_rng(seed)
    return (rng.random((count, 784)) * (rng.random((count, 784)) < 0.2)).astype(np.float32)


@pytest.fixture(params=sorted(ACTIVATIONS))
def network(request: pytest.FixtureRequest) -> Network:
    return Network.create(hidden_activation=request.param, seed=3)


@pytest.fixture
def one(network: Network) -> Study:
    return study(network, inked(1), [2])


@pytest.fixture
def eight(network: Network) -> Study:
    return study(network, inked(8), LABELS)
