"""What the rooms below tell elections: contests that open and close, seats that end, people who leave."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonClosed
from youthvoice.accounts.export import register as register_export
from youthvoice.core.events import subscribe
from youthvoice.councils.events import SeatEnded, SeatGiven
from youthvoice.councils.models import Seat
from youthvoice.elections import targets
from youthvoice.elections.commands.holding import move
from youthvoice.elections.commands.leaving import leave_elections
from youthvoice.elections.commands.planning import mark_cancelled
from youthvoice.elections.commands.recall import cancel_recall
from youthvoice.elections.commands.vacancies import note_vacancy, settle_by_hand
from youthvoice.elections.export import PARTS
from youthvoice.elections.models import Election
from youthvoice.elections.owner import ElectionOwner, RecallOwner
from youthvoice.elections.queries.elections import find_by_contest, find_recall_by_contest, hold_election
from youthvoice.elections.rules.states import ElectionState
from youthvoice.voting import owners
from youthvoice.voting.events import ContestCancelled, ContestOpened, ContestSealed
from youthvoice.voting.models import Contest


def init(_app: Flask) -> None:
    """Subscribe, answer for contests, and make one's own candidacies a part of one's own data."""
    owners.register("election", ElectionOwner())
    owners.register("recall", RecallOwner())
    targets.register()
    subscribe(ContestOpened, contest_opened)
    subscribe(ContestSealed, contest_sealed)
    subscribe(ContestCancelled, contest_cancelled)
    subscribe(SeatEnded, seat_ended)
    subscribe(SeatGiven, seat_given)
    subscribe(PersonClosed, person_closed)
    for name, part in PARTS.items():
        register_export(name, part)


def contest_opened(session: Session, event: ContestOpened) -> None:
    """People vote."""
    _follow(session, event.contest_id, ElectionState.voting)


def contest_sealed(session: Session, event: ContestSealed) -> None:
    """The box is closed."""
    _follow(session, event.contest_id, ElectionState.closed)


def contest_cancelled(session: Session, event: ContestCancelled) -> None:
    """Called off in the room of voting, or by us: the election is off too, and a seat that was voted on stays."""
    reason = session.scalars(select(Contest.cancel_reason).where(Contest.id == event.contest_id)).one()
    election = _election(session, event.contest_id)
    if election is not None and election.state is not ElectionState.cancelled:
        mark_cancelled(session, election, reason, actor_id=None)
    recall = find_recall_by_contest(session, event.contest_id)
    if recall is not None:
        cancel_recall(session, recall)


def seat_ended(session: Session, event: SeatEnded) -> None:
    """Who follows?"""
    note_vacancy(session, session.get_one(Seat, event.seat_id))


def seat_given(session: Session, event: SeatGiven) -> None:
    """Somebody has the empty seat already."""
    if event.replaces_id is not None:
        settle_by_hand(session, event.replaces_id)


def person_closed(session: Session, event: PersonClosed) -> None:
    """Nobody stands without an account."""
    leave_elections(session, event.person_id)


def _election(session: Session, contest_id: int) -> Election | None:
    found = find_by_contest(session, contest_id)
    return hold_election(session, found.id) if found is not None else None


def _follow(session: Session, contest_id: int, after: ElectionState) -> None:
    election = _election(session, contest_id)
    if election is not None and election.state is not after:
        move(session, election, after)
