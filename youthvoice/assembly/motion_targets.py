"""Motions, their wordings, amendments and arguments can be reported, hidden and shown again; words of a crisis call for a human."""

from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.calling_off import call_off_votes_on, contests_on, put_questions
from youthvoice.assembly.commands.minuting import changed
from youthvoice.assembly.commands.motion_state import hold_motion, touch_motion
from youthvoice.assembly.models import Amendment, AmendmentArgument, AssemblyYear, Motion, MotionVersion
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target

MOTION, VERSION, AMENDMENT, ARGUMENT = "assembly_motion", "motion_version", "amendment", "amendment_argument"
TITLE_LENGTH = 80
Told = Motion | MotionVersion | Amendment | AmendmentArgument
MODELS: dict[str, type[Any]] = {
    MOTION: Motion,
    VERSION: MotionVersion,
    AMENDMENT: Amendment,
    ARGUMENT: AmendmentArgument,
}


def register() -> None:
    """Tell moderation how they are found, hidden and shown again."""
    targets.register(MOTION, find_motion_target, hide_motion, restore_motion)
    targets.register(VERSION, find_version_target, hide_version, restore_version)
    targets.register(AMENDMENT, find_amendment_target, hide_amendment, restore_amendment)
    targets.register(ARGUMENT, find_argument_target, hide_argument, restore_argument)


def target_of(session: Session, row: Told) -> Target:
    """The text as moderation sees it; a draft can be read by nobody."""
    motion = _motion_of(session, row)
    year = session.get_one(AssemblyYear, motion.year_id).year
    is_shown = motion.state is not MotionState.draft and motion.hidden_at is None
    if motion.number is None:
        path = f"/bytinget/{year}/kladder/{motion.id}"
    else:
        path = f"/bytinget/{year}/forslag/{motion.number}"
    kind, below, words = _told(session, row)
    readable = is_shown and row.hidden_at is None
    return Target(kind, row.id, motion.title[:TITLE_LENGTH], path + below, words, row.written_by_id or 0, readable)


def alarm_of(session: Session, row: Told, text: str | None = None) -> bool:
    """Words of a crisis: every moderator is told at once, and the writer is shown help; nothing is hidden for that."""
    target = target_of(session, row)
    if not needs_help(target.text if text is None else text):
        return False
    raise_alarm(session, target)
    return True


def find_motion_target(session: Session, row_id: int) -> Target | None:
    """A motion that was sent in; None for a draft."""
    return _find(session, MOTION, row_id)


def find_version_target(session: Session, row_id: int) -> Target | None:
    """A wording of one."""
    return _find(session, VERSION, row_id)


def find_amendment_target(session: Session, row_id: int) -> Target | None:
    """A change that was asked for."""
    return _find(session, AMENDMENT, row_id)


def find_argument_target(session: Session, row_id: int) -> Target | None:
    """What was said for or against."""
    return _find(session, ARGUMENT, row_id)


def hide_motion(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _turn(session, MOTION, row_id, hides=True)


def restore_motion(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _turn(session, MOTION, row_id, hides=False)


def hide_version(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _turn(session, VERSION, row_id, hides=True)


def restore_version(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _turn(session, VERSION, row_id, hides=False)


def hide_amendment(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _turn(session, AMENDMENT, row_id, hides=True)


def restore_amendment(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _turn(session, AMENDMENT, row_id, hides=False)


def hide_argument(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _turn(session, ARGUMENT, row_id, hides=True)


def restore_argument(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _turn(session, ARGUMENT, row_id, hides=False)


def _motion_of(session: Session, row: Told) -> Motion:
    if isinstance(row, Motion):
        return row
    if isinstance(row, AmendmentArgument):
        row = session.get_one(Amendment, row.amendment_id)
    return session.get_one(Motion, row.motion_id)


def _told(session: Session, row: Told) -> tuple[str, str, str]:
    """(kind, what follows the motion's address, the words)."""
    if isinstance(row, Motion):
        return MOTION, "", "\n\n".join(part for part in (row.title, row.text, row.withdraw_reason) if part)
    if isinstance(row, MotionVersion):
        words = (row.title, row.text, row.note)
        return VERSION, f"/versioner#version-{row.number}", "\n\n".join(part for part in words if part)
    if isinstance(row, Amendment):
        return AMENDMENT, f"/aendringer/{row.number}", f"{row.text}\n\n{row.reason}"
    number = session.get_one(Amendment, row.amendment_id).number
    return ARGUMENT, f"/aendringer/{number}#argument-{row.id}", row.text


def _find(session: Session, kind: str, row_id: int) -> Target | None:
    row = session.get(MODELS[kind], row_id) if row_id <= MAX_ID else None
    if row is None or (isinstance(row, Motion) and row.state is MotionState.draft):
        return None
    return target_of(session, row)


def _turn(session: Session, kind: str, row_id: int, *, hides: bool) -> None:
    row = session.get(MODELS[kind], row_id) if row_id <= MAX_ID else None
    if row is None:
        raise NotFound
    year = hold_year(session, _motion_of(session, row).year_id)
    motion = hold_motion(session, _motion_of(session, row).id)
    session.refresh(row)
    if (row.hidden_at is not None) == hides:
        return
    row.hidden_at = now() if hides else None
    session.flush()
    touch_motion(session, motion)
    if kind == MOTION:
        _turn_day(session, year, row_id, hides=hides)


def _turn_day(session: Session, year: AssemblyYear, motion_id: int, *, hides: bool) -> None:
    """The day names it too: nobody votes on it while it is hidden, and every screen is made anew."""
    if hides:
        call_off_votes_on(session, year, motion_id, gettext("En moderator har skjult forslaget."))
    put_questions(session, contests_on(session, motion_id), is_public=not hides)
    changed(session, year)
