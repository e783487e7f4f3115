"""Likely variants of one image, and how each is read."""

import base64

import numpy as np
from fastapi import APIRouter, Response

from app.api.answers import answer
from app.api.dependencies import EntryDep, ServicesDep
from app.api.documentation import OF_A_NETWORK, responses
from app.digits.augmentation import Augmentation, augment
from app.wire.reading import prediction
from app.wire.variants import VariantsAnswer, VariantsOrder

router = APIRouter(prefix="/api/networks/{network_id}/variants", tags=["passes"])


@router.post("", responses=responses(VariantsAnswer, *OF_A_NETWORK, 403, 413))
async def variants(order: VariantsOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Vary one image as augmentation does, and read every variant; the same seed gives the same ones."""
    pixels = np.repeat(services.see(order.image).pixels[np.newaxis], order.count, axis=0)
    bounds = Augmentation(**order.augmentation.model_dump())
    images = augment(pixels, bounds, np.random.default_rng(order.seed))
    outputs = entry.network.propagate(images.astype(entry.network.dtype)).output
    found = [
        {
            "image": base64.b64encode(np.rint(255 * image).astype(np.uint8).tobytes()).decode(),
            "prediction": prediction(output, empty=not image.any()),
        }
        for image, output in zip(images, outputs, strict=True)
    ]
    return answer({"version": entry.version, "variants": found})
