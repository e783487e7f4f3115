"""Variants of an image: what may be ordered, and what is answered."""

from typing import Annotated

from pydantic import ConfigDict, Field

from app.wire.answers import Answer, Prediction
from app.wire.requests import A_SEVEN, WHOLE, Body, ImageField, Seed
from app.wire.training import AugmentationOrder

MOST_VARIANTS = 100
LIGHT = AugmentationOrder(shift=1.0, rotate=12.0, scale=0.15, shear=0.2, line_width=0.7)


class VariantsOrder(Body):
    """Which image, how far it may be changed, and how many variants."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"image": A_SEVEN, "count": 3, "seed": 1}]})

    image: ImageField
    augmentation: AugmentationOrder = LIGHT
    count: Annotated[int, Field(ge=1, le=MOST_VARIANTS), WHOLE] = 40
    seed: Seed = 0


class Variant(Answer):
    """One variant, and what the network reads it as."""

    image: str = Field(description="784 bytes from 0 to 255, as base64")
    prediction: Prediction


class VariantsAnswer(Answer):
    """Likely variants of one image, each another shift, turn, size, lean and line width."""

    version: int
    variants: list[Variant]
