"""Where static files and templates are: beside the package in the source tree, inside it in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def folder(name: str) -> Path:
    """Return the folder "static" or "templates"."""
    return next((place / name for place in (PACKAGE, PACKAGE.parent) if (place / name).is_dir()), PACKAGE / name)
