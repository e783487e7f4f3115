"""Walkers walk for the same time from the same place; the land under them is the true one."""

import itertools

import numpy as np
import pytest

from app.digits.dataset import as_inputs
from app.engine.backprop import one_hot
from app.engine.network import Network
from app.training.board import Board, as_network
from app.training.comparisons import Race, Walker, race
from app.training.cosines import cosine, spread
from app.training.landscape import grid_around, plane_of, survey, vector
from app.training.mapped import send_split
from app.training.worker import Desk, finish
from tests.training.examples import striped_digits

EXAMPLES = striped_digits(400)


def desk() -> Desk:
    """A desk with a clock that goes on by a millisecond whenever somebody looks."""
    ticks = itertools.count()
    return Desk(1, 0, Board.create(), lambda _: None, lambda: next(ticks) / 1e3)


@pytest.fixture(scope="module")
def held() -> Race:
    walkers = [Walker("full", 60_000, 0.5), Walker("mini", 20, 0.5), Walker("single", 1, 0.1)]
    network = Network.create(seed=1)
    tests = send_split(striped_digits(50, seed=1))
    found: Race = finish(race(desk(), [network] * 3, send_split(EXAMPLES), tests, walkers, seconds=0.6))
    return found


def test_all_walkers_start_at_the_same_cost_and_walk_equally_long(held: Race) -> None:
    assert len({path.costs[0] for path in held.paths}) == 1
    assert len({tuple(np.round(path.shadow[0], 4)) for path in held.paths}) == 1
    for path in held.paths:
        assert path.seconds[-1] == pytest.approx(0.6, abs=0.05)
        assert path.steps == sorted(path.steps) and path.steps[-1] > 10


def test_of_each_path_a_bounded_number_of_moments_is_kept(held: Race) -> None:
    for path in held.paths:
        assert len(path.costs) == len(path.steps) == len(path.seconds) == len(path.shadow) <= 82


def test_the_plane_keeps_a_share_of_the_spread_that_is_told(held: Race) -> None:
    assert 0.3 < held.kept <= 1.0
    assert held.landscape.costs.shape == (33, 33)
    assert all(len(costs) == len(path.shadow) for costs, path in zip(held.shadow_costs, held.paths, strict=True))


def test_the_landscape_is_the_cost_of_the_network_that_stands_there() -> None:
    points = np.stack([vector(Network.create(seed=seed)) for seed in range(4)])
    plane = plane_of(points)
    grid = grid_around(plane.shadow(points), side=3)
    inputs, targets = as_inputs(EXAMPLES.images), one_hot(EXAMPLES.labels)

    land = finish(survey(plane, grid, inputs, targets, "sigmoid"))

    network = as_network((plane.origin + grid[0][2] * plane.u + grid[1][1] * plane.v).astype(np.float32), "sigmoid")
    cost = np.square(network.forward(inputs).output - targets).sum(axis=1).mean()
    assert land.costs[1, 2] == pytest.approx(cost, rel=1e-4)
    assert land.examples == 400


def test_points_of_a_plane_are_kept_whole() -> None:
    rng = np.random.default_rng(0)
    u, v = rng.standard_normal((2, 13_002)).astype(np.float32)
    points = np.stack([s * u + t * v for s, t in rng.standard_normal((10, 2))])

    plane = plane_of(points)
    back = plane.origin + plane.shadow(points) @ np.stack([plane.u, plane.v])

    assert plane.kept == pytest.approx(1.0)
    np.testing.assert_allclose(back, points, atol=1e-2)
    assert float(plane.u @ plane.v) == pytest.approx(0.0, abs=1e-4)


def test_larger_mini_batches_point_more_nearly_where_all_examples_do() -> None:
    found = finish(spread(desk(), Network.create(seed=1), send_split(EXAMPLES), [1, 10, 100, 400], seed=2))
    means = [np.mean(one.cosines) for one in found.spreads]
    assert means == sorted(means)
    assert means[-1] == pytest.approx(1.0)  # the whole set is the full batch
    assert all(len(one.cosines) == 20 for one in found.spreads)


def test_the_cosine_of_opposite_directions_is_minus_one() -> None:
    assert cosine(np.array([1.0, 2.0]), np.array([-2.0, -4.0])) == pytest.approx(-1.0)
    assert cosine(np.zeros(2), np.ones(2)) == 0.0
