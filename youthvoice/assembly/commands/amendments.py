"""Amendments: sent, argued about, taken in by the committee, voted on, withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.motion_state import hold_for_work, hold_motion, settle, touch_motion
from youthvoice.assembly.commands.motion_words import WordsChanged, add_version, check_words, wording
from youthvoice.assembly.events import AmendmentSent
from youthvoice.assembly.models import Amendment, AmendmentArgument, Motion
from youthvoice.assembly.motion_targets import alarm_of
from youthvoice.assembly.rules import motions as rules
from youthvoice.assembly.rules.motions import AmendmentState, Side, Words, Writer
from youthvoice.assembly.text_checks import cpr_problems, length_problem
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.councils.merging import Merged, merge


@dataclass(frozen=True)
class AmendmentAudit:
    """Audit: of which motion, and its number there."""

    motion_id: int
    number: int


@dataclass(frozen=True, slots=True)
class Change:
    """The whole text as it would stand, why, and the wording that it was made from."""

    text: str
    reason: str
    base: int


def send_amendment(
    session: Session, motion: Motion, person: Person, writer: Writer, change: Change, form_key: str
) -> Amendment:
    """Ask for a change; sent twice, stored once. Raises RuleBroken (text, reason) and Conflict (decided, the day is on)."""
    _year, held = hold_for_work(session, motion.id, motion.year_id)
    known = session.scalar(select(Amendment).where(Amendment.form_key == form_key))
    if known is not None:
        return known
    if held.state not in rules.OPEN:
        raise Conflict(gettext("Forslaget er afgjort. Det kan ikke ændres mere."))
    _check(change, wording(session, held.id, change.base).text)
    last = session.scalar(select(func.max(Amendment.number)).where(Amendment.motion_id == held.id)) or 0
    made = Amendment(
        form_key=form_key, motion_id=held.id, number=last + 1, base=change.base, text=change.text, reason=change.reason,
        written_by_id=person.id, written_by_label=writer.label[:200], at=now(),
    )  # fmt: skip
    session.add(made)
    touch_motion(session, held)
    _record(session, person.id, "amendment.send", made)
    publish(session, AmendmentSent(made.id, held.id))
    alarm_of(session, made)
    return made


def argue(
    session: Session, amendment: Amendment, person: Person, writer: Writer, side: Side, text: str, form_key: str
) -> AmendmentArgument:
    """Say what speaks for or against; sent twice, stored once. Raises RuleBroken (text) and Conflict (settled)."""
    motion = session.get_one(Motion, amendment.motion_id)
    _year, held = hold_for_work(session, motion.id, motion.year_id)
    known = session.scalar(select(AmendmentArgument).where(AmendmentArgument.form_key == form_key))
    if known is not None:
        return known
    session.refresh(amendment, ["state", "hidden_at"])
    if amendment.state is not AmendmentState.open:
        raise Conflict(gettext("Ændringen er allerede afgjort."))
    problem = length_problem(text, rules.ARGUMENT_MIN, rules.ARGUMENT_MAX)
    problems = cpr_problems({"text": text}) | ({"text": [problem]} if problem else {})
    if problems:
        raise RuleBroken(problems)
    said = AmendmentArgument(
        form_key=form_key, amendment_id=amendment.id, side=side, text=text, written_by_id=person.id,
        written_by_label=writer.label[:200], at=now(),
    )  # fmt: skip
    session.add(said)
    touch_motion(session, held)
    _record(session, person.id, "amendment.argue", amendment)
    alarm_of(session, said)
    return said


def withdraw_amendment(session: Session, amendment: Amendment, person: Person) -> None:
    """Whoever asked for it takes it back. Raises Conflict where it is settled, or the day is on."""
    _close(session, amendment, person, AmendmentState.withdrawn, "amendment.withdraw")


def take_in(session: Session, amendment: Amendment, person: Person, writer: Writer, words: Words, seen: int) -> Motion:
    """The committee makes it part of the text, in the words that somebody has looked at. The motion.

    Raises WordsChanged where the text is another than ``seen``, RuleBroken (title, text, note), Conflict.
    """
    motion = session.get_one(Motion, amendment.motion_id)
    _year, held = hold_for_work(session, motion.id, motion.year_id)
    if held.state not in rules.OPEN:
        raise Conflict(gettext("Forslaget er afgjort. Det kan ikke ændres mere."))
    if seen != held.versions:
        raise WordsChanged
    check_words(words, held.text)
    moment = now()
    settle(session, amendment, AmendmentState.taken_in, moment, by_id=person.id)
    add_version(session, held, words, writer, moment, amendment_id=amendment.id)
    touch_motion(session, held)
    _record(session, person.id, "amendment.take_in", amendment)
    alarm_of(session, held, f"{words.text}\n{words.note}")
    return held


def adopt_amendment(session: Session, amendment: Amendment, moment: datetime) -> bool:
    """It was voted for: it becomes part of the text. False where others had changed the same place: the text stands as it was
    until somebody has chosen (``wordings``).

    Whoever calls holds the year. Raises Conflict where the amendment is settled already.
    """
    held = hold_motion(session, amendment.motion_id)
    settle(session, amendment, AmendmentState.adopted, moment)
    merged = merged_amendment(session, amendment, held)
    if merged.is_clean:
        writer = Writer(amendment.written_by_id, amendment.written_by_label)
        words = Words(held.title, merged.text, gettext("Stemt igennem på Bytinget."))
        add_version(session, held, words, writer, moment, amendment_id=amendment.id)
    else:
        amendment.waits_since = moment
    touch_motion(session, held)
    return merged.is_clean


def reject_amendment(session: Session, amendment: Amendment, moment: datetime) -> None:
    """It was voted down: the text stays. Whoever calls holds the year. Raises Conflict where it is settled already."""
    held = hold_motion(session, amendment.motion_id)
    settle(session, amendment, AmendmentState.rejected, moment)
    touch_motion(session, held)


def merged_amendment(session: Session, amendment: Amendment, motion: Motion) -> Merged:
    """The text as it stands when the amendment becomes part of what it reads now."""
    if amendment.base == motion.versions:
        return Merged(amendment.text, is_clean=True)
    return merge(wording(session, motion.id, amendment.base).text, amendment.text, motion.text)


def _close(session: Session, amendment: Amendment, person: Person, state: AmendmentState, deed: str) -> None:
    motion = session.get_one(Motion, amendment.motion_id)
    _year, held = hold_for_work(session, motion.id, motion.year_id)
    settle(session, amendment, state, now(), by_id=person.id)
    touch_motion(session, held)
    _record(session, person.id, deed, amendment)


def _check(change: Change, base: str) -> None:
    found = {
        "text": length_problem(change.text, rules.TEXT_MIN, max(rules.TEXT_MAX, len(base))),
        "reason": length_problem(change.reason, rules.REASON_MIN, rules.REASON_MAX),
    }
    problems: dict[str, list[object]] = {name: [text] for name, text in found.items() if text}
    if not base:
        raise Conflict(gettext("Hent siden igen. Den tekst, du ændrede, findes ikke."))
    if change.text.strip() == base.strip():
        problems["text"] = [gettext("Ret i teksten. Den er som før.")]
    problems |= cpr_problems({"text": change.text, "reason": change.reason})
    if problems:
        raise RuleBroken(problems)


def _record(session: Session, actor_id: int, deed: str, amendment: Amendment) -> None:
    session.flush()
    data = AmendmentAudit(amendment.motion_id, amendment.number)
    audit.record(session, actor_id, deed, ("amendment", amendment.id), data)
