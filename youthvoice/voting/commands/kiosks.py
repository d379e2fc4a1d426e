"""A shared tablet is opened for a contest, and closed again. Whoever knows its code sees the field for a slip, no more."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.codes import LETTERS
from youthvoice.voting.commands.casting import check_open
from youthvoice.voting.models import Contest, Kiosk
from youthvoice.voting.queries.contests import hold_contest

KIOSK_CODE_LENGTH = 6


@dataclass(frozen=True)
class KioskAudit:
    """Audit: which tablet, and where it stands."""

    kiosk_id: int
    place: str


def open_kiosk(session: Session, contest: Contest, place: str, *, actor_id: int) -> Kiosk:
    """Open a tablet at a place; one that is open there already is given back. Raises Closed."""
    contest = hold_contest(session, contest.id)
    check_open(contest)
    place = place.strip()
    query = select(Kiosk).where(Kiosk.contest_id == contest.id, Kiosk.place == place, Kiosk.closed_at.is_(None))
    there = session.scalar(query)
    if there is not None:
        return there
    kiosk = Kiosk(contest_id=contest.id, code=_new_code(), place=place, opened_by_id=actor_id, opened_at=now())
    session.add(kiosk)
    session.flush()
    _record(session, actor_id, "contest.open_kiosk", kiosk)
    return kiosk


def close_kiosk(session: Session, kiosk: Kiosk, *, actor_id: int) -> None:
    """Nobody votes on the tablet any more. A second time changes nothing."""
    if kiosk.closed_at is None:
        kiosk.closed_at = now()
        session.flush()
        _record(session, actor_id, "contest.close_kiosk", kiosk)


def _new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(KIOSK_CODE_LENGTH))


def _record(session: Session, actor_id: int, action: str, kiosk: Kiosk) -> None:
    audit.record(session, actor_id, action, ("contest", kiosk.contest_id), KioskAudit(kiosk.id, kiosk.place))
