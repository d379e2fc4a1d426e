"""The words of a page's <main>, one line a block, so that headings and list items end a sentence."""

from collections.abc import Iterator
from typing import Any

import html5lib

INLINE = frozenset({"a", "span", "strong", "em", "cite", "b", "i", "time", "abbr"})
SKIPPED = frozenset({"svg", "script", "form"})


def main_text(page: str, *, with_legal: bool = False) -> str:
    """The text of <main>; what carries data-legal (the law's own words) is left out unless asked for."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    main = next(document.iter("main"))
    return "\n".join(line for line in _lines("".join(_parts(main, with_legal=with_legal))) if line)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\x1e")]


def _parts(element: Any, *, with_legal: bool) -> Iterator[str]:
    if element.tag in SKIPPED or (element.get("data-legal") is not None and not with_legal):
        return
    edge = "" if element.tag in INLINE else "\x1e"
    yield edge
    yield element.text or ""
    for child in element:
        yield from _parts(child, with_legal=with_legal)
        yield child.tail or ""
    yield edge
