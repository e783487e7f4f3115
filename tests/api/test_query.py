"""Query parameters that a route does not know."""

from starlette.testclient import TestClient

from tests.api.errors import assert_error


def test_a_misspelt_query_parameter_is_refused_with_the_known_ones(client: TestClient, network: str) -> None:
    response = client.get(f"{network}/weights?fromat=npz")
    assert "expected one of format" in assert_error(response, 422, "invalid_input", "fromat")


def test_a_query_where_none_is_known_is_refused(client: TestClient, network: str) -> None:
    assert "expected none" in assert_error(client.get(f"{network}?x=1"), 422, "invalid_input", "x")


def test_the_page_takes_whatever_a_link_says(client: TestClient) -> None:
    assert client.get("/?embed=1&source=mail").status_code == 200
