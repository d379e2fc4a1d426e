"""What changed between two texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

# Comparing takes time by the product of the lengths; two texts above this are shown one after the other.
MAX_COMPARISONS = 160_000
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text: ``same``, ``removed`` or ``added``."""

    kind: str
    text: str


@lru_cache(maxsize=256)
def word_diff(before: str, after: str) -> tuple[Part, ...]:
    """The texts as one, with what was removed and added marked."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > MAX_COMPARISONS:
        return _parts([("removed", before), ("added", after)])
    found: list[tuple[str, str]] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("same", "".join(old[a:b])))
        else:
            found += [("removed", "".join(old[a:b])), ("added", "".join(new[c:d]))]
    return _parts(found)


def _parts(found: list[tuple[str, str]]) -> tuple[Part, ...]:
    return tuple(Part(kind, text) for kind, text in found if text)
