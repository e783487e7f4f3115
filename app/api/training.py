"""Training by REST: start, look, steer, stop; and the frames of a run as server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from app.api.answers import answer
from app.api.dependencies import EntryDep, MayCreate, ServicesDep
from app.api.documentation import CHANGES, OF_A_NETWORK, events, responses
from app.digits.dataset import as_inputs
from app.errors import NotFound
from app.frames import Watched, choose, frame, told, training_order
from app.wire.encode import to_json
from app.wire.training import TrainingChange, TrainingFacts, TrainingOrder

router = APIRouter(prefix="/api/networks/{network_id}/training", tags=["training"])

FRAME_SECONDS = 1 / 60
PING_SECONDS = 15.0


@router.post(
    "", dependencies=[MayCreate], status_code=202, responses=responses(TrainingFacts, *CHANGES, 429, status=202)
)
async def start_training(order: TrainingOrder, entry: EntryDep, services: ServicesDep) -> Response:
    """Let the network learn. Meanwhile nothing else may change it (409), and everyone who looks sees it learn."""
    training = services.trainings.start(entry, training_order(services.datasets, entry, order))
    return answer(told(training), 202)


@router.get("", responses=responses(TrainingFacts, *OF_A_NETWORK))
async def get_training(entry: EntryDep, services: ServicesDep) -> Response:
    """Tell where the network's newest run stands."""
    return answer(told(services.trainings.get(entry)))


@router.patch("", responses=responses(TrainingFacts, *CHANGES))
async def change_training(change: TrainingChange, entry: EntryDep, services: ServicesDep) -> Response:
    """Pause, go on, take one step or one epoch, change rate, size or pace: all without starting anew."""
    training = services.trainings.get(entry)
    training.control(change.control())
    await training.obeyed()
    return answer(told(training))


@router.delete("", responses=responses(TrainingFacts, *CHANGES))
async def stop_training(entry: EntryDep, services: ServicesDep) -> Response:
    """Stop the run where it is; the network keeps what it has learned."""
    training = services.trainings.get(entry)
    await training.stop()
    return answer(told(training))


@router.get("/events", response_class=StreamingResponse, responses=events("frame", *OF_A_NETWORK, 429))
async def training_events(
    entry: EntryDep,
    services: ServicesDep,
    dataset: Annotated[str | None, Query(max_length=40, description="of the example to be watched")] = None,
    index: Annotated[int, Query(ge=0, lt=2**31, description="of a test example of that dataset")] = 0,
) -> StreamingResponse:
    """Stream the frames of the run, as the socket does, until it ends (`curl -N`). A slow reader gets the newest."""
    training = services.trainings.get(entry)
    services.check_room(entry)
    source = choose(dataset, services.datasets) if dataset else training.order.dataset
    split = source.test
    if index >= len(split):
        raise NotFound(f"index is {index}, expected 0 to {len(split) - 1} in {source.name} test", field="index")
    watched = Watched(as_inputs(split.images[index]), int(split.labels[index]))

    async def frames() -> AsyncIterator[bytes]:
        news, leaving = asyncio.Event(), asyncio.Event()

        def leave(_: str) -> None:
            leaving.set()
            news.set()

        entry.changed.add(news.set)
        services.leaving.add(leave)
        try:
            while not leaving.is_set():
                news.clear()
                ended = training.ended
                yield _event("frame", frame(training, entry, watched))
                if ended:
                    return
                try:
                    await asyncio.wait_for(news.wait(), PING_SECONDS)
                    await asyncio.sleep(FRAME_SECONDS)
                except TimeoutError:
                    yield b": still there\n\n"
        finally:
            entry.changed.discard(news.set)
            services.leaving.discard(leave)

    return StreamingResponse(frames(), media_type="text/event-stream", headers={"Cache-Control": "no-cache"})


def _event(name: str, data: dict[str, Any]) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + to_json(data) + b"\n\n"
