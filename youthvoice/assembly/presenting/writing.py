"""Two wrote on one text at once: what each changed, and one text with both, for somebody to look at."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from youthvoice.assembly.commands.motion_words import merged_words, wording
from youthvoice.assembly.models import Motion
from youthvoice.assembly.presenting.comparing import compared
from youthvoice.assembly.queries.motions import last_label
from youthvoice.assembly.rules.motions import Words
from youthvoice.core.worddiff import Part


@dataclass(frozen=True, slots=True)
class MergeTold:
    """Both wordings beside each other, and the one with both."""

    who: str
    """Who saved meanwhile."""
    theirs: tuple[Part, ...]
    mine: tuple[Part, ...]
    titles: tuple[str, str] | None
    """(theirs, mine), where they are different."""
    is_clean: bool
    words: Words


def merge_told(session: Session, motion: Motion, mine: Words, seen: int) -> MergeTold:
    """What a page says of it: four queries."""
    base = wording(session, motion.id, seen)
    words, is_clean = merged_words(session, motion, mine, seen)
    return MergeTold(
        who=last_label(session, motion.id),
        theirs=compared(base.text, motion.text),
        mine=compared(base.text, mine.text),
        titles=(motion.title, mine.title) if motion.title != mine.title else None,
        is_clean=is_clean,
        words=words,
    )
