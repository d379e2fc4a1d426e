"""Votes of the day: found, held, and how far they are."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from youthvoice.assembly.models import DayVote, Delegate, NamedBallot
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.voting.models import GivenPaper


def get_vote(session: Session, year_id: int, vote_id: int) -> DayVote:
    """A vote of that year with its options. Raises NotFound."""
    query = select(DayVote).where(DayVote.id == vote_id, DayVote.year_id == year_id)
    found = session.scalar(query.options(selectinload(DayVote.options))) if vote_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def hold_vote(session: Session, year_id: int, vote_id: int) -> DayVote:
    """The vote with its options, locked: ballots by name that are being cast are waited for (``FOR SHARE``), later ones see what
    it became. Hold the year first. Raises NotFound.
    """
    query = select(DayVote).where(DayVote.id == vote_id, DayVote.year_id == year_id).with_for_update(of=DayVote)
    options = selectinload(DayVote.options)
    found = (
        session.scalar(query.options(options).execution_options(populate_existing=True)) if vote_id <= MAX_ID else None
    )
    if found is None:
        raise NotFound
    return found


def find_by_contest(session: Session, contest_id: int) -> DayVote | None:
    """The vote that a contest decides, with its options."""
    query = select(DayVote).where(DayVote.contest_id == contest_id)
    return session.scalar(query.options(selectinload(DayVote.options)))


def votes_of_year(session: Session, year_id: int) -> Sequence[DayVote]:
    """All that were not called off, with their options, as they were planned. One query."""
    query = select(DayVote).where(DayVote.year_id == year_id, DayVote.cancelled_at.is_(None))
    return session.scalars(query.options(joinedload(DayVote.options)).order_by(DayVote.id)).unique().all()


def votes_with_turnout(session: Session, year_id: int) -> list[tuple[DayVote, int]]:
    """The same, each with how many have voted by name, or have taken their secret paper. Never what they voted. One query."""
    named = select(func.count()).where(NamedBallot.vote_id == DayVote.id, NamedBallot.ballot.is_not(None))
    given = select(func.count()).where(GivenPaper.contest_id == DayVote.contest_id)
    turnout = named.correlate(DayVote).scalar_subquery() + given.correlate(DayVote).scalar_subquery()
    query = select(DayVote, turnout).where(DayVote.year_id == year_id, DayVote.cancelled_at.is_(None))
    rows = session.execute(query.options(joinedload(DayVote.options)).order_by(DayVote.id)).unique()
    return [(vote, count) for vote, count in rows]


def open_vote_of(session: Session, year_id: int) -> DayVote | None:
    """The one that is open now."""
    return session.scalar(
        select(DayVote).where(
            DayVote.year_id == year_id,
            DayVote.opened_at.is_not(None),
            DayVote.closed_at.is_(None),
            DayVote.cancelled_at.is_(None),
        )
    )


def there(year_id: int) -> Select[int]:
    """The ids of the persons who are in the hall now: they may vote."""
    return select(Delegate.person_id).where(Delegate.year_id == year_id, *IS_THERE)


IS_DELEGATE = (Delegate.withdrawn_at.is_(None),)
IS_THERE = (*IS_DELEGATE, Delegate.came_at.is_not(None), Delegate.left_at.is_(None))


def count_delegates(session: Session, year_id: int) -> tuple[int, int]:
    """(all delegates, those who are there). One query."""
    all_of_them = select(func.count()).where(Delegate.year_id == year_id, *IS_DELEGATE).scalar_subquery()
    those_there = select(func.count()).where(Delegate.year_id == year_id, *IS_THERE).scalar_subquery()
    delegates, present = session.execute(select(all_of_them, those_there)).one()
    return delegates, present
