"""A wheel built from the tree is whole: one package, the page inside, and a command that serves it elsewhere."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.live_server import live_server

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the tree, with the build tool of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    built = subprocess.run(
        [sys.executable, "-c", build, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return folder / built.stdout.strip().splitlines()[-1]


def test_the_wheel_has_one_package_with_the_page_inside(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"app"}
    assert any(re.fullmatch(r"app/static/js/main\.js", name) for name in names)
    assert any(re.fullmatch(r"app/templates/.+\.html", name) for name in names)


@pytest.mark.slow
def test_the_wheel_serves_the_page_from_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    packages = next(home.glob("lib/python*/site-packages"))
    here = Path(httpx.__file__).parent.parent
    (packages / "dependencies.pth").write_text(f"{here}\n")  # as pip would install them, without the download
    pip = [sys.executable, "-m", "pip"]
    subprocess.run(
        [*pip, "--python", str(home / "bin" / "python"), "install", "-q", "--no-deps", str(wheel)], check=True
    )
    with live_server(tmp_path, command=(str(home / "bin" / "nudge"),), cwd=tmp_path) as url:
        page = httpx.get(url)
        script = httpx.get(f"{url}/static/js/main.js")
    assert 'id="pad"' in page.text
    assert script.status_code == 200
