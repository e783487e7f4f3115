"""Modules and style sheets without their comments: half of what we write, and nothing that a browser needs.

Only comments go. Lines stay where they were, so that a stack trace and the inspector point into the file as written.
"""

import re
from collections.abc import Callable

import tree_sitter_javascript
from tree_sitter import Language, Parser, Query, QueryCursor

JAVASCRIPT = Language(tree_sitter_javascript.language())
COMMENTS = Query(JAVASCRIPT, "(comment) @comment")
# A text in quotes, or a comment: what stands in quotes is none.
CSS_COMMENT = re.compile(rb"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/""", re.DOTALL)


def bare_javascript(source: bytes) -> bytes:
    """Return a module without its comments. What the grammar can't read is returned as it is."""
    root = Parser(JAVASCRIPT).parse(source).root_node
    if root.has_error:
        return source
    kept, end = [], 0
    for comment in sorted(QueryCursor(COMMENTS).captures(root).get("comment", []), key=lambda node: node.start_byte):
        kept += [source[end : comment.start_byte], _blank(source[comment.start_byte : comment.end_byte])]
        end = comment.end_byte
    return b"".join(kept) + source[end:]


def bare_css(source: bytes) -> bytes:
    """Return a style sheet without its comments."""
    return CSS_COMMENT.sub(lambda found: found[1] or _blank(found[0]), source)


def _blank(comment: bytes) -> bytes:
    """Return what stays of a comment: its line ends, or the space that keeps its neighbours apart."""
    return b"\n" * comment.count(b"\n") or b" "


BARE: dict[str, Callable[[bytes], bytes]] = {".js": bare_javascript, ".css": bare_css}
