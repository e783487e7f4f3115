"""The documentation holds: examples are valid, examples work, and every answer has the shape that is promised."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from starlette.testclient import TestClient

from app.wire import answers

Operation = tuple[str, str, dict[str, Any]]


def operations(schema: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of the schema together with what its references point to."""
    return {**part, "components": schema["components"]}


def bodies(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any], list[Any]]]:
    """Yield method, path, schema and examples of every JSON body that a request may have."""
    for method, path, operation in operations(schema):
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is not None:
            reference = content["schema"]["$ref"].rpartition("/")[2]
            yield method, path, content["schema"], schema["components"]["schemas"][reference].get("examples", [])


def test_every_body_but_the_weights_has_an_example(client: TestClient) -> None:
    # the weights are 13,002 numbers: their example is what GET answers
    without = [path for _, path, _, examples in bodies(client.get("/openapi.json").json()) if not examples]
    assert without == ["/api/networks/{network_id}/weights"]


def test_every_example_of_a_body_is_valid_and_works(client: TestClient, network: str) -> None:
    schema = client.get("/openapi.json").json()
    for method, path, body, examples in bodies(schema):
        for example in examples:
            jsonschema_rs.validate(resolved(schema, body), example)
            address = path.replace("/api/networks/{network_id}", network)
            response = client.request(method, address, json=example)
            assert response.status_code < 300, (path, response.text)


def test_every_example_of_an_answer_is_valid(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    count = 0
    for _, _, operation in operations(schema):
        for response in operation["responses"].values():
            content = response.get("content", {}).get("application/json", {})
            if "example" in content:
                jsonschema_rs.validate(resolved(schema, content["schema"]), content["example"])
                count += 1
    assert count >= 8


def test_every_route_documents_its_errors_in_the_one_shape(client: TestClient) -> None:
    for _, path, operation in operations(client.get("/openapi.json").json()):
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert response["content"]["application/json"]["schema"]["$ref"].endswith("ErrorAnswer"), path


@pytest.mark.parametrize(
    ("path", "order", "model"),
    [
        ("forward", {"image": {"strokes": [[[0, 0], [3, 9]]]}}, answers.ForwardAnswer),
        ("forward", {"image": [0] * 784}, answers.ForwardAnswer),
        *(
            ("backprop", {"examples": [{"image": [0.5] * 784, "label": 1}] * 2, "detail": d}, answers.BackpropAnswer)
            for d in ("layers", "summary", "full")
        ),
        ("step", {"examples": [{"image": [0.5] * 784, "label": 1}], "learning_rate": 1}, answers.StepAnswer),
    ],
)
def test_answers_are_what_their_model_says(
    client: TestClient, network: str, path: str, order: Any, model: type[answers.Answer]
) -> None:
    model.model_validate(client.post(f"{network}/{path}", json=order).json(), strict=True)


def test_facts_and_weights_are_what_their_models_say(client: TestClient, network: str) -> None:
    answers.NetworkFacts.model_validate(client.get(network).json(), strict=True)
    answers.WeightsAnswer.model_validate(client.get(f"{network}/weights").json(), strict=True)


def test_bounds_are_told_in_the_words_of_json_schema(client: TestClient) -> None:
    text = client.get("/openapi.json").text
    assert '"maximum":9007199254740991' in text
    assert [word for word in ('"ge":', '"gt":', '"le":', '"lt":') if word in text] == []
