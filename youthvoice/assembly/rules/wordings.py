"""Two wordings of one place: what can be chosen, and where they differ. Pure."""

import re
from difflib import SequenceMatcher

STANDS, TAKES = 1, 2
"""Numbers on the paper: what stands now, and the amendment."""

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def apart(one: str, other: str) -> tuple[str, str]:
    """The sentences that the first text has and the other has not, and the other way about; empty for none."""
    left, right = ([found.strip() for found in _SENTENCE.findall(text) if found.strip()] for text in (one, other))
    mine: list[str] = []
    theirs: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what != "equal":
            mine += left[a:b]
            theirs += right[c:d]
    return " ".join(mine), " ".join(theirs)
