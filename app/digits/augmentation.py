"""Augmentation: many likely variants of each image, so that few examples teach what many would.

One implementation serves training, the built-in handwriting and the page. Each image is turned, scaled, sheared
and shifted in one resampling, then its lines are made wider or thinner.
"""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from app.digits.framing import CENTRE, SIDE
from app.errors import InvalidInput, ShapeError

Images = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

LIMITS = {"shift": 10.0, "rotate": 180.0, "scale": 0.5, "shear": 1.0, "line_width": 2.0}
CHUNK = 64  # images resampled at a time: what they need stays in the processor's cache
MARGIN = 2  # pixels of paper around an image, so that no pixel outside it is asked for
SOLID = 0.98  # MNIST's darkest pixels are often 253 of 255


@dataclass(frozen=True)
class Augmentation:
    """How far each image may be changed; every image gets its own amounts, all equally likely within these bounds.

    shift:      pixels, each way in x and y
    rotate:     degrees, each way
    scale:      share by which the size grows or shrinks: 0.1 is from 1/1.1 to 1.1 times
    shear:      pixels that the ink leans sideways per pixel of height, each way
    line_width: pixels by which lines become wider or thinner

    Raises InvalidInput for a negative or too large bound.
    """

    shift: float = 0.0
    rotate: float = 0.0
    scale: float = 0.0
    shear: float = 0.0
    line_width: float = 0.0

    def __post_init__(self) -> None:
        for name, limit in LIMITS.items():
            value = getattr(self, name)
            if not 0 <= value <= limit:
                raise InvalidInput(f"{name} is {value}, expected 0 to {limit:g}", field=f"augmentation.{name}")

    @property
    def changes_nothing(self) -> bool:
        """Whether every bound is 0."""
        return not any(getattr(self, field.name) for field in fields(self))


LIGHT = Augmentation(shift=1.0, rotate=8.0, scale=0.08, shear=0.1, line_width=0.5)


def augment(images: Images, augmentation: Augmentation, rng: np.random.Generator) -> Images:
    """Return one variant of each image, (n, 784); the same generator state gives the same variants.

    images: (n, 784) brightness from 0 to 1

    Raises ShapeError for another shape.
    """
    if images.ndim != 2 or images.shape[1] != SIDE * SIDE:
        raise ShapeError(f"images have shape {images.shape}, expected (n, {SIDE * SIDE})")
    # Always six numbers an image: switching one bound on leaves the others' amounts as they were.
    amounts = rng.uniform(-1.0, 1.0, (len(images), 6))
    if augmentation.changes_nothing:
        return images.astype(np.float32)
    affine = inverse_affine(amounts[:, :5], augmentation)
    width = 0.5 * augmentation.line_width * amounts[:, 5]
    variants = np.empty(images.shape, np.float32)
    for start in range(0, len(images), CHUNK):
        chunk = slice(start, start + CHUNK)
        variants[chunk] = resampled(images[chunk], affine[chunk])
        if augmentation.line_width:
            variants[chunk] = widened(variants[chunk], width[chunk])
    return variants


def variants_of(image: Images, count: int, augmentation: Augmentation, rng: np.random.Generator) -> Images:
    """Return that many variants, (count, 784), of one image, (784,)."""
    return augment(np.tile(image, (count, 1)), augmentation, rng)


def inverse_affine(amounts: Floats, augmentation: Augmentation) -> Floats:
    """Return for each image the matrix and shift, (n, 2, 3), that lead from a new pixel to where it comes from.

    amounts: (n, 5) shares, from −1 to 1, of the bounds of shift x, shift y, rotate, scale, shear
    """
    turn = np.radians(augmentation.rotate) * amounts[:, 2]
    size = (1.0 + augmentation.scale) ** amounts[:, 3]
    lean = augmentation.shear * amounts[:, 4]
    cosine, sine = np.cos(turn) / size, np.sin(turn) / size
    # new = turn · shear · old, so old = shear⁻¹ · turn⁻¹ · new, about the centre of mass of a framed image
    rows = np.stack([[cosine + lean * sine, sine - lean * cosine], [-sine, cosine]]).transpose(2, 0, 1)
    middle = CENTRE - 0.5 + augmentation.shift * amounts[:, :2]
    start = CENTRE - 0.5 - np.einsum("nij,nj->ni", rows, middle)
    return np.concatenate([rows, start[:, :, np.newaxis]], axis=2)


def resampled(images: Images, affine: Floats) -> Images:
    """Return images, (n, 784), whose pixels are fetched, bilinearly, from where `affine`, (n, 2, 3), says."""
    count, width = len(images), SIDE + 2 * MARGIN
    paper = np.zeros((count, width, width), np.float32)
    paper[:, MARGIN:-MARGIN, MARGIN:-MARGIN] = images.reshape(-1, SIDE, SIDE)
    steps = np.arange(SIDE)
    source = affine.astype(np.float32)[:, :, :, np.newaxis, np.newaxis]
    at = source[:, :, 0] * steps.astype(np.float32) + (source[:, :, 1] * steps[:, np.newaxis] + source[:, :, 2])
    np.minimum(np.maximum(at, -1.0, out=at), SIDE, out=at)
    at += MARGIN
    whole = at.astype(np.int32)  # rounds down, since nothing is negative here
    at -= whole
    x, y = at[:, 0], at[:, 1]
    corner = whole[:, 1] * width + whole[:, 0] + (np.arange(count, dtype=np.int32) * width * width)[:, None, None]
    flat = paper.ravel()
    upper = flat.take(corner)
    upper += x * (flat[1:].take(corner) - upper)
    lower = flat[width:].take(corner)
    lower += x * (flat[width + 1 :].take(corner) - lower)
    upper += y * (lower - upper)
    return upper.reshape(count, -1)


def widened(images: Images, change: Floats) -> Images:
    """Return images, (n, 784), with the edge of every line moved outwards by `change` pixels, (n,), from −1 to 1.

    An edge is one pixel wide (framing), so within it brightness tells how deep a pixel's middle lies in the ink.
    One pixel further in or out, that depth is a neighbour's and one more or less: with the depth known on both
    sides of the edge, moving the edge is adding to the depth.
    """
    ink = images.reshape(-1, SIDE, SIDE)
    around = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    beside = (around[:, :-2, 1:-1], around[:, 2:, 1:-1], around[:, 1:-1, :-2], around[:, 1:-1, 2:])
    brightest = np.maximum(np.maximum(beside[0], beside[1]), np.maximum(beside[2], beside[3]))
    darkest = np.minimum(np.minimum(beside[0], beside[1]), np.minimum(beside[2], beside[3]))
    depth = np.where(ink <= 0, brightest - 1, np.where(ink >= SOLID, darkest + 1, ink))
    moved = depth + change.astype(np.float32)[:, np.newaxis, np.newaxis]
    clipped: Images = np.minimum(np.maximum(moved, 0.0), 1.0).reshape(len(images), -1)
    return clipped
