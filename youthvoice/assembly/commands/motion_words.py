"""The words of a motion: every wording is kept, two who write at once are merged, and nobody's words are written over."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.motion_state import hold_for_work, touch_motion
from youthvoice.assembly.models import Motion, MotionVersion
from youthvoice.assembly.motion_targets import alarm_of
from youthvoice.assembly.rules import motions as rules
from youthvoice.assembly.rules.motions import Words, Writer
from youthvoice.assembly.text_checks import cpr_problems, length_problem
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.councils.merging import Merged, merge


@dataclass(frozen=True)
class WordsAudit:
    """Audit: which wording it became."""

    version: int


class WordsChanged(Conflict):
    """Somebody else saved meanwhile: both wordings are there, and belong together."""


def change_words(session: Session, motion: Motion, person: Person, writer: Writer, words: Words, seen: int) -> int:
    """Keep a wording, and give its number. The same words once more change nothing.

    ``seen`` is the wording that the writer began with. Raises WordsChanged where another came after it, Conflict where the
    motion can be changed no more, and RuleBroken (title, text, note).
    """
    _year, held = hold_for_work(session, motion.id, motion.year_id)
    if held.state not in rules.OPEN | {rules.MotionState.draft}:
        raise Conflict(gettext("Forslaget kan ikke ændres mere."))
    is_draft = held.state is rules.MotionState.draft
    check_words(words, held.text, fewest=0 if is_draft else rules.TEXT_MIN)
    if (words.title, words.text) == (held.title, held.text):
        return held.versions
    if seen != held.versions:
        raise WordsChanged
    moment = now()
    add_version(session, held, words, writer, moment)
    touch_motion(session, held)
    data = WordsAudit(held.versions)
    audit.record(session, person.id, "assembly_motion.write", ("assembly_motion", held.id), data, at=moment)
    if not is_draft:
        alarm_of(session, held, f"{words.title}\n{words.text}\n{words.note}")
    return held.versions


def add_version(
    session: Session, motion: Motion, words: Words, writer: Writer, moment: datetime, *, amendment_id: int | None = None
) -> None:
    """The next wording of a motion that is held; whoever calls raises its version."""
    motion.title, motion.text, motion.versions = words.title, words.text, motion.versions + 1
    session.add(
        MotionVersion(
            motion_id=motion.id, number=motion.versions, title=words.title, text=words.text, note=words.note,
            amendment_id=amendment_id, written_by_id=writer.person_id, written_by_label=writer.label[:200], at=moment,
        )
    )  # fmt: skip
    session.flush()


def wording(session: Session, motion_id: int, number: int) -> Words:
    """The wording of that number; no words for one that never was."""
    query = select(MotionVersion.title, MotionVersion.text).where(MotionVersion.motion_id == motion_id)
    found = session.execute(query.where(MotionVersion.number == number)).one_or_none()
    return Words(*found) if found is not None else Words("", "")


def merged_words(session: Session, motion: Motion, mine: Words, seen: int) -> tuple[Words, bool]:
    """What somebody wrote from wording ``seen``, and what stands now, in one; False where a person must look at it."""
    base = wording(session, motion.id, seen)
    text: Merged = merge(base.text, mine.text, motion.text)
    title = motion.title if mine.title == base.title else mine.title
    fits = mine.title in (base.title, motion.title) or motion.title == base.title
    return Words(title, text.text, mine.note), text.is_clean and fits


def check_words(words: Words, before: str = "", *, fewest: int = rules.TEXT_MIN) -> None:
    """Raise RuleBroken (title, text, note). A text that came long up the ladder may stay as long."""
    longest = max(rules.TEXT_MAX, len(before))
    found = {
        "title": length_problem(words.title, rules.TITLE_MIN, rules.TITLE_MAX),
        "text": length_problem(words.text, fewest, longest),
        "note": length_problem(words.note, 0, rules.NOTE_MAX),
    }
    problems: dict[str, list[object]] = {name: [text] for name, text in found.items() if text}
    problems |= cpr_problems({"title": words.title, "text": words.text, "note": words.note})
    if problems:
        raise RuleBroken(problems)
