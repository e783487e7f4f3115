"""The API's documentation in a real browser, without internet."""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.browser
def test_docs_show_the_api_without_breaking_the_policy(page: Page, server_url: str) -> None:
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: troubles.append(request.url))
    outside: list[str] = []
    page.on("request", lambda r: outside.append(r.url) if not r.url.startswith((server_url, "data:")) else None)
    page.goto(f"{server_url}/docs")
    expect(page.get_by_text("/api/networks/{network_id}/forward")).to_be_visible()
    assert (troubles, outside) == ([], [])
