"""One backward pass: what each output wishes were different, and which weights of the output layer matter most."""

import json
import sys
import urllib.request
from typing import Any

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
TWO = {"strokes": [[[1, 4], [4, 0], [9, 0], [11, 4], [8, 10], [0, 20], [12, 20]]]}


def post(path: str, body: Any) -> Any:
    """Send JSON, return the JSON that comes back."""
    request = urllib.request.Request(SERVER + path, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


network = post("/api/networks", {"start": "untrained", "seed": 1})
answer = post(f"/api/networks/{network['id']}/backprop", {"examples": [{"image": TWO, "label": 2}]})
senders, output = answer["examples"][0]["layers"][-2:]

print(f"cost {answer['cost']:.4f}")
print("digit  says  nudge   delta")
for digit, (says, nudge, delta) in enumerate(
    zip(output["activations"], output["nudges"], output["deltas"], strict=True)
):
    print(f"{digit:5}  {says:.2f}  {nudge:+.2f}  {delta:+.3f}  {'raise' if nudge > 0 else 'lower'}")

# For one example the gradient of a weight is delta × the sender's activation, so it need not be asked for.
gradient = {
    (digit, k): delta * activation
    for digit, delta in enumerate(output["deltas"])
    for k, activation in enumerate(senders["activations"])
}
for (digit, k), slope in sorted(gradient.items(), key=lambda item: -abs(item[1]))[:5]:
    print(f"weight from neuron {k} to digit {digit}: ∂C/∂w = {slope:+.4f}")
