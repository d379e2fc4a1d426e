"""The council is asked about a round: opened, answered by each member, and closed with the money that there is then."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.grants.commands.conflicts import impartial_panelist
from youthvoice.grants.commands.holding import held_applications
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.models import Application, PoolRound, RoundRanking, Wish
from youthvoice.grants.queries.ranking import hold_ranking, wanted_of


@dataclass(frozen=True)
class RankingAudit:
    """Audit: what the pool held when it was closed, in øre; 0 before."""

    budget: int


def open_ranking(session: Session, round_: PoolRound, *, actor_id: int) -> RoundRanking:
    """Ask the council; twice is once. Raises Conflict while one may still apply."""
    if round_.closes_at > now():
        raise Conflict(gettext("Der kan stadig søges i runden. Vent, til fristen er gået."))
    ranking = hold_ranking(session, round_.id)
    if ranking is None:
        ranking = RoundRanking(round_id=round_.id, opened_by_id=actor_id, opened_at=now())
        session.add(ranking)
        session.flush()
        audit.record(session, actor_id, "ranking.open", ("pool_round", round_.id), RankingAudit(0))
    return ranking


def say_wishes(session: Session, round_: PoolRound, person: Person, wanted: Collection[int]) -> None:
    """What a member would pay for (ids of applications), instead of what was said before.

    What is not in the round, or is one's own conflict, is left out. Raises Conflict where the council is not asked.
    """
    ranking = hold_ranking(session, round_.id)
    if ranking is None or ranking.closed_at is not None:
        raise Conflict(gettext("Der er talt op. Ønsker kan ikke ændres mere."))
    rows = wanted_of(session, round_.id, person)
    offered = {application.id: application for application, is_conflicted, _mine in rows if not is_conflicted}
    mine = {application.id for application, _conflicted, is_mine in rows if is_mine}
    chosen = offered.keys() & set(wanted)
    held = held_applications(session, chosen - mine)
    for application_id in sorted(held):
        _add(session, held[application_id], person)
    gone = select(Application.id).where(Application.round_id == round_.id, Application.id.not_in(chosen))
    session.execute(delete(Wish).where(Wish.person_id == person.id, Wish.application_id.in_(gone)))
    audit.record(session, person.id, "ranking.wish", ("pool_round", round_.id))
    session.flush()


def close_ranking(session: Session, round_: PoolRound, *, actor_id: int) -> RoundRanking:
    """Count: from now on the council sees how far the money goes. Raises Conflict where nobody is asked."""
    ranking = hold_ranking(session, round_.id)
    if ranking is None or ranking.closed_at is not None:
        raise Conflict
    ranking.budget, ranking.closed_at = balance_of(session, round_.pool_id).allocation, now()
    session.flush()
    audit.record(session, actor_id, "ranking.close", ("pool_round", round_.id), RankingAudit(ranking.budget))
    return ranking


def _add(session: Session, application: Application, person: Person) -> None:
    impartial_panelist(session, application, person)
    session.add(Wish(application_id=application.id, person_id=person.id, is_conflicted=False, at=now()))
