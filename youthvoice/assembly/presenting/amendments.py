"""What the pages of an amendment show: the text with the change in it, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from youthvoice.assembly.commands.amendments import merged_amendment
from youthvoice.assembly.commands.motion_words import merged_words
from youthvoice.assembly.forms.motions import WordsForm
from youthvoice.assembly.models import Amendment, AmendmentArgument, Motion
from youthvoice.assembly.presenting.comparing import compared
from youthvoice.assembly.presenting.motions import amendment_state
from youthvoice.assembly.queries.amendments import AmendmentRow
from youthvoice.assembly.rules.motions import AmendmentState, Side, Words
from youthvoice.core.worddiff import Part


@dataclass(frozen=True, slots=True)
class AmendmentPage:
    """One amendment, as its page shows it."""

    amendment: Amendment
    kind: str
    state: str
    parts: tuple[Part, ...]
    """What it changes in the text that stands; settled, what it asked for then."""
    has_moved: bool
    """The text is another than the one it was made from."""
    is_clean: bool
    is_open: bool
    pro: list[AmendmentArgument]
    con: list[AmendmentArgument]


@dataclass(frozen=True, slots=True)
class TakeInTold:
    """The text with the change in it, for the committee to look at."""

    words: Words
    parts: tuple[Part, ...]
    has_moved: bool
    is_clean: bool
    was_typed: bool


def amendment_page(
    session: Session, motion: Motion, asked: AmendmentRow, said: Sequence[AmendmentArgument]
) -> AmendmentPage:
    """One amendment: one query where the text has moved on."""
    amendment = asked.amendment
    kind, state = amendment_state(amendment)
    is_open = amendment.state is AmendmentState.open
    has_moved = is_open and amendment.base != motion.versions
    merged = merged_amendment(session, amendment, motion) if has_moved else None
    after = merged.text if merged is not None else amendment.text
    return AmendmentPage(
        amendment=amendment,
        kind=kind,
        state=state,
        parts=compared(motion.text if is_open else asked.base_text, after),
        has_moved=has_moved,
        is_clean=merged is None or merged.is_clean,
        is_open=is_open,
        pro=[one for one in said if one.side is Side.pro],
        con=[one for one in said if one.side is Side.con],
    )


def take_in_told(session: Session, motion: Motion, amendment: Amendment, typed: WordsForm | None) -> TakeInTold:
    """The change in the text that stands; or what somebody typed, with what was saved meanwhile."""
    if typed is not None:
        words, is_clean = merged_words(session, motion, typed.words(), typed.seen())
    else:
        merged = merged_amendment(session, amendment, motion)
        words, is_clean = Words(motion.title, merged.text), merged.is_clean
    return TakeInTold(
        words=words,
        parts=compared(motion.text, words.text),
        has_moved=amendment.base != motion.versions,
        is_clean=is_clean,
        was_typed=typed is not None,
    )
