"""Pools, for those who decide and those who help: what there is to read, to vote on, to answer, to look at and to pay.

A member with a conflict of interest hears of nothing that the council does with that application. Nobody hears of an own
deed. What is said names the application, never the young people behind it.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.core.events import subscribe
from youthvoice.councils.models import Seat
from youthvoice.councils.permissions import RUNS
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.grants import events
from youthvoice.grants.models import Application, Motion, Pool, PoolOfficer
from youthvoice.grants.queries.conflicts import conflicted_ids, conflicts_found, impartial_ids, voting_ids
from youthvoice.grants.queries.motions import votes_on
from youthvoice.grants.queries.pools import get_application
from youthvoice.grants.rules.deciding import MotionWay
from youthvoice.grants.rules.pools import Officer
from youthvoice.notifications.commands import News, notify_each, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.listeners.grants import path_of


def subscribe_all() -> None:
    """Listen to the room of grants."""
    subscribe(events.PoolOpened, opened)
    subscribe(events.ApplicationSent, sent)
    subscribe(events.ApplicationWithdrawn, withdrawn)
    subscribe(events.MoreTold, more_told)
    subscribe(events.NoteWritten, note_written)
    subscribe(events.MotionPut, motion_put)
    subscribe(events.MotionSettled, motion_settled)
    subscribe(events.ComplaintMade, complaint_made)
    subscribe(events.GrantAccepted, accepted)
    subscribe(events.GrantGivenUp, given_up)
    subscribe(events.ChangeAsked, change_asked)
    subscribe(events.AccountsSent, accounts_sent)
    subscribe(events.PaymentAsked, payment_asked)
    subscribe(events.PaymentReady, payment_ready)


def opened(session: Session, event: events.PoolOpened) -> None:
    """The council, in the list: one can apply for its money."""
    pool = session.get_one(Pool, event.pool_id)
    news = News(NewsKind.grant_pool_open, f"pool:{pool.id}:opened", f"/puljen/{pool.id}", {"title": pool.name})
    notify_each(session, _people(voting_ids(session, pool.body_id)), news)


def sent(session: Session, event: events.ApplicationSent) -> None:
    """Something to read for those who may vote, among the news of the day; and for those who help."""
    application = get_application(session, event.application_id)
    voters = impartial_ids(session, application) - {event.by_id}
    _tell(session, application, voters, NewsKind.grant_new, "new", path_of(application.id, "/bord"))
    _tell_helpers(session, event.application_id, NewsKind.grant_arrived, "arrived", but=event.by_id)


def withdrawn(session: Session, event: events.ApplicationWithdrawn) -> None:
    """Those who help: nothing more is to be done."""
    _tell_helpers(session, event.application_id, NewsKind.grant_withdrawn, "withdrawn", but=event.by_id)


def more_told(session: Session, event: events.MoreTold) -> None:
    """Those who run the council: the reply is there, and it can go on."""
    application = get_application(session, event.application_id)
    key, path = f"told:{application.version}", path_of(application.id, "/bord")
    _tell(session, application, _runners(session, application) - {event.by_id}, NewsKind.grant_more_told, key, path)


def note_written(session: Session, event: events.NoteWritten) -> None:
    """The group has written to those who help."""
    if not event.to_group:
        key = f"note:{event.note_id}"
        _tell_helpers(session, event.application_id, NewsKind.grant_note_to_help, key, "/noter", but=event.by_id)


def motion_put(session: Session, event: events.MotionPut) -> None:
    """A vote in writing, for those who may vote. What is decided at a meeting stands on its agenda."""
    if event.closes_at is None:
        return
    application = get_application(session, event.application_id)
    voters = impartial_ids(session, application) - {event.by_id}
    _tell_of_vote(session, application, voters, NewsKind.grant_vote_open, session.get_one(Motion, event.motion_id))


def motion_near(session: Session, motion: Motion) -> bool:
    """The day before a vote in writing closes: those who may vote and have not. False where nobody was told."""
    application = get_application(session, motion.application_id)
    waited_for = impartial_ids(session, application) - votes_on(session, motion.id).keys()
    _tell_of_vote(session, application, waited_for, NewsKind.grant_vote_near, motion)
    return bool(waited_for)


def motion_settled(session: Session, event: events.MotionSettled) -> None:
    """Those who run the council owe the group an answer now. Hands they have counted themselves."""
    if session.get_one(Motion, event.motion_id).way is not MotionWay.writing:
        return
    application = get_application(session, event.application_id)
    key, path = f"settled:{event.motion_id}", path_of(application.id, "/bord")
    _tell(session, application, _runners(session, application), NewsKind.grant_vote_settled, key, path)


def complaint_made(session: Session, event: events.ComplaintMade) -> None:
    """The decision is to be looked at again."""
    key = f"complaint:{event.complaint_id}"
    _tell_helpers(session, event.application_id, NewsKind.grant_complaint, key, "/klage", but=event.by_id)


def accepted(session: Session, event: events.GrantAccepted) -> None:
    """Money can be paid now."""
    _tell_helpers(session, event.application_id, NewsKind.grant_accepted, "accepted", "/betalinger")


def given_up(session: Session, event: events.GrantGivenUp) -> None:
    """The money is free again."""
    _tell_helpers(session, event.application_id, NewsKind.grant_given_up, "given-up")


def change_asked(session: Session, event: events.ChangeAsked) -> None:
    """The group waits for a yes or a no."""
    key = f"change:{event.change_id}"
    _tell_helpers(session, event.application_id, NewsKind.grant_change_asked, key, "/aendringer", but=event.by_id)


def accounts_sent(session: Session, event: events.AccountsSent) -> None:
    """To be looked at; they may be sent several times."""
    key = f"accounts:{session.get_one(Application, event.application_id).version}"
    _tell_helpers(session, event.application_id, NewsKind.grant_accounts_sent, key, "/regnskab", but=event.by_id)


def payment_asked(session: Session, event: events.PaymentAsked) -> None:
    """To be looked at by those who help."""
    key = f"payment:{event.payment_id}:asked"
    _tell_helpers(session, event.application_id, NewsKind.grant_payment_asked, key, "/betalinger", but=event.by_id)


def payment_ready(session: Session, event: events.PaymentReady) -> None:
    """To be paid by the treasurers."""
    application = get_application(session, event.application_id)
    treasurers = _officers(session, event.pool_id, Officer.treasurer) - {event.by_id}
    key, path = f"payment:{event.payment_id}:ready", f"/puljen/{event.pool_id}/betalinger"
    _tell(session, application, treasurers, NewsKind.grant_payment_ready, key, path)


def _tell(
    session: Session, application: Application, ids: Iterable[int], kind: NewsKind, key: str, path: str, **data: Any
) -> None:
    news = News(kind, f"grant:{application.id}:{key}", path, {"title": application.title, **data})
    tell(session, _people(ids), news)


def _tell_of_vote(
    session: Session, application: Application, ids: Iterable[int], kind: NewsKind, motion: Motion
) -> None:
    closes = motion.closes_at.isoformat() if motion.closes_at else ""
    data = {"title": application.title, "closes": closes}
    path = path_of(application.id, "/bord")
    tell(session, _people(ids), News(kind, f"{vote_key(motion.id)}{kind.value}", path, data))


def vote_key(motion_id: int) -> str:
    """How keys of news about a vote in writing begin."""
    return f"motion:{motion_id}:"


def _tell_helpers(
    session: Session, application_id: int, kind: NewsKind, key: str, part: str = "", *, but: int | None = None
) -> None:
    application = get_application(session, application_id)
    helpers = _officers(session, application.pool_id, Officer.coordinator)
    helpers |= _seated(session, application, frozenset({SeatRole.coordinator}))
    ids = helpers - _conflicted(session, application) - {but}
    _tell(session, application, ids, kind, key, path_of(application.id, part))


def _runners(session: Session, application: Application) -> frozenset[int]:
    return _seated(session, application, RUNS) - _conflicted(session, application)


def _conflicted(session: Session, application: Application) -> frozenset[int]:
    found = conflicts_found(session, application.id, application.pool.body_id)
    return conflicted_ids(session, application.id) | found.keys()


def _seated(session: Session, application: Application, roles: frozenset[SeatRole]) -> frozenset[int]:
    here = Seat.body_id == application.pool.body_id, Seat.role.in_(roles), held_on(today())
    return frozenset(session.scalars(select(Seat.person_id).where(*here)))


def _officers(session: Session, pool_id: int, role: Officer) -> frozenset[int]:
    here = PoolOfficer.pool_id == pool_id, PoolOfficer.role == role, PoolOfficer.until.is_(None)
    return frozenset(session.scalars(select(PoolOfficer.person_id).where(*here)))


def _people(ids: Iterable[int]) -> Any:
    return select(Person.id).where(Person.id.in_(sorted(ids)))
