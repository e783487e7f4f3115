"""Train a network and print the frames that the server streams (Server-Sent Events). Standard library only."""

import json
import sys
import urllib.request
from collections.abc import Iterator
from typing import Any

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
OVER = {"finished", "stopped", "diverged", "failed"}


def post(path: str, body: Any) -> Any:
    """Send JSON, return the JSON that comes back."""
    request = urllib.request.Request(SERVER + path, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def events(path: str) -> Iterator[Any]:
    """Yield the data of each event as it arrives."""
    with urllib.request.urlopen(SERVER + path) as stream:
        for line in stream:
            if line.startswith(b"data:"):
                yield json.loads(line.removeprefix(b"data:"))


network = post("/api/networks", {"start": "untrained", "seed": 1})
training = f"/api/networks/{network['id']}/training"
post(training, {"dataset": "examples", "batch_size": 10, "learning_rate": 1.0, "steps": 2000})
for frame in events(f"{training}/events"):
    cost = "  –   " if frame["cost"] is None else f"{frame['cost']:.4f}"  # none before the first step
    print(f"step {frame['step']:5}  cost {cost}  {frame['state']}")
    if frame["state"] in OVER:
        break
