"""What a code that was typed or scanned opens: a printed slip, or a shared tablet."""

from dataclasses import dataclass

from sqlalchemy import and_, exists, select, tuple_
from sqlalchemy.orm import Session

from youthvoice.core.codes import LETTERS, normalise_code
from youthvoice.voting.crypto.papers import hash_of_slip, is_slip_code
from youthvoice.voting.models import Contest, Kiosk, Slip, SlipSheet, UsedSlip
from youthvoice.voting.queries.contests import get_contest

MOST_KIOSK_LETTERS = 12


@dataclass(frozen=True)
class FoundSlip:
    """A slip that can be voted with now."""

    contest: Contest
    code: str
    """Its letters, as they are hashed."""
    is_used: bool


def find_slip(session: Session, secret_key: str, typed: str, contest_id: int | None = None) -> FoundSlip | None:
    """The slip of an open contest (of one, where it is given) with that code; None for any other.

    A code does not tell its contest: it is tried in each open one that has slips. Three queries at most.
    """
    code = normalise_code(typed)
    if not is_slip_code(code):
        return None
    has_slips = exists().where(SlipSheet.contest_id == Contest.id)
    is_open = and_(Contest.opened_at.is_not(None), Contest.sealed_at.is_(None), Contest.cancelled_at.is_(None))
    query = select(Contest.id, Contest.key).where(is_open, has_slips)
    if contest_id is not None:
        query = query.where(Contest.id == contest_id)
    tried = [(known_id, hash_of_slip(secret_key, key, code)) for known_id, key in session.execute(query)]
    return _worth_something(session, code, tried) if tried else None


def _worth_something(session: Session, code: str, tried: list[tuple[int, str]]) -> FoundSlip | None:
    """A slip of a sheet that was made void counts only where it was used before."""
    same = and_(UsedSlip.contest_id == Slip.contest_id, UsedSlip.code_hash == Slip.code_hash)
    query = (
        select(Slip.contest_id, SlipSheet.voided_at, UsedSlip.code_hash)
        .join(SlipSheet, SlipSheet.id == Slip.sheet_id)
        .outerjoin(UsedSlip, same)
        .where(tuple_(Slip.contest_id, Slip.code_hash).in_(tried))
    )
    found = session.execute(query).first()
    if found is None:
        return None
    contest_id, voided_at, used = found
    if voided_at is not None and used is None:
        return None
    return FoundSlip(get_contest(session, contest_id), code, is_used=used is not None)


def find_kiosk(session: Session, typed: str) -> Kiosk | None:
    """The shared tablet of that code, while it is open; None for any other."""
    code = normalise_code(typed)
    if not 0 < len(code) <= MOST_KIOSK_LETTERS or not set(code) <= set(LETTERS):
        return None
    return session.scalar(select(Kiosk).where(Kiosk.code == code, Kiosk.closed_at.is_(None)))
