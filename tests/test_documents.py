"""The documents keep their promises: links lead somewhere, commands exist, every document is found from the index."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchor(heading: str) -> str:
    """Return the fragment under which a heading can be linked to."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_relative_link_leads_to_a_file_and_heading(document: Path) -> None:
    broken = []
    for link in LINK.findall(document.read_text()):
        path, _, fragment = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (document.parent / path).resolve() if path else document
        if not target.exists():
            broken.append(link)
        elif fragment and fragment not in {anchor(heading) for heading in HEADING.findall(target.read_text())}:
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_a_document_has_one_title_and_it_comes_first(document: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", document.read_text(), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^# .+$", prose, re.MULTILINE)
    assert len(titles) == 1
    assert prose.startswith(titles[0])


def test_the_index_names_every_document() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / link.partition("#")[0]).resolve() for link in LINK.findall(index.read_text())}
    assert {path for path in (ROOT / "docs").glob("*.md") if path != index} <= linked


def test_make_help_lists_every_command_that_the_documents_use() -> None:
    listed = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    used = {
        command for path in DOCUMENTS for command in re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)", path.read_text())
    }
    words = {word for pair in used for word in pair if word}
    assert words
    assert {word for word in words if f"make {word} " not in listed} == set()


def test_the_changelog_leads_with_the_unreleased_and_uses_the_known_headings() -> None:
    text = (ROOT / "CHANGELOG.md").read_text()
    releases = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert releases[0] == "Unreleased"
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
