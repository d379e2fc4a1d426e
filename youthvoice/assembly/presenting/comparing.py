"""Two wordings as one, with what was taken out and written in: sentence by sentence first, and words where a sentence changed."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from youthvoice.core.worddiff import Part, word_diff

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+(?=\s|$)|\n|$|[.!?])\s*")


@lru_cache(maxsize=256)
def compared(before: str, after: str) -> tuple[Part, ...]:
    """The texts as one; long ones cost no more than short ones where little was changed."""
    before, after = before.replace("\r\n", "\n"), after.replace("\r\n", "\n")
    return tuple(_joined(_parts(_sentences(before), _sentences(after))))


def _sentences(text: str) -> list[str]:
    return [found for found in _SENTENCE.findall(text) if found]


def _parts(old: list[str], new: list[str]) -> Iterator[Part]:
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Part("same", "".join(old[a:b]))
        else:
            yield from word_diff("".join(old[a:b]), "".join(new[c:d]))


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Neighbours of one kind are one piece."""
    last: Part | None = None
    for part in parts:
        if last is not None and last.kind == part.kind:
            last = Part(last.kind, last.text + part.text)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last
