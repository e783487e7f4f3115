"""Where this machine keeps a Chromium, and how the tests start it."""

import os
import shutil
from functools import cache
from pathlib import Path

FLAGS = (
    "--no-sandbox",  # lets root start it, as containers do
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
COMMANDS = ("chromium", "chromium-browser", "google-chrome")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
MISSING = "no Chromium found: install one, set CHROMIUM to its path, or run `playwright install chromium`"


@cache
def find_chromium() -> str | None:
    """Return the path of a Chromium: CHROMIUM, else one on the PATH, else the one Playwright downloaded, else None."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for command in COMMANDS:
        if found := shutil.which(command):
            return found
    return str(MAC_CHROME) if MAC_CHROME.exists() else playwrights_own()


def playwrights_own() -> str | None:
    """Return the path of the Chromium that `playwright install` put into its cache, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def launch_arguments() -> dict[str, object]:
    """Return what Playwright's `launch` needs to start the Chromium of this machine."""
    return {"executable_path": find_chromium(), "args": list(FLAGS)}
