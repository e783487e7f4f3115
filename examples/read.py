"""Draw a 7 in three points and print how the network reads it. Standard library only."""

import json
import sys
import urllib.request
from typing import Any

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
SEVEN = {"strokes": [[[0, 0], [10, 0], [4, 20]]]}  # x to the right, y down, any unit


def post(path: str, body: Any) -> Any:
    """Send JSON, return the JSON that comes back."""
    request = urllib.request.Request(SERVER + path, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


network = post("/api/networks", {"start": "trained"})
reading = post(f"/api/networks/{network['id']}/forward", {"image": SEVEN})

print(f"reads as {reading['prediction']['digit']}")
for digit, activation in enumerate(reading["layers"][-1]["activations"]):
    print(f"{digit} {activation:.3f} {'#' * round(40 * activation)}")
