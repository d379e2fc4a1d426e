"""Contests, their options and who may vote in them."""

from collections.abc import Collection

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, selectinload

from youthvoice.core.errors import NotFound
from youthvoice.voting.models import Contest, GivenPaper, RollEntry
from youthvoice.voting.tallies import Outcome


def find_contest(session: Session, contest_id: int) -> Contest | None:
    """A contest with its options."""
    return session.scalar(select(Contest).where(Contest.id == contest_id).options(selectinload(Contest.options)))


def get_contest(session: Session, contest_id: int) -> Contest:
    """A contest with its options. Raises NotFound."""
    found = find_contest(session, contest_id)
    if found is None:
        raise NotFound
    return found


def find_by_form_key(session: Session, form_key: str) -> Contest | None:
    """The contest that a form has made already."""
    return session.scalar(select(Contest).where(Contest.form_key == form_key).options(selectinload(Contest.options)))


def find_by_key(session: Session, key: str) -> Contest | None:
    """A contest by the random name that stands in its papers."""
    return session.scalar(select(Contest).where(Contest.key == key).options(selectinload(Contest.options)))


def hold_contest(session: Session, contest_id: int) -> Contest:
    """The contest, locked against whoever else would take it a step further; as it is now."""
    query = select(Contest).where(Contest.id == contest_id).options(selectinload(Contest.options))
    return session.scalars(query.with_for_update(of=Contest).execution_options(populate_existing=True)).one()


def count_roll(session: Session, contest: Contest) -> int:
    """How many stand on the roll."""
    return session.scalar(select(func.count()).where(RollEntry.contest_id == contest.id)) or 0


def on_roll(session: Session, contest_id: int, person_ids: Collection[int]) -> set[int]:
    """Those of these people who may vote."""
    query = select(RollEntry.person_id).where(RollEntry.contest_id == contest_id)
    return set(session.scalars(query.where(RollEntry.person_id.in_(person_ids))))


def needs_my_vote(session: Session, person_id: int, limit: int = 20) -> list[Contest]:
    """Open contests whose paper somebody has not been given yet, those that close first before others."""
    given = exists().where(GivenPaper.contest_id == Contest.id, GivenPaper.person_id == person_id)
    query = (
        select(Contest)
        .join(RollEntry, RollEntry.contest_id == Contest.id)
        .where(RollEntry.person_id == person_id, Contest.opened_at.is_not(None), Contest.sealed_at.is_(None))
        .where(Contest.cancelled_at.is_(None), ~given)
        .order_by(Contest.closes_at, Contest.id)
        .limit(limit)
    )
    return list(session.scalars(query))


def outcome_of(contest: Contest) -> Outcome | None:
    """The result; None until it is counted."""
    return None if contest.outcome is None else Outcome.from_json(contest.outcome)
