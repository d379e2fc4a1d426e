"""Which schools wait for an election of their elevråd."""

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.elections.models import Election, ElectionReminder, ElectionRound
from youthvoice.elections.rules.states import WITHOUT_RESULT, Purpose
from youthvoice.elections.rules.years import Wave, school_year_days


def has_election(year: int) -> ColumnElement[bool]:
    """SQL on ``Body``: an election for a term of that school year is planned, goes on, or has a result."""
    first, last = school_year_days(year)
    return (
        select(Election.id)
        .join(Election.round)
        .where(
            Election.body_id == Body.id,
            Election.state.not_in(WITHOUT_RESULT),
            ElectionRound.purpose == Purpose.term,
            ElectionRound.term_starts_on.between(first, last),
        )
        .exists()
    )


def councils_without_election(session: Session, year: int, wave: Wave, limit: int) -> list[int]:
    """Ids of elevråd that have none in the school year, and were not reminded in this wave."""
    reminded = (
        select(ElectionReminder.body_id)
        .where(ElectionReminder.body_id == Body.id, ElectionReminder.year == year, ElectionReminder.wave == wave.value)
        .exists()
    )
    waits = and_(Body.kind == BodyKind.student_council, Body.closed_at.is_(None), ~has_election(year), ~reminded)
    return list(session.scalars(select(Body.id).where(waits).order_by(Body.id).limit(limit)))
