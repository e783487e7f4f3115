"""Every benchmark can be run: it is found, and its file imports."""

import importlib

import pytest

from bench.__main__ import FOLDER, main, names


@pytest.mark.parametrize("name", names())
def test_a_benchmark_imports_and_says_what_it_measures(name: str) -> None:
    module = importlib.import_module(f"bench.{name}")
    assert callable(module.main)
    assert module.__doc__


def test_every_file_is_a_benchmark_or_a_helper_of_one() -> None:
    texts = {path.stem: path.read_text() for path in FOLDER.glob("*.py") if not path.stem.startswith("__")}
    helpers = set(texts) - set(names())
    assert {helper for helper in helpers if not any(f"bench.{helper}" in text for text in texts.values())} == set()


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(SystemExit, match="no benchmark is called speed; there are: "):
        main(["speed"])
