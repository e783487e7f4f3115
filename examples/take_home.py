"""Take the weights home: fetch them as safetensors and read the same drawing without the server."""

import json
import sys
import urllib.request
from typing import Any

import numpy as np
from safetensors.numpy import load

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
SEVEN = {"strokes": [[[0, 0], [10, 0], [4, 20]]]}


def post(path: str, body: Any) -> Any:
    """Send JSON, return the JSON that comes back."""
    request = urllib.request.Request(SERVER + path, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


network = post("/api/networks", {"start": "trained", "hidden_activation": "sigmoid"})
reading = post(f"/api/networks/{network['id']}/forward", {"image": SEVEN})
with urllib.request.urlopen(f"{SERVER}/api/networks/{network['id']}/weights?format=safetensors") as answer:
    weights = load(answer.read())

a = np.array(reading["layers"][0]["activations"], dtype=np.float32)  # the drawing as the server framed it
for layer in range(3):
    z = weights[f"weights.{layer}"] @ a + weights[f"biases.{layer}"]
    a = 1 / (1 + np.exp(-z))

print(f"the server reads {reading['prediction']['digit']}: {reading['prediction']['confidence']:.6f}")
print(f"here it is       {a.argmax()}: {a.max():.6f}")
