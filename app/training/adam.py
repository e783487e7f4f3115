"""Adam: descent whose step is scaled, parameter by parameter, by how large its gradient usually is.

Only the recipe of the shipped weights uses it; what the page shows is plain descent, `engine.descent.step`.
"""

from dataclasses import dataclass, field

import numpy as np

from app.engine.activations import Array
from app.engine.backprop import Gradient
from app.engine.network import Network

MEAN_DECAY, SQUARE_DECAY, EPSILON = 0.9, 0.999, 1e-8  # as in Kingma & Ba, 2015, algorithm 1


@dataclass
class Adam:
    """What is remembered between steps: running means of each parameter's gradient and of its square.

    decay: how fast weights, but not biases, shrink by themselves, for each unit of learning rate (Loshchilov & Hutter,
           2019). What no image ever asks for, as the weights of pixels at the edge, fades to nothing.
    """

    network: Network
    decay: float = 0.0
    steps: int = 0
    means: list[Array] = field(init=False)
    squares: list[Array] = field(init=False)

    def __post_init__(self) -> None:
        parameters = (*self.network.weights, *self.network.biases)
        self.means = [np.zeros_like(p) for p in parameters]
        self.squares = [np.zeros_like(p) for p in parameters]

    def step(self, gradient: Gradient, learning_rate: float) -> None:
        """Move the network in place: by about `learning_rate` wherever the gradient keeps its sign."""
        self.steps += 1
        parameters = (*self.network.weights, *self.network.biases)
        slopes = (*gradient.weights, *gradient.biases)
        # Both means begin at zero: early on they are too small by these factors.
        for weights in self.network.weights:
            weights *= 1 - learning_rate * self.decay
        rate = learning_rate * (1 - SQUARE_DECAY**self.steps) ** 0.5 / (1 - MEAN_DECAY**self.steps)
        for parameter, slope, mean, square in zip(parameters, slopes, self.means, self.squares, strict=True):
            mean += (1 - MEAN_DECAY) * (slope - mean)
            square += (1 - SQUARE_DECAY) * (slope * slope - square)
            parameter -= rate * mean / (np.sqrt(square) + EPSILON)
