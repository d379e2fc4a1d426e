"""Nomination is over: the order on the paper is drawn by lot, or it is plain already who is elected."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.events import publish
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.elections.commands.holding import hold, move
from youthvoice.elections.commands.paper import write_paper
from youthvoice.elections.commands.seating import seat_unopposed
from youthvoice.elections.events import ElectionSettled, NominationClosed
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.queries.candidates import candidates_of
from youthvoice.elections.queries.run_offs import seated_levels
from youthvoice.elections.rules.candidates import draw_order, needs_no_vote
from youthvoice.elections.rules.states import ElectionState
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.rules.contest import CalledOff

SEED_BYTES = 16


@dataclass(frozen=True)
class LotAudit:
    """Audit: the lot by which the order on the paper was drawn, and between how many."""

    seed: str
    size: int


def close_nomination(session: Session, election: Election, *, actor_id: int | None = None) -> None:
    """Draw the paper once the time is up. Twice is once; before its time nothing happens."""
    election = hold(session, election)
    is_due = election.round.nomination_closes_at <= now()
    if election.state is not ElectionState.planned or not is_due:
        return
    election.nomination_closed_at = now()
    settle_paper(session, election, actor_id=actor_id)
    publish(session, NominationClosed(election.id))


def settle_paper(session: Session, election: Election, *, actor_id: int | None) -> None:
    """Nobody: it ends. No more than there are seats: they are elected, where it is set so. Otherwise a paper is drawn.

    The election must be held, and nobody votes yet. After somebody withdrew it is asked again.
    """
    standing = [one for one in candidates_of(session, election.id) if one.confirmed_at is not None]
    if not standing:
        _end_without_vote(session, election, ElectionState.empty)
    elif needs_no_vote(len(standing), election.seats, fills_uncontested=election.round.fills_uncontested):
        election.is_unopposed = True
        _draw(session, election, standing, actor_id)
        _end_without_vote(session, election, ElectionState.elected)
        seat_unopposed(session, election, standing)
    else:
        _draw(session, election, standing, actor_id)
        if election.state is ElectionState.planned:
            move(session, election, ElectionState.ready)
        write_paper(session, election, actor_id=actor_id)


def _end_without_vote(session: Session, election: Election, after: ElectionState) -> None:
    contest_id, election.contest_id = election.contest_id, None
    move(session, election, after)
    if contest_id is not None:
        # It is no longer ours, so that what voting then tells us changes nothing here.
        reason = CalledOff.nobody_stands if after is ElectionState.empty else CalledOff.uncontested
        cancel_contest(session, get_contest(session, contest_id), reason.value, actor_id=None)
    publish(session, ElectionSettled(election.id))


def _draw(session: Session, election: Election, standing: list[Candidate], actor_id: int | None) -> None:
    """The order on the paper; the lot that was drawn stays where somebody withdraws later."""
    election.order_seed = election.order_seed or secrets.token_hex(SEED_BYTES)
    order = draw_order([one.number for one in standing], election.order_seed)
    seated = seated_levels(session, election) if election.round.needs_spread else set()
    for one in standing:
        one.paper_number = order.index(one.number) + 1
        level = _level(session, one.person_id) if election.round.needs_spread else ""
        one.level = "" if level in seated else level
    session.flush()
    data = LotAudit(election.order_seed, len(standing))
    audit.record(session, actor_id, "election.draw_paper", ("election", election.id), data)


def _level(session: Session, person_id: int) -> str:
    """The year of the class that somebody goes to today; empty where it is not known."""
    query = select(Body.grade).join(Seat, Seat.body_id == Body.id)
    query = query.where(Body.kind == BodyKind.school_class, Seat.person_id == person_id, held_on(today()))
    grade = session.scalar(query.where(Body.grade.is_not(None)).order_by(Seat.id.desc()).limit(1))
    return "" if grade is None else str(grade)
