"""Printed slips: made for a place, shown once, and made void."""

from dataclasses import dataclass

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.voting.commands.casting import check_open
from youthvoice.voting.commands.storage import hold_box
from youthvoice.voting.crypto.papers import hash_of_slip, new_code
from youthvoice.voting.labels import CONTEST_PROBLEM_TEXTS
from youthvoice.voting.models import Contest, Slip, SlipSheet, UsedSlip
from youthvoice.voting.queries.contests import hold_contest
from youthvoice.voting.rules.contest import MOST_SLIPS, ContestProblem

NO_SYNC = {"synchronize_session": False}


@dataclass(frozen=True)
class Printed:
    """A sheet and the codes on it, which nobody can find out again."""

    sheet: SlipSheet
    codes: tuple[str, ...]


@dataclass(frozen=True)
class SlipsAudit:
    """Audit: how many slips of which sheet."""

    sheet_id: int
    size: int


def make_slips(
    session: Session, secret_key: str, contest: Contest, size: int, place: str, form_key: str, *, actor_id: int
) -> Printed:
    """Make slips for a place. They are shown in this answer and never again; lost ones are made void and made anew.

    Raises Closed, RuleBroken (size), and Conflict where the same form has made them before.
    """
    contest = hold_contest(session, contest.id)
    check_open(contest)
    if not 1 <= size <= MOST_SLIPS:
        raise RuleBroken({"size": [CONTEST_PROBLEM_TEXTS[ContestProblem.slips_wrong]]})
    if session.scalar(select(SlipSheet.id).where(SlipSheet.form_key == form_key)) is not None:
        raise Conflict
    sheet = SlipSheet(
        form_key=form_key, contest_id=contest.id, place=place, size=size, made_by_id=actor_id, created_at=now()
    )
    session.add(sheet)
    session.flush()
    codes = tuple(new_code() for _ in range(size))
    hashes = sorted(hash_of_slip(secret_key, contest.key, code) for code in codes)
    session.add_all(Slip(contest_id=contest.id, code_hash=hashed, sheet_id=sheet.id) for hashed in hashes)
    contest.roll_size += size
    contest.issued += size
    contest.version += 1
    session.flush()
    _record(session, actor_id, "contest.make_slips", sheet)
    return Printed(sheet, codes)


def void_slips(session: Session, sheet: SlipSheet, *, actor_id: int) -> None:
    """Let no slip of a sheet be used any more that was not used yet: it is forgotten. A second time changes nothing.

    Raises Closed where nobody can vote any more.
    """
    contest = hold_contest(session, sheet.contest_id)
    check_open(contest)
    session.refresh(sheet)
    if sheet.voided_at is not None:
        return
    hold_box(session)
    sheet.voided_at, sheet.used = now(), count_used(session, sheet)
    unused = sheet.size - sheet.used
    is_used = exists().where(UsedSlip.contest_id == Slip.contest_id, UsedSlip.code_hash == Slip.code_hash)
    session.execute(delete(Slip).where(Slip.sheet_id == sheet.id, ~is_used), execution_options=NO_SYNC)
    contest.roll_size -= unused
    contest.issued -= unused
    contest.version += 1
    session.flush()
    _record(session, actor_id, "contest.void_slips", sheet)


def count_used(session: Session, sheet: SlipSheet) -> int:
    """How many slips of a sheet were used, while the contest is open; which, nobody is told."""
    query = (
        select(func.count())
        .select_from(Slip)
        .join(UsedSlip, (UsedSlip.contest_id == Slip.contest_id) & (UsedSlip.code_hash == Slip.code_hash))
        .where(Slip.sheet_id == sheet.id)
    )
    return session.scalar(query) or 0


def _record(session: Session, actor_id: int, action: str, sheet: SlipSheet) -> None:
    audit.record(session, actor_id, action, ("contest", sheet.contest_id), SlipsAudit(sheet.id, sheet.size))
