"""What is sent of a module or a style sheet: every letter but the comments."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.pages.comments import bare_css, bare_javascript
from app.pages.folders import folder

PARSE = """
import { readdirSync, readFileSync } from "node:fs";
import { SourceTextModule } from "node:vm";
const names = readdirSync(".");
for (const name of names) new SourceTextModule(readFileSync(name, "utf8"), { identifier: name });
process.stdout.write(`${names.length} parsed`);
"""
MODULES = sorted(folder("static").rglob("*.js"))


def test_comments_go_and_lines_stay() -> None:
    source = b"// what\nconst a = 1; // why\n/** @type {number}\n */\nconst b = 2;\n"
    assert bare_javascript(source) == b" \nconst a = 1;  \n\n\nconst b = 2;\n"


@pytest.mark.parametrize(
    "source",
    [
        b"const address = \"http://127.0.0.1\"; const other = '/* no */';",
        b"const text = `// ${`/* in */ ${a / b}`} // out`;",
        b"const slash = /[/*]+\\/\\//g.test(a) ? a / b / c : a;",
        b"const divided = (a) / 2; const also = list[0] / 2 / 3;",
        b"class Pen { #ink = 1; static { this.x = 2; } ink() { return this.#ink ?? this.host?.ink; } }",
    ],
)
def test_what_only_looks_like_a_comment_stays(source: bytes) -> None:
    assert bare_javascript(source) == source


def test_a_comment_between_two_words_leaves_a_space() -> None:
    assert bare_javascript(b"return/* nothing else */value") == b"return value"


def test_a_module_that_cannot_be_read_is_sent_as_it_is() -> None:
    assert bare_javascript(b"const = ; // broken") == b"const = ; // broken"


def test_a_style_sheet_loses_its_comments_but_not_its_texts() -> None:
    assert bare_css(b'a { color: red; /* why\n*/ }\nb::before { content: "/* x */"; }') == (
        b'a { color: red; \n }\nb::before { content: "/* x */"; }'
    )


def test_the_grammar_reads_every_module_and_leaves_no_comment() -> None:
    kept = {path.name for path in MODULES if b"/** @" in bare_javascript(path.read_bytes())}
    assert len(MODULES) > 80
    assert kept == set()


def test_lines_of_every_module_stay_where_they_are() -> None:
    for path in MODULES:
        written, sent = path.read_bytes(), bare_javascript(path.read_bytes())
        assert written.count(b"\n") == sent.count(b"\n"), path
        assert len(sent) < len(written), path


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_every_module_is_still_javascript_to_another_parser(tmp_path: Path) -> None:
    for number, path in enumerate(MODULES):
        (tmp_path / f"{number}.js").write_bytes(bare_javascript(path.read_bytes()))
    result = subprocess.run(
        ["node", "--experimental-vm-modules", "--no-warnings", "--input-type=module", "-e", PARSE],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.stdout, result.stderr) == (f"{len(MODULES)} parsed", "")
