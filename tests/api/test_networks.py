"""A network as a resource."""

from starlette.testclient import TestClient

from tests.api.errors import assert_error


def test_new_network_tells_its_facts_and_its_address(client: TestClient) -> None:
    order = {"start": "untrained", "hidden_activation": "relu", "seed": 7}
    response = client.post("/api/networks", json=order)
    assert response.status_code == 201
    facts = response.json()
    assert facts | order == facts
    assert facts["sizes"] == [784, 16, 16, 10]
    assert client.get(response.headers["Location"]).json() == facts


def test_two_visitors_get_networks_of_their_own(client: TestClient) -> None:
    ids = {client.post("/api/networks", json={"start": "untrained"}).json()["id"] for _ in range(2)}
    assert len(ids) == 2
    assert min(map(len, ids)) >= 32  # 24 random bytes, six bits a letter


def test_deleted_network_is_gone(client: TestClient, network: str) -> None:
    assert client.delete(network).status_code == 204
    assert "no network with that id" in assert_error(client.get(network), 404, "not_found")


def test_unknown_start_is_told_the_known_ones(client: TestClient) -> None:
    message = assert_error(client.post("/api/networks", json={"start": "half"}), 422, "invalid_input", "start")
    assert message == "start is the text 'half', expected 'trained' or 'untrained'"


def test_seed_beyond_64_bits_is_refused(client: TestClient) -> None:
    order = {"start": "untrained", "seed": 2**64}
    assert_error(client.post("/api/networks", json=order), 422, "invalid_input", "seed")


def test_same_seed_gives_the_same_brain(client: TestClient) -> None:
    order = {"start": "untrained", "seed": 2**53 - 1}
    ids = [client.post("/api/networks", json=order).json()["id"] for _ in range(2)]
    first, second = (client.get(f"/api/networks/{id}/weights").json() for id in ids)
    assert first == second


def test_undo_without_a_past_is_a_conflict(client: TestClient, network: str) -> None:
    assert_error(client.post(f"{network}/undo"), 409, "conflict")


def test_undo_takes_back_a_step(client: TestClient, network: str) -> None:
    before = client.get(f"{network}/weights").json()
    order = {"examples": [{"image": [0.5] * 784, "label": 3}], "learning_rate": 1.0}
    client.post(f"{network}/step", json=order)
    undone = client.post(f"{network}/undo").json()
    after = client.get(f"{network}/weights").json()
    assert after["weights"] == before["weights"]
    assert (undone["step"], undone["version"]) == (0, 3)


def test_address_that_is_none_answers_in_the_one_shape(client: TestClient) -> None:
    assert_error(client.get("/api/nothing"), 404, "not_found")
    assert_error(client.patch("/api/networks"), 405, "method_not_allowed")


def test_wrong_method_is_told_every_method_that_is_possible(client: TestClient, network: str) -> None:
    response = client.post(f"{network}/weights")
    assert {"GET", "PUT"} <= set(response.headers["Allow"].split(", "))
    message = assert_error(response, 405, "method_not_allowed")
    assert message == f"POST is not possible here, expected {response.headers['Allow']}"
