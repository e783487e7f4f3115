"""The reader of imports sees what it should: otherwise the tests of the house would pass on anything."""

from pathlib import Path

from tests.imports import javascript_imports, longest_functions, python_imports, strongly_connected


def test_python_imports_are_seen_in_each_form(tmp_path: Path) -> None:
    app = tmp_path / "app"
    app.mkdir()
    files = {name: app / f"{name}.py" for name in ("one", "two", "three")}
    files["one"].write_text("import app.two\ndef late():\n    from app import three\n")
    files["two"].write_text("from app.three import thing\n")
    files["three"].write_text("import os\n")
    graph = python_imports(list(files.values()), tmp_path)
    assert graph[files["one"]] == {files["two"], files["three"]}
    assert graph[files["two"]] == {files["three"]}
    assert graph[files["three"]] == set()


def test_javascript_imports_are_seen_over_several_lines_but_not_in_comments(tmp_path: Path) -> None:
    module = tmp_path / "one.js"
    module.write_text(
        'import { a,\n  b } from "./two.js";\nexport { c } from "./three.js";\n'
        '/** @typedef {import("./four.js").D} D */\n'
    )
    assert javascript_imports([module])[module] == {tmp_path / "two.js", tmp_path / "three.js"}


def test_a_circle_of_three_is_found() -> None:
    one, two, three, apart = (Path(name) for name in ("one", "two", "three", "apart"))
    graph = {one: {two}, two: {three}, three: {one}, apart: {one}}
    assert strongly_connected(graph) == [["one", "three", "two"]]


def test_a_function_is_measured_without_its_docstring(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text('def long() -> int:\n    """Return\n    one.\n    """\n    x = 1\n    return x\n')
    assert longest_functions(path, over=2) == [("long", 3)]
