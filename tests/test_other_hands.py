"""The drawings that only measure: every digit in several ways, within the pad's limits, unknown to all training."""

import ast
from pathlib import Path

from app.digits.framing import frame
from bench.other_hands import WAYS, drawings

APP = Path(__file__).parent.parent / "app"


def test_every_digit_is_drawn_in_at_least_two_ways() -> None:
    digits = [digit for digit, _ in WAYS]
    assert {digit for digit in digits if digits.count(digit) >= 2} == set(range(10))


def test_drawings_are_whole_pixels_that_the_pad_accepts() -> None:
    for drawing in drawings(3, seed=1):
        assert frame(drawing.strokes).image.sum() > 30
        assert all(x.is_integer() and y.is_integer() for stroke in drawing.strokes for x, y in stroke)


def test_the_seed_decides_all() -> None:
    assert list(drawings(2, seed=1)) == list(drawings(2, seed=1)) != list(drawings(2, seed=2))


def test_nothing_that_trains_knows_them() -> None:
    imports = {
        name
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        for name in [node.module or ""]
    }
    assert not any(name.startswith("bench") for name in imports)
