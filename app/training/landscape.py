"""The landscape: the true cost on the plane in which the walkers' paths spread most, and their shadows on it.

A point of the plane is origin + s·u + t·v, with u and v the first two principal directions of all paths together.
Neither the paths nor the cost are changed to fit it: a path leaves the plane, so its shadow's cost on the plane and
its own cost differ, and both are told, with the share of the spread that the plane keeps.

The first layer makes it fast. Its weighted inputs are linear in its weights: z(s, t) = z₀ + s·z_u + t·z_v. So the
784 inputs are multiplied three times, and not once for every point.
"""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.engine.activations import ACTIVATIONS, Array
from app.engine.network import Network
from app.training.board import as_network

MARGIN = 0.15  # of the paths' extent, on each side of them


@dataclass(frozen=True)
class Plane:
    """Where the plane lies among all weights and biases: origin and two unit directions, each of 13,002 numbers.

    kept: share of the paths' spread about their mean that lies in the plane, 0 to 1
    """

    origin: Array
    u: Array
    v: Array
    kept: float

    def shadow(self, points: Array) -> Array:
        """Return (n, 2) coordinates in the plane of (n, 13002) points."""
        shadows: Array = (points - self.origin) @ np.stack([self.u, self.v], axis=1)
        return shadows


@dataclass(frozen=True)
class Landscape:
    """The cost over a grid of the plane.

    s, t:     coordinates of the grid's columns and rows
    costs:    (rows, columns)
    examples: how many images the cost is the mean of
    """

    s: npt.NDArray[np.float64]
    t: npt.NDArray[np.float64]
    costs: Array
    examples: int


def vector(network: Network) -> Array:
    """Return all weights, then all biases, one after the other."""
    return np.concatenate([array.ravel() for array in (*network.weights, *network.biases)])


def plane_of(points: Array) -> Plane:
    """Return the plane of the first two principal directions of (n, 13002) points."""
    origin = points.mean(axis=0)
    centred = (points - origin).astype(np.float64)
    # Far fewer points than dimensions: the directions follow from the n × n products of the points.
    values, mixes = np.linalg.eigh(centred @ centred.T)
    values = np.maximum(values[::-1], 0.0)
    directions = centred.T @ mixes[:, ::-1][:, :2]
    lengths = np.linalg.norm(directions, axis=0)
    directions = directions / np.where(lengths > 0, lengths, 1.0)
    kept = float(values[:2].sum() / values.sum()) if values.sum() > 0 else 1.0
    return Plane(origin, directions[:, 0].astype(points.dtype), directions[:, 1].astype(points.dtype), kept)


def grid_around(shadows: Array, side: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the coordinates of a grid that holds all shadows, with a margin."""
    low, high = shadows.min(axis=0).astype(np.float64), shadows.max(axis=0).astype(np.float64)
    margin = MARGIN * np.maximum(high - low, 1e-3)
    s, t = (np.linspace(low[i] - margin[i], high[i] + margin[i], side) for i in (0, 1))
    return s, t


def survey(
    plane: Plane,
    grid: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
    inputs: Array,
    targets: Array,
    hidden_activation: str,
) -> Generator[float, None, Landscape]:
    """Return the cost at every point of the grid; yield the share done after each row."""
    origin, u, v = (as_network(part, hidden_activation) for part in (plane.origin, plane.u, plane.v))
    z_origin, z_u, z_v = (inputs @ part.weights[0].T + part.biases[0] for part in (origin, u, v))
    costs = np.empty((len(grid[1]), len(grid[0])), np.float64)
    for row, t in enumerate(grid[1]):
        for column, s in enumerate(grid[0]):
            z = z_origin + np.float32(s) * z_u + np.float32(t) * z_v
            point = as_network(plane.origin + np.float32(s) * plane.u + np.float32(t) * plane.v, hidden_activation)
            costs[row, column] = _cost(point, z, targets)
        yield (row + 1) / len(grid[1])
    return Landscape(grid[0], grid[1], costs, len(inputs))


def _cost(network: Network, z: Array, targets: Array) -> float:
    """Return the mean cost, given the first layer's weighted inputs."""
    activations = ACTIVATIONS[network.hidden_activation].value(z)
    rest = Network(network.weights[1:], network.biases[1:], network.hidden_activation)
    miss = rest.propagate(activations).output - targets
    return float(np.vdot(miss, miss)) / len(miss)
