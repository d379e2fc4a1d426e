"""Delegations write motions: begun, changed together, sent in before the deadline, or thrown away."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.motion_state import hold_for_work, put_state, touch_motion
from youthvoice.assembly.commands.motion_words import check_words
from youthvoice.assembly.models import AssemblyYear, Delegation, Motion, MotionCredit, MotionVersion
from youthvoice.assembly.motion_targets import alarm_of
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.motions import MotionOrigin, MotionState, Words, Writer
from youthvoice.assembly.rules.years import takes_motions
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.i18n import format_moment
from youthvoice.proposals.rules import Topic


@dataclass(frozen=True)
class MotionAudit:
    """Audit: of which year, and its number there (None: a draft)."""

    year_id: int
    number: int | None = None


def start_motion(
    session: Session, year: AssemblyYear, person: Person, delegation: Delegation, topic: Topic, words: Words, key: str
) -> Motion:
    """Begin a motion that the delegation alone sees; sent twice, begun once. Raises RuleBroken and Conflict (too late)."""
    held = hold_year(session, year.id)
    known = session.scalar(select(Motion).where(Motion.form_key == key))
    if known is not None:
        return known
    _in_time(held)
    check_words(words, fewest=0)
    moment = now()
    motion = Motion(
        form_key=key, year_id=held.id, origin=MotionOrigin.delegation, delegation_id=delegation.id, topic=topic,
        title=words.title, text=words.text, written_by_id=person.id, created_at=moment,
    )  # fmt: skip
    session.add(motion)
    session.flush()
    first = MotionVersion(
        motion_id=motion.id, number=1, title=words.title, text=words.text, written_by_id=person.id,
        written_by_label=delegation.name, at=moment,
    )  # fmt: skip
    session.add_all([first, MotionCredit(motion_id=motion.id, label=delegation.name, person_id=person.id)])
    session.flush()
    audit.record(session, person.id, "assembly_motion.start", ("assembly_motion", motion.id), MotionAudit(held.id))
    return motion


def send_motion(session: Session, motion: Motion, person: Person, writer: Writer) -> bool:
    """Send a draft in: everybody reads it, as version 1. Sent twice, sent once. True where its words call for a human.

    Raises RuleBroken (title, text; "": the deadline, or the delegation has sent as many as it may) and Conflict.
    """
    year, held = hold_for_work(session, motion.id, motion.year_id)
    if held.state is not MotionState.draft:
        return False
    _in_time(year)
    _not_too_many(session, year, held)
    check_words(Words(held.title, held.text))
    moment = now()
    # How the delegation got there is its own business.
    session.execute(delete(MotionVersion).where(MotionVersion.motion_id == held.id))
    held.versions = 1
    first = MotionVersion(
        motion_id=held.id, number=1, title=held.title, text=held.text, written_by_id=person.id,
        written_by_label=writer.label[:200], at=moment,
    )  # fmt: skip
    session.add(first)
    put_state(session, held, MotionState.submitted, moment, by_id=person.id)
    data = MotionAudit(year.id, held.number)
    audit.record(session, person.id, "assembly_motion.send", ("assembly_motion", held.id), data, at=moment)
    return alarm_of(session, held)


def change_topic(session: Session, motion: Motion, topic: Topic) -> None:
    """What it is about; it is held."""
    if motion.topic is not topic:
        motion.topic = topic
        touch_motion(session, motion)


def drop_draft(session: Session, motion: Motion, person: Person) -> None:
    """Throw away what nobody else has read. Raises Conflict where it was sent in meanwhile."""
    _year, held = hold_for_work(session, motion.id, motion.year_id)
    if held.state is not MotionState.draft:
        raise Conflict(gettext("Forslaget er sendt ind. Nu kan I trække det tilbage."))
    audit.record(session, person.id, "assembly_motion.drop", ("assembly_motion", held.id), MotionAudit(held.year_id))
    session.execute(delete(MotionVersion).where(MotionVersion.motion_id == held.id))
    session.execute(delete(MotionCredit).where(MotionCredit.motion_id == held.id))
    session.delete(held)
    session.flush()


def sent_by(session: Session, year_id: int, delegation_id: int) -> int:
    """How many motions a delegation has sent in, but for those it took back. One query."""
    mine = Motion.year_id == year_id, Motion.delegation_id == delegation_id
    gone = Motion.state.in_((MotionState.draft, MotionState.withdrawn))
    return session.scalar(select(func.count()).select_from(Motion).where(*mine, ~gone)) or 0


def _in_time(year: AssemblyYear) -> None:
    if not takes_motions(year.moments, year.motions_due_at, now()):
        due = format_moment(year.motions_due_at)
        raise RuleBroken({"": [gettext("Fristen for at sende forslag ind var %(due)s.", due=due)]})


def _not_too_many(session: Session, year: AssemblyYear, motion: Motion) -> None:
    if motion.delegation_id is None:
        return
    if sent_by(session, year.id, motion.delegation_id) >= year.most_motions:
        text = gettext(
            "I har sendt %(most)d forslag ind. Det er så mange, som hver skole må. I kan trække et tilbage og sende det her.",
            most=year.most_motions,
        )
        raise RuleBroken({"": [text]})
