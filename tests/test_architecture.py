"""The house stands: each room imports from lower floors only, nothing goes in circles, nothing grows too long."""

import ast
from pathlib import Path

import pytest

from tests.imports import javascript_imports, longest_functions, python_imports, strongly_connected

ROOT = Path(__file__).parent.parent
PYTHON = sorted((ROOT / "app").rglob("*.py"))
JAVASCRIPT = sorted((ROOT / "static" / "js").rglob("*.js"))
WEB = {"fastapi", "starlette", "uvicorn", "pydantic", "jinja2", "websockets", "sse_starlette"}

PYTHON_FLOORS = {
    **dict.fromkeys(["__init__", "errors", "logs"], 0),
    **dict.fromkeys(["settings", "rates", "engine", "digits"], 1),
    **dict.fromkeys(["training", "insight"], 2),
    **dict.fromkeys(["store", "wire"], 3),
    "services": 4,
    "frames": 4,
    **dict.fromkeys(["api", "live", "pages"], 5),
    "main": 6,
    "server": 7,
    "__main__": 8,
}
JAVASCRIPT_FLOORS = {"core": 0, "state": 1, "wire": 2, "draw": 2, "ui": 3, "chapters": 4, "main": 5}


def room(path: Path, house: Path) -> str:
    return path.relative_to(house).parts[0].removesuffix(path.suffix)


def steps_up(imports: dict[Path, set[Path]], house: Path, floors: dict[str, int]) -> list[str]:
    """Return every import that does not lead to the same room or to a lower floor."""
    return [
        f"{source.relative_to(house)} -> {target.relative_to(house)}"
        for source, targets in imports.items()
        for target in sorted(targets)
        if room(source, house) != room(target, house)
        and floors[room(target, house)] >= floors[room(source, house)]
        and {room(source, house), room(target, house)} != {"main", "__main__"}  # the command line starts main
    ]


def test_every_python_room_has_a_floor() -> None:
    assert {room(path, ROOT / "app") for path in PYTHON} <= set(PYTHON_FLOORS)


def test_every_javascript_room_has_a_floor() -> None:
    assert {room(path, ROOT / "static" / "js") for path in JAVASCRIPT} <= set(JAVASCRIPT_FLOORS)


def test_python_rooms_import_from_lower_floors_only() -> None:
    assert steps_up(python_imports(PYTHON, ROOT), ROOT / "app", PYTHON_FLOORS) == []


def test_javascript_rooms_import_from_lower_floors_only() -> None:
    assert steps_up(javascript_imports(JAVASCRIPT), ROOT / "static" / "js", JAVASCRIPT_FLOORS) == []


def test_python_modules_do_not_import_each_other_in_circles() -> None:
    assert strongly_connected(python_imports(PYTHON, ROOT)) == []


def test_javascript_modules_do_not_import_each_other_in_circles() -> None:
    assert strongly_connected(javascript_imports(JAVASCRIPT)) == []


@pytest.mark.parametrize(
    ("name", "forbidden"),
    [
        ("engine", WEB | {"httpx", "orjson", "safetensors", "tqdm", "os", "time", "random"}),
        ("digits", WEB),
        ("training", WEB),
        ("insight", WEB | {"httpx", "os", "time", "random"}),
        ("store", WEB),
    ],
)
def test_lower_rooms_know_nothing_of_the_web(name: str, forbidden: set[str]) -> None:
    known = {
        f"{path.relative_to(ROOT)} imports {package}"
        for path in PYTHON
        if room(path, ROOT / "app") == name
        for package in imported_packages(path) & forbidden
    }
    assert known == set()


def imported_packages(path: Path) -> set[str]:
    packages = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            packages |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            packages.add(node.module.partition(".")[0])
    return packages


def test_core_of_the_page_never_touches_the_document() -> None:
    core = [path for path in JAVASCRIPT if room(path, ROOT / "static" / "js") == "core"]
    words = ("document.", "window.", "localStorage", "fetch(", "Math.random")
    assert [f"{path.name}: {word}" for path in core for word in words if word in code_of(path)] == []


def test_page_never_sets_html_from_text() -> None:
    words = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
    assert [f"{path.name}: {word}" for path in JAVASCRIPT for word in words if word in code_of(path)] == []


def code_of(path: Path) -> str:
    """Return a JavaScript file without the lines of its comments."""
    lines = path.read_text().splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith(("//", "*", "/*")))


@pytest.mark.parametrize("path", [*PYTHON, *JAVASCRIPT], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 300


def test_no_python_function_is_longer_than_50_lines() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}: {name} {n}" for path in PYTHON for name, n in longest_functions(path, over=50)
    ]
    assert too_long == []
