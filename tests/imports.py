"""Who imports whom in app/ and static/js: read from the source, nothing is run."""

import ast
import re
from pathlib import Path

Graph = dict[Path, set[Path]]

# `import … from "./x.js"`, `import "./x.js"`, `export … from "./x.js"`; a type in a comment is no import.
JAVASCRIPT_IMPORT = re.compile(r"""^\s*(?:import|export)\b[^'"`;]*?['"](\.[^'"]+)['"]""", re.MULTILINE)


def python_imports(paths: list[Path], root: Path) -> Graph:
    """Return which of the files each file imports; an import only for types counts too."""
    modules = {module_name(path, root): path for path in paths}
    return {path: {modules[name] for name in imported_names(path) if name in modules} - {path} for path in paths}


def module_name(path: Path, root: Path) -> str:
    """Return the dotted name under which a file is imported, e.g. "app.engine.network"."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_names(path: Path) -> set[str]:
    """Return every dotted name that a file might import: of `from a.b import c`, c or else a.b itself."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def javascript_imports(paths: list[Path]) -> Graph:
    """Return which files each module imports; a path that leads to no file is kept, so that it is noticed."""
    return {path: {(path.parent / name).resolve() for name in javascript_names(path)} for path in paths}


def javascript_names(path: Path) -> list[str]:
    """Return the relative paths in a module's import and export lines."""
    return JAVASCRIPT_IMPORT.findall(path.read_text())


def strongly_connected(graph: Graph) -> list[list[str]]:
    """Return the circles of a graph: for each file that can be reached from itself, the file names of its circle."""
    reach = {start: reachable(graph, start) for start in graph}
    circles = {frozenset(other for other in reach[start] if start in reach.get(other, set())) for start in graph}
    return [sorted(str(path) for path in circle) for circle in circles if circle]


def reachable(graph: Graph, start: Path) -> set[Path]:
    """Return every file that can be reached from one by following imports at least once."""
    seen: set[Path] = set()
    waiting = [start]
    while waiting:
        for target in graph.get(waiting.pop(), set()) - seen:
            seen.add(target)
            waiting.append(target)
    return seen


def longest_functions(path: Path, over: int) -> list[tuple[str, int]]:
    """Return (name, lines) of each function with more lines than `over`, its docstring not counted."""
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = [(node.name, body_lines(node)) for node in functions]
    return [(name, lines) for name, lines in lengths if lines > over]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function takes without its docstring."""
    docstring = function.body[0] if ast.get_docstring(function) is not None else None
    prose = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - prose
