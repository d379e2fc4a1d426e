"""Bytinget's year: those who send delegates hear that it comes, delegates that they go, and all that the minutes are ready."""

from typing import Any

from sqlalchemy import Select, and_, or_, select, union
from sqlalchemy.orm import Session

from youthvoice.assembly.events import DayEnded, DelegateNamed, DelegationAdded, YearAnnounced, YearMoved
from youthvoice.assembly.models import AssemblyYear, Delegate, Delegation, Motion, MotionCredit
from youthvoice.assembly.queries.delegations import SENDING_KINDS
from youthvoice.assembly.rules.years import YearState
from youthvoice.core.clock import today
from youthvoice.core.events import subscribe
from youthvoice.councils.models import Body, Meeting, Seat
from youthvoice.councils.permissions import RUNS
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.listeners.councils import changed_key
from youthvoice.notifications.queries import was_told


def subscribe_all() -> None:
    """Listen to the years of Bytinget."""
    subscribe(YearAnnounced, announced)
    subscribe(YearMoved, moved)
    subscribe(DelegationAdded, added)
    subscribe(DelegateNamed, named)
    subscribe(DayEnded, ended)


def path_of(year: AssemblyYear, below: str = "") -> str:
    """Where a year is read, or a page below it, without its language."""
    return f"/bytinget/{year.year}{below}"


def announced(session: Session, event: YearAnnounced) -> None:
    """Those who run the councils that send delegates, the adults who help them, and who goes already."""
    year = session.get_one(AssemblyYear, event.year_id)
    told = _either(_senders(session, year), _delegates(year.id))
    _tell(session, year, told, NewsKind.bytinget_announced, "announced")


def moved(session: Session, event: YearMoved) -> None:
    """The same people as were told of it; whoever was called to the meeting has heard of it there, and hears it once."""
    year = session.get_one(AssemblyYear, event.year_id)
    if year.state is not YearState.announced:
        return
    meeting = session.get_one(Meeting, year.meeting_id)
    people = _either(_senders(session, year), _delegates(year.id))
    news = News(NewsKind.bytinget_moved, changed_key(meeting.id, meeting.sequence), path_of(year), _data(year))
    tell(session, people, news)


def added(session: Session, event: DelegationAdded) -> None:
    """A council's members, or those who run the elevråd of the school, with the adults who help: once, after the others were told."""
    year, delegation = (
        session.get_one(AssemblyYear, event.year_id),
        session.get_one(Delegation, event.delegation_id),
    )
    if year.state is not YearState.announced:
        return
    seats = select(Seat.person_id).join(Body, Body.id == Seat.body_id)
    seats = seats.where(held_on(today()), Body.closed_at.is_(None)).distinct()
    if delegation.body_id is not None:
        people = seats.where(Body.id == delegation.body_id, Seat.role != SeatRole.substitute)
    else:
        at_school = Body.kind == BodyKind.student_council, Body.school_id == delegation.school_id
        people = seats.where(*at_school, Seat.role.in_(RUNS))
    news = News(NewsKind.delegation_added, f"delegation:{delegation.id}:added", path_of(year), _data(year))
    tell(session, people, news)


def named(session: Session, event: DelegateNamed) -> None:
    """The delegate: when and where, and what to read before."""
    year = session.get_one(AssemblyYear, event.year_id)
    who = select(Delegate.person_id).where(Delegate.id == event.delegate_id)
    news = News(NewsKind.delegate_named, f"delegate:{event.delegate_id}", path_of(year), _data(year))
    tell(session, who, news, "delegate_named", year=year)


def motions_due(session: Session, year: AssemblyYear) -> None:
    """Soon no motion is taken any more; told anew where the day was moved."""
    told = _either(_senders(session, year), _delegates(year.id))
    key = f"motions:{year.motions_due_at.isoformat()}"
    _tell_once(session, year, told, NewsKind.motions_due, key, path_of(year, "/forslag"))


def near(session: Session, year: AssemblyYear) -> None:
    """Tomorrow is the day, for those who go and those who run it; told anew where it was moved."""
    told = _either(_delegates(year.id), leaders_of(year))
    key = f"near:{year.starts_at.isoformat()}"
    _tell_once(session, year, told, NewsKind.bytinget_near, key, path_of(year, "/dagen"))


def ended(session: Session, event: DayEnded) -> None:
    """The minutes and the report can be read, by those who were there and those whose ideas were voted on."""
    year = session.get_one(AssemblyYear, event.year_id)
    ideas = select(MotionCredit.person_id).join(Motion, Motion.id == MotionCredit.motion_id)
    ideas = ideas.where(Motion.year_id == year.id, Motion.number.is_not(None), MotionCredit.person_id.is_not(None))
    told = _either(_delegates(year.id), ideas)
    _tell(session, year, told, NewsKind.bytinget_ended, "ended", path_of(year, "/referat"))


def leaders_of(year: AssemblyYear) -> Select[int]:
    """Chair, deputy, secretary, and the adult who helps."""
    return select(Seat.person_id).where(Seat.body_id == year.body_id, Seat.role.in_(RUNS), held_on(today()))


def _delegates(year_id: int) -> Select[int]:
    return select(Delegate.person_id).where(Delegate.year_id == year_id, Delegate.withdrawn_at.is_(None))


def _senders(session: Session, year: AssemblyYear) -> Select[int]:
    """Those who run the bodies of the delegations, and the elevråd of their schools; of every council, where none was asked yet."""
    seats = select(Seat.person_id).join(Body, Body.id == Seat.body_id)
    seats = seats.where(Seat.role.in_(RUNS), held_on(today()), Body.closed_at.is_(None))
    here = Delegation.year_id == year.id
    if session.scalar(select(Delegation.id).where(here).limit(1)) is None:
        return seats.where(Body.kind.in_(SENDING_KINDS))
    bodies = select(Delegation.body_id).where(here, Delegation.body_id.is_not(None))
    schools = select(Delegation.school_id).where(here, Delegation.school_id.is_not(None))
    at_school = and_(Body.kind == BodyKind.student_council, Body.school_id.in_(schools))
    return seats.where(or_(Body.id.in_(bodies), at_school))


def _either(first: Select[int], second: Select[Any]) -> Select[int]:
    both = union(first, second).subquery()
    return select(both.c[0])


def _data(year: AssemblyYear) -> dict[str, Any]:
    return {
        "title": year.theme,
        "year": year.year,
        "at": year.starts_at.isoformat(),
        "place": year.place,
        "motions_due": year.motions_due_at.isoformat(),
    }


def _tell(
    session: Session, year: AssemblyYear, people: Select[int], kind: NewsKind, key: str, path: str | None = None
) -> None:
    tell(session, people, News(kind, _event_key(year, key), path or path_of(year), _data(year)))


def _tell_once(session: Session, year: AssemblyYear, people: Select[int], kind: NewsKind, key: str, path: str) -> None:
    """Nobody of them was told before: whoever comes later has missed the morning."""
    if not was_told(session, people, _event_key(year, key)):
        _tell(session, year, people, kind, key, path)


def _event_key(year: AssemblyYear, key: str) -> str:
    return f"bytinget:{year.id}:{key}"
