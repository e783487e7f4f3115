"""Routes whose orders may hold many examples: nobody else's answer waits until such an order is read and worked out."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from email.message import Message
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from app.api.query import only_known
from app.errors import Unavailable
from app.services import Services
from app.store.entry import Entry
from app.training.mapped import send_dataset
from app.wire.many import Subject, work_out, work_out_beside
from app.wire.requests import Body

AT_ONCE_BYTES = 32_768  # a body that is read in about a millisecond
FEW = 10  # examples that take about as long as a thread takes to begin, or a millisecond


@dataclass(frozen=True)
class Unread:
    """The body of a large order, to be read by whoever works it out."""

    body: bytes


class ManyExamples(APIRoute):
    """A route whose endpoint gets an order as pydantic read it, or `Unread`, and passes either to `worked_out`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        at_once = super().get_route_handler()

        async def handle(request: Request) -> Response:
            if not _is_json(request) or len(await request.body()) <= AT_ONCE_BYTES:
                return await at_once(request)
            await only_known(request)
            services: Services = request.app.state.services
            entry = services.networks.get(request.path_params["network_id"])
            return await unless_gone(request, self.endpoint(Unread(await request.body()), entry, services))

        return handle


async def unless_gone(request: Request, answering: Coroutine[Any, Any, Response]) -> Response:
    """Answer a request, or give the work up when nobody waits for it any more."""
    answer, gone = asyncio.create_task(answering), asyncio.create_task(_until_gone(request))
    try:
        await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        raise Unavailable("whoever asked has left")
    finally:
        answer.cancel()
        gone.cancel()


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _is_json(request: Request) -> bool:
    """Tell whether the body says that it is JSON; whatever else it says is refused without being read."""
    said = Message()
    said["content-type"] = request.headers.get("content-type", "")
    kind, subkind = said.get_content_maintype(), said.get_content_subtype()
    return kind == "application" and (subkind == "json" or subkind.endswith("+json"))


async def worked_out(kind: str, order: Body | Unread, entry: Entry, services: Services) -> Any:
    """Return what comes of an order: of few examples at once, of some from a thread, of many from a worker process."""
    if isinstance(order, Unread):
        datasets = {name: send_dataset(dataset) for name, dataset in services.datasets.items()}
        job = services.workers.submit(work_out_beside, kind, order.body, entry.network, entry.version, datasets)
        try:
            return await job.result()
        finally:
            job.stop()  # if nobody waits for it any more
    about = Subject(entry.network, entry.version, services.datasets)
    if len(getattr(order, "examples", ())) <= FEW:
        return work_out(kind, order, about)
    return await run_in_threadpool(work_out, kind, order, about)
