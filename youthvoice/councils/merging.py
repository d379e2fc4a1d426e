"""Two people wrote minutes at once, from the same wording: one text with what both added. Pure; nothing is lost.

Merged line by line, as version control does it (diff3); a line that both changed is merged sentence by sentence. Where both
wrote at the same place, both wordings stay, and a person looks at it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial

_SENTENCE = re.compile(r"\S.*?(?:[.!?]+(?=\s)|$)")

Lines = Sequence[str]


@dataclass(frozen=True, slots=True)
class Merged:
    """The text of both; not clean where both wrote at the same place."""

    text: str
    is_clean: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """What stands between two places that all three have in common."""

    base: Lines
    mine: Lines
    theirs: Lines


def merge(base: str, mine: str, theirs: str) -> Merged:
    """One text from ``mine`` and ``theirs``, which both began as ``base``.

    Whatever either added is there, once; whatever one took away and the other left alone is gone.
    """
    both = partial(_both_lines, both=_both_one_after_the_other)
    lines, is_clean = _merge(_lines(base), _lines(mine), _lines(theirs), both)
    return Merged("\n".join(lines), is_clean)


def overrule(base: str, mine: str, theirs: str) -> str:
    """As ``merge``, but where both wrote at the same place, ``mine`` stands there alone."""
    both = partial(_both_lines, both=_mine_alone)
    lines, _is_clean = _merge(_lines(base), _lines(mine), _lines(theirs), both)
    return "\n".join(lines)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")] if text else []


def _merge(
    base: Lines, mine: Lines, theirs: Lines, both: Callable[[Chunk], tuple[list[str], bool]]
) -> tuple[list[str], bool]:
    merged: list[str] = []
    is_clean = True
    for chunk in _chunks(base, mine, theirs):
        if chunk.mine in (chunk.base, chunk.theirs):
            merged += chunk.theirs
        elif chunk.theirs == chunk.base:
            merged += chunk.mine
        else:
            lines, fits = both(chunk)
            merged += lines
            is_clean = is_clean and fits
    return merged, is_clean


def _both_lines(chunk: Chunk, both: Callable[[Chunk], tuple[list[str], bool]]) -> tuple[list[str], bool]:
    """Both changed the same lines: one line is merged by its sentences, of more ``both`` says what stands there."""
    if len(chunk.mine) == len(chunk.theirs) == len(chunk.base) == 1:
        base, mine, theirs = (_SENTENCE.findall(lines[0]) for lines in (chunk.base, chunk.mine, chunk.theirs))
        if set(mine) & set(theirs):
            sentences, is_clean = _merge(base, mine, theirs, both)
            return [" ".join(sentences)], is_clean
    return both(chunk)


def _mine_alone(chunk: Chunk) -> tuple[list[str], bool]:
    return list(chunk.mine), False


def _both_one_after_the_other(chunk: Chunk) -> tuple[list[str], bool]:
    """Theirs, which stood there first, and mine; what they have in common once."""
    merged: list[str] = []
    for _what, a, b, c, d in SequenceMatcher(None, chunk.theirs, chunk.mine, autojunk=False).get_opcodes():
        merged += chunk.theirs[a:b]
        if chunk.theirs[a:b] != chunk.mine[c:d]:
            merged += chunk.mine[c:d]
    return merged, False


def _chunks(base: Lines, mine: Lines, theirs: Lines) -> Iterator[Chunk]:
    """Cut the three texts at the lines that all have in common; these are chunks too."""
    at, in_mine, in_theirs = 0, 0, 0
    for b, m, t, size in _common(base, mine, theirs):
        yield Chunk(base[at:b], mine[in_mine:m], theirs[in_theirs:t])
        same = base[b : b + size]
        yield Chunk(same, same, same)
        at, in_mine, in_theirs = b + size, m + size, t + size


def _common(base: Lines, mine: Lines, theirs: Lines) -> Iterator[tuple[int, int, int, int]]:
    """(place in base, in mine, in theirs, how many) of what nobody touched, in order; ends with the end of all three."""
    ours = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    others = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    i = j = 0
    while i < len(ours) and j < len(others):
        (a, m, n), (b, t, k) = ours[i], others[j]
        start, end = max(a, b), min(a + n, b + k)
        if start < end:
            yield start, m + start - a, t + start - b, end - start
        if a + n < b + k:
            i += 1
        else:
            j += 1
    yield len(base), len(mine), len(theirs), 0
