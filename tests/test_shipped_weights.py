"""The shipped weights read what people draw, in ways of writing that no training saw."""

import numpy as np
import pytest

from app.store.checkpoint import shipped_checkpoint
from app.training.recipe import accuracy, outputs
from bench.strangers import Drawings, drawings


@pytest.fixture(scope="module")
def strangers() -> Drawings:
    return drawings(of_each=20)


@pytest.mark.parametrize("hidden_activation", ["sigmoid", "relu"])
def test_19_of_20_drawings_of_strangers_are_read_right(hidden_activation: str, strangers: Drawings) -> None:
    assert len(strangers.split) >= 1_000
    assert accuracy(shipped_checkpoint(hidden_activation).network, strangers.split) >= 0.95


@pytest.mark.parametrize("hidden_activation", ["sigmoid", "relu"])
def test_no_way_of_writing_is_mostly_misread(hidden_activation: str, strangers: Drawings) -> None:
    output = outputs(shipped_checkpoint(hidden_activation).network, strangers.split.images)
    right = output.argmax(axis=1) == strangers.split.labels
    assert [way for way in np.unique(strangers.ways) if right[strangers.ways == way].mean() < 0.5] == []
