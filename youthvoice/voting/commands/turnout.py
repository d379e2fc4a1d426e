"""How many have taken part. Counted when the box is mixed, so that nobody can watch one ballot after the other fall in."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.voting.commands.slips import count_used
from youthvoice.voting.models import BallotPaper, Contest, GivenPaper, HandCount, RollEntry, SlipSheet


def count_turnout(session: Session, contest: Contest) -> bool:
    """Store how many may vote, how many have a paper, and how many have voted; returns whether that is more than before."""
    before = contest.issued, contest.taken_part
    given = _count(session, GivenPaper, contest.id)
    cast = _count(session, BallotPaper, contest.id)
    slips = _slips(session, contest.id)
    children, strangers = session.execute(
        select(
            func.coalesce(func.sum(HandCount.children), 0), func.coalesce(func.sum(HandCount.without_account), 0)
        ).where(HandCount.contest_id == contest.id)
    ).one()
    contest.roll_size = _count(session, RollEntry, contest.id) + slips + strangers
    contest.issued = given + slips + strangers
    contest.taken_part = cast + children
    has_grown = before != (contest.issued, contest.taken_part)
    if has_grown:
        contest.version += 1
    contest.shaken_at = now()
    session.flush()
    return has_grown


def _count(session: Session, table: type[GivenPaper | BallotPaper | RollEntry], contest_id: int) -> int:
    return session.scalar(select(func.count()).select_from(table).where(table.contest_id == contest_id)) or 0


def _slips(session: Session, contest_id: int) -> int:
    """Slips that are worth something: those of a void sheet only where they were used before."""
    sheets = session.scalars(select(SlipSheet).where(SlipSheet.contest_id == contest_id)).all()
    for sheet in sheets:
        sheet.used = count_used(session, sheet)
    return sum(sheet.size if sheet.voided_at is None else sheet.used for sheet in sheets)
