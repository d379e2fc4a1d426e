"""Elections: whoever may stand hears of it; whoever was written in can say no; whoever runs one hears what waits.

Who is elected hears of the seat (councils), and everybody on the roll of the result (voting).
"""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core import mail
from youthvoice.core.events import subscribe
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import get_body
from youthvoice.elections.events import (
    CandidateEntered,
    ElectionAnnounced,
    ElectionCancelled,
    ElectionDue,
    ElectionMoved,
    ElectionSettled,
    RecallAsked,
    VacancyFound,
)
from youthvoice.elections.models import Election, ElectionRound, Recall
from youthvoice.elections.queries.elections import elections_of, get_election, get_round
from youthvoice.elections.queries.following import get_vacancy
from youthvoice.elections.queries.roll import voters_of
from youthvoice.elections.rules.states import CHANGEABLE, ElectionState, Purpose
from youthvoice.notifications.commands import News, notify, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.listeners.voting import tell_roll
from youthvoice.notifications.organisers import administrators, coordinators, helpers_of_election
from youthvoice.voting.models import Contest

STUCK = frozenset({ElectionState.empty, ElectionState.void, ElectionState.tied})
"""Ended, and seats are empty."""


def subscribe_all() -> None:
    """Listen to the room of elections."""
    subscribe(ElectionAnnounced, announced)
    subscribe(ElectionMoved, moved)
    subscribe(CandidateEntered, candidate_entered)
    subscribe(ElectionSettled, settled)
    subscribe(ElectionCancelled, cancelled)
    subscribe(VacancyFound, vacancy_found)
    subscribe(RecallAsked, recall_asked)
    subscribe(ElectionDue, due)


def announced(session: Session, event: ElectionAnnounced) -> None:
    """Those with a right to vote can stand too. In a run-off nobody new stands, and its opening is told."""
    planned = get_round(session, event.round_id)
    if planned.purpose is Purpose.run_off:
        return
    data = {
        "title": planned.title,
        "opens": planned.nomination_opens_at.isoformat(),
        "closes": planned.nomination_closes_at.isoformat(),
    }
    _tell_voters(session, planned, NewsKind.election_announced, "announced", data)


def moved(session: Session, event: ElectionMoved) -> None:
    """Voting is on other days; each change is told anew."""
    planned = get_round(session, event.round_id)
    data = {
        "title": planned.title,
        "opens": planned.voting_opens_at.isoformat(),
        "closes": planned.voting_closes_at.isoformat(),
    }
    _tell_voters(session, planned, NewsKind.election_moved, f"moved:{planned.version}", data)


def candidate_entered(session: Session, event: CandidateEntered) -> None:
    """The person can say yes or no, and choose who sees the name."""
    election = get_election(session, event.election_id)
    key = f"candidate:{event.candidate_id}:entered"
    news = News(NewsKind.candidate_entered, key, f"{_path(election)}/stil-op", {"title": election.round.title})
    tell(session, select(Person.id).where(Person.id == event.person_id), news)


def settled(session: Session, event: ElectionSettled) -> None:
    """Elected without a vote: those who would have voted are told. Where seats stay empty, those who run it are."""
    election = get_election(session, event.election_id)
    data = {"title": election.round.title, "state": election.state.value}
    if election.state is ElectionState.elected and election.is_unopposed:
        key = f"election:{election.id}:unopposed"
        tell(session, voters_of(election), News(NewsKind.election_unopposed, key, _path(election), data))
    elif election.state in STUCK:
        news = News(NewsKind.election_stuck, f"election:{election.id}:stuck", _path(election), data)
        tell(session, _people(helpers_of_election(session, election)), news)


def cancelled(session: Session, event: ElectionCancelled) -> None:
    """Those on the roll are told why; before there is one, those who were told that there would be an election."""
    election = get_election(session, event.election_id)
    data: dict[str, Any] = {"reason": election.cancel_reason, "is_election": True}
    contest = session.get(Contest, election.contest_id) if election.contest_id is not None else None
    if contest is not None and contest.opened_at is not None:
        tell_roll(session, contest, NewsKind.vote_cancelled, "cancelled", **data)
        return
    key = f"election:{election.id}:cancelled"
    news = News(NewsKind.vote_cancelled, key, _path(election), {"title": election.round.title, **data})
    tell(session, voters_of(election), news)


def vacancy_found(session: Session, event: VacancyFound) -> None:
    """Nothing is automatic: whoever helps the body says yes to who follows."""
    vacancy = get_vacancy(session, event.vacancy_id)
    election = vacancy.election
    data = {"title": election.body.name, "has_follower": vacancy.candidate_id is not None}
    news = News(NewsKind.vacancy_found, f"vacancy:{vacancy.id}", _path(election), data)
    tell(session, _people(coordinators(session, [election.body_id]) or administrators(session)), news)


def recall_asked(session: Session, event: RecallAsked) -> None:
    """Whoever holds the seat hears at once, and not with all the others; on the roll or not."""
    recall = session.get_one(Recall, event.recall_id)
    contest = session.get_one(Contest, recall.contest_id)
    data = {
        "title": get_body(session, session.get_one(Seat, recall.seat_id).body_id).name,
        "opens": contest.opens_at.isoformat(),
        "closes": contest.closes_at.isoformat(),
    }
    news = News(NewsKind.recall_asked, f"recall:{recall.id}", f"/afstemninger/{contest.id}", data)
    tell(session, select(Seat.person_id).where(Seat.id == recall.seat_id), news)


def due(session: Session, event: ElectionDue) -> None:
    """A duty by law: it is mailed whatever people chose."""
    body = get_body(session, event.body_id)
    key, path = f"election-due:{body.id}:{event.year}:{event.wave}", f"/raad/{body.id}"
    news = News(NewsKind.election_due, key, path, {"title": body.name})
    for person in session.scalars(_responsible(session, body)):
        notify(session, person.id, news)
        if person.email is not None and person.email_refused_at is None:
            context: dict[str, Any] = {"person": person, "body": body, "path": path}
            template = "notifications/election_due"
            mail.enqueue(session, person.email, template, person.locale, dedupe_key=f"{key}:{person.id}", **context)


def _responsible(session: Session, body: Body) -> Select[Person]:
    """The adults who help the elevråd; the teachers of the school where there are none; else the administrators."""
    teaches = Person.role == Role.teacher, Person.school_id == body.school_id, Person.closed_at.is_(None)
    ids = coordinators(session, [body.id]) or list(session.scalars(select(Person.id).where(*teaches)))
    ids = ids or administrators(session)
    return select(Person).where(Person.id.in_(ids)).order_by(Person.id)


def _tell_voters(session: Session, planned: ElectionRound, kind: NewsKind, name: str, data: dict[str, Any]) -> None:
    """One statement for each election of the round, however many its voters are."""
    for election in elections_of(session, planned.id):
        if election.state in CHANGEABLE:
            key = f"election:{election.id}:{name}"
            tell(session, voters_of(election), News(kind, key, _path(election), data))


def _path(election: Election) -> str:
    return f"/valg/{election.id}"


def _people(ids: list[int]) -> Select[int]:
    return select(Person.id).where(Person.id.in_(ids))
