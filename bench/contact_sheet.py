"""Twenty built-in digits of each kind, as the picture docs/handwriting.png: look for what no person would write."""

import struct
import zlib
from pathlib import Path

import numpy as np

from app.digits.framing import SIDE
from bench.realness import handwritten

PICTURE = Path(__file__).parent.parent / "docs" / "handwriting.png"
OF_EACH = 20
ZOOM = 2
SEED = 5


def main() -> None:
    """Write the picture."""
    digits = handwritten(1_000, SEED)
    rows = [digits.images[digits.labels == digit][:OF_EACH] for digit in range(10)]
    tiles = np.stack(rows).reshape(10, OF_EACH, SIDE, SIDE)
    PICTURE.write_bytes(png(tiles.swapaxes(1, 2).reshape(10 * SIDE, -1).repeat(ZOOM, 0).repeat(ZOOM, 1)))
    print(f"{PICTURE.name}: {OF_EACH} of each digit")


def png(brightness: np.ndarray) -> bytes:
    """Return a picture (height, width) of bytes as PNG: 8 bits, grey, each row without filter."""
    height, width = brightness.shape
    rows = np.pad(brightness, ((0, 0), (1, 0))).tobytes()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def chunk(name: bytes, content: bytes) -> bytes:
    """Return one chunk of a PNG file: its length, name, content and checksum."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
