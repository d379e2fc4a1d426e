"""What happens to a motion before the day: given to a committee, finished, withdrawn, or made part of another."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.motion_state import hold_for_work, hold_motion, put_state, touch_motion
from youthvoice.assembly.commands.motion_words import WordsChanged, add_version, check_words
from youthvoice.assembly.models import Committee, Motion, MotionCredit
from youthvoice.assembly.motion_targets import alarm_of
from youthvoice.assembly.rules import motions as rules
from youthvoice.assembly.rules.motions import MotionState, Words, Writer
from youthvoice.assembly.text_checks import cpr_problems, length_problem
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken


@dataclass(frozen=True)
class GivenAudit:
    """Audit: to which committee (None: to none)."""

    committee_id: int | None


@dataclass(frozen=True)
class StateAudit:
    """Audit: where it stands now."""

    state: str


@dataclass(frozen=True)
class MergedAudit:
    """Audit: into which motion."""

    into_id: int


def give(session: Session, motion: Motion, committee: Committee | None, person: Person) -> None:
    """Let a committee work on it, or none. Raises Conflict where it is decided, or where no committee is left for a ready one."""
    _year, held = hold_for_work(session, motion.id, motion.year_id)
    committee_id = committee.id if committee is not None else None
    wanted = MotionState.submitted if committee is None else MotionState.in_committee
    if held.state is wanted and held.committee_id == committee_id:
        return
    held.committee_id = committee_id
    if held.state is wanted:
        touch_motion(session, held)
    put_state(session, held, wanted, now(), by_id=person.id)
    audit.record(session, person.id, "assembly_motion.give", ("assembly_motion", held.id), GivenAudit(committee_id))


def finish(session: Session, motion: Motion, person: Person) -> None:
    """«Klar til dagen»: the words stand. A second time changes nothing. Raises Conflict."""
    _move(session, motion, MotionState.ready, person)


def reopen(session: Session, motion: Motion, person: Person) -> None:
    """The committee works on it again. Raises Conflict where it has none."""
    if motion.committee_id is None:
        raise Conflict(gettext("Forslaget har ikke noget udvalg."))
    _move(session, motion, MotionState.in_committee, person)


def withdraw(session: Session, motion: Motion, person: Person, reason: str) -> bool:
    """Its authors take it back, and may say why. True where the words call for a human. Raises RuleBroken (reason), Conflict."""
    _year, held = hold_for_work(session, motion.id, motion.year_id)
    if held.state is MotionState.withdrawn:
        return False
    too_long = length_problem(reason, 0, rules.WITHDRAW_REASON_MAX)
    problems = cpr_problems({"reason": reason}) | ({"reason": [too_long]} if too_long else {})
    if problems:
        raise RuleBroken(problems)
    held.withdraw_reason = reason
    put_state(session, held, MotionState.withdrawn, now(), by_id=person.id)
    audit.record(session, person.id, "assembly_motion.withdraw", ("assembly_motion", held.id))
    return alarm_of(session, held, reason)


def merge_into(
    session: Session, motion: Motion, into: Motion, person: Person, writer: Writer, words: Words, seen: int
) -> None:
    """Make a motion part of another, in the words that somebody has written of both; everybody is credited there.

    Raises WordsChanged where the other reads otherwise than in wording ``seen``, RuleBroken (text, note), and Conflict where
    either of them is no longer open, or both are the same.
    """
    if motion.id == into.id or motion.year_id != into.year_id:
        raise Conflict
    first, second = sorted((motion.id, into.id))
    hold_for_work(session, first, motion.year_id)
    hold_motion(session, second)
    if into.state not in rules.OPEN or motion.state not in rules.OPEN:
        raise Conflict(gettext("Et af de to forslag er afgjort. Hent siden igen."))
    if seen != into.versions:
        raise WordsChanged
    check_words(words, into.text)
    moment = now()
    if (words.title, words.text) != (into.title, into.text):
        add_version(session, into, words, writer, moment)
    _credit(session, motion, into)
    touch_motion(session, into)
    put_state(session, motion, MotionState.merged, moment, into=into, by_id=person.id)
    audit.record(session, person.id, "assembly_motion.merge", ("assembly_motion", motion.id), MergedAudit(into.id))
    alarm_of(session, into, f"{words.text}\n{words.note}")


def credit_labels(session: Session, motion_id: int) -> set[str]:
    """Who is credited in a motion already."""
    return set(session.scalars(select(MotionCredit.label).where(MotionCredit.motion_id == motion_id)))


def _credit(session: Session, motion: Motion, into: Motion) -> None:
    known = credit_labels(session, into.id)
    mine = select(MotionCredit).where(MotionCredit.motion_id == motion.id).order_by(MotionCredit.id)
    for credit in session.scalars(mine).all():
        if credit.label not in known:
            copied = MotionCredit(
                motion_id=into.id, label=credit.label, person_id=credit.person_id, from_motion_id=motion.id
            )
            session.add(copied)
    session.flush()


def _move(session: Session, motion: Motion, state: MotionState, person: Person) -> None:
    _year, held = hold_for_work(session, motion.id, motion.year_id)
    if held.state is not state:
        put_state(session, held, state, now(), by_id=person.id)
        audit.record(session, person.id, "assembly_motion.move", ("assembly_motion", held.id), StateAudit(state.value))
