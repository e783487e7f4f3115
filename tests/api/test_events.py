"""The events of a run tell of that run alone."""

import json
from types import SimpleNamespace
from typing import Any

from app.api.training import training_events
from tests.store.table import DATASET, Table


async def test_events_end_with_the_end_of_their_run_though_another_has_begun() -> None:
    table = Table()
    training = await table.start()
    services: Any = SimpleNamespace(
        trainings=table.trainings, datasets={DATASET.name: DATASET}, leaving=set(), check_room=lambda entry: None
    )
    events = (await training_events(table.entry, services)).body_iterator
    await anext(events)
    await table.beside.work_for(training.stop())
    await table.start()
    told = [json.loads(bytes(event).split(b"data: ")[1]) async for event in events]
    assert told[-1]["state"] == "stopped"
