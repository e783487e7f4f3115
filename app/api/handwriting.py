"""Handwriting on request: "write me a 7"."""

from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query, Response

from app.api.answers import answer
from app.api.documentation import responses
from app.digits.handwriting import STYLES, write
from app.errors import NotFound
from app.wire.answers import WrittenDigit
from app.wire.requests import LARGEST_SEED

router = APIRouter(prefix="/api/handwriting", tags=["datasets"])

EXAMPLE = {"digit": 1, "style": "plain", "seed": 7, "strokes": [[[50.0, 0.0], [44.1, 26.3], [31.0, 100.0]]]}


@router.get("", responses=responses(WrittenDigit, 404, example=EXAMPLE))
async def write_digit(
    digit: Annotated[int, Query(ge=0, le=9)],
    style: Annotated[str, Query(max_length=20, description="a way of writing it; empty: any of them")] = "",
    seed: Annotated[int, Query(ge=0, le=LARGEST_SEED, description="the same seed writes the same")] = 0,
) -> Response:
    """Write a digit by hand: strokes that can be sent as an image, or played as a pen goes."""
    if style and style not in STYLES[digit]:
        raise NotFound(f"no {digit} is called {style!r}, expected one of {', '.join(STYLES[digit])}", field="style")
    rng = np.random.default_rng([seed, digit])
    style = style or STYLES[digit][rng.integers(len(STYLES[digit]))]
    return answer({"digit": digit, "style": style, "seed": seed, "strokes": write(digit, style, rng)})
