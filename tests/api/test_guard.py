"""The door: hosts, origins, sizes and headers."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from app.api.guard import may_serve
from app.main import create_app
from app.settings import Settings
from tests.api.errors import assert_error


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "192.168.1.7", "classroom", "a.localhost:1"]
)
def test_addresses_and_names_without_a_dot_are_served(host: str) -> None:
    assert may_serve(host, ())


@pytest.mark.parametrize(
    "host", ["", "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "a:b:c", "[", "a:x"]
)
def test_names_that_anyone_may_register_are_not(host: str) -> None:
    assert not may_serve(host, ("nudge.example",))


def test_named_hosts_are_served() -> None:
    assert may_serve("nudge.example:443", ("nudge.example",))
    assert may_serve("any.example", ("*",))


def test_request_by_another_name_is_refused(client: TestClient) -> None:
    assert_error(client.get("/healthz", headers={"Host": "evil.example"}), 400, "wrong_host")


def test_page_of_another_site_changes_nothing(client: TestClient) -> None:
    evil = {"Origin": "https://evil.example"}
    assert_error(client.post("/api/networks", json={"start": "untrained"}, headers=evil), 403, "forbidden")
    assert client.get("/healthz", headers=evil).status_code == 200


@pytest.mark.parametrize("origin", ["null", "http://[", "https://testserver.evil.example", "file://"])
def test_odd_origins_are_refused(client: TestClient, origin: str) -> None:
    response = client.post("/api/networks", json={"start": "untrained"}, headers={"Origin": origin})
    assert_error(response, 403, "forbidden")


def test_own_page_may_change_things(client: TestClient) -> None:
    own = {"Origin": "http://testserver"}
    assert client.post("/api/networks", json={"start": "untrained"}, headers=own).status_code == 201


def test_page_of_another_site_gets_no_socket(client: TestClient, network: str) -> None:
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        client.websocket_connect(f"{network}/live", headers={"Origin": "https://evil.example"}),
    ):
        pass
    assert closed.value.code == 1008


def test_allowed_sites_may_use_the_api(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path, cors_origins=("https://course.example",)))
    with TestClient(app) as client:
        response = client.post(
            "/api/networks", json={"start": "untrained"}, headers={"Origin": "https://course.example"}
        )
        assert response.status_code == 201
        assert response.headers["Access-Control-Allow-Origin"] == "https://course.example"


def test_without_the_setting_other_sites_pages_read_nothing(client: TestClient) -> None:
    answer = client.get("/healthz", headers={"Origin": "https://course.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("ancestors", "said"),
    [(("'self'",), "frame-ancestors 'self'"), (("'self'", "https://course.example"), "'self' https://course.example")]
    + [((), "frame-ancestors 'none'")],
)
def test_the_host_says_who_may_embed_the_page(tmp_path: Path, ancestors: tuple[str, ...], said: str) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, frame_ancestors=ancestors))) as client:
        assert client.get("/").headers["Content-Security-Policy"].endswith(said)


def test_fault_of_our_own_is_told_without_its_insides(
    client: TestClient, network: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.api.passes.forward_answer", lambda *_: 1 / 0)
    quiet = TestClient(client.app, raise_server_exceptions=False)
    response = quiet.post(f"{network}/forward", json={"image": [0] * 784})
    message = assert_error(response, 500, "fault")
    assert message == "the server made a mistake; it has been written to its log"


def test_every_answer_carries_the_safe_headers(client: TestClient) -> None:
    for path in ("/", "/healthz", "/api/nothing", "/openapi.json"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Referrer-Policy" in headers


def test_answers_about_networks_are_not_cached(client: TestClient, network: str) -> None:
    assert client.get(network).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/docs", "/healthz", "/openapi.json", "/api/datasets", "/static/js/main.js"])
def test_head_is_the_answer_to_get_without_its_body(client: TestClient, path: str) -> None:
    head, whole = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers and len(whole.content) > 0


def test_head_of_what_is_not_there_is_404_and_of_what_takes_only_posts_405(client: TestClient, network: str) -> None:
    assert client.head("/api/nothing").status_code == 404
    refused = client.head(f"{network}/forward")
    assert (refused.status_code, refused.headers["Allow"], refused.content) == (405, "POST", b"")


def test_a_stream_has_no_head_and_other_addresses_say_that_they_have_one(client: TestClient, network: str) -> None:
    refused = client.head(f"{network}/training/events")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET")
    assert client.patch(network).headers["Allow"] == "DELETE, GET, HEAD"
    assert client.post("/healthz").headers["Allow"] == "GET, HEAD"


def test_large_body_is_refused_before_it_is_read(client: TestClient, network: str) -> None:
    message = assert_error(client.post(f"{network}/forward", content=b"[" * 10_000_000), 413, "too_large")
    assert message == "the body has 10000000 bytes, expected at most 1048576"


def test_large_body_that_does_not_tell_its_length_is_stopped(client: TestClient, network: str) -> None:
    pieces = (b"[" * 1_000_000 for _ in range(10))
    response = client.post(f"{network}/forward", content=pieces, headers={"Content-Type": "application/json"})
    assert_error(response, 413, "too_large")


def test_list_of_examples_may_be_larger_than_other_bodies(client: TestClient, network: str) -> None:
    filled = b" " * 2_000_000
    assert_error(client.post(f"{network}/forward", content=filled), 413, "too_large")
    answer = client.post(f"{network}/backprop", content=filled, headers={"Content-Type": "application/json"})
    assert_error(answer, 400, "invalid_json")


def test_compressed_body_is_refused(client: TestClient, network: str) -> None:
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    assert_error(client.post(f"{network}/forward", content=b"\x1f\x8b", headers=headers), 415, "unsupported")


@pytest.mark.parametrize("path", ["forward", "backprop", "training"])
@pytest.mark.parametrize(
    ("said", "came"),
    [
        ({}, "missing"),
        ({"Content-Type": "text/plain"}, "'text/plain'"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, "'application/x-www-form-urlencoded'"),
    ],
)
def test_body_that_does_not_say_it_is_json_is_told_what_to_say(
    client: TestClient, network: str, path: str, said: dict[str, str], came: str
) -> None:
    response = client.post(f"{network}/{path}", content=b"{}", headers=said)
    message = assert_error(response, 415, "unsupported")
    assert message == f"content-type is {came}, expected application/json"


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"image":' * 50_000, b'{"image": NaN}', b'{"image": 1e999}', b"\xff\xfe", b"1" * 10_000, b""],
    ids=["deep list", "deep object", "NaN", "1e999", "not UTF-8", "long number", "empty"],
)
def test_hostile_json_is_answered_by_an_error(client: TestClient, network: str, body: bytes) -> None:
    response = client.post(f"{network}/forward", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422)
    assert set(response.json()["error"]) <= {"code", "message", "field"}


@pytest.mark.parametrize("root_path", ["", "/nudge"])
def test_proxy_may_serve_us_under_a_path(tmp_path: Path, root_path: str) -> None:
    app = create_app(Settings(data_dir=tmp_path, root_path="/nudge"))
    with TestClient(app) as client:  # the proxy may pass the path on, or cut it off
        page = client.get(f"{root_path}/").text
        assert client.get(f"{root_path}/static/docs/start.js").status_code == 200
        response = client.post(f"{root_path}/api/networks", json={"start": "untrained"})
        assert response.headers["Location"].startswith("/nudge/api/networks/")
        id = response.json()["id"]
        with client.websocket_connect(f"{root_path}/api/networks/{id}/live") as socket:
            socket.send_json({"type": "draw", "data": [0] * 784})
            assert socket.receive_json()["type"] == "reading"
    assert '"/static' not in page
