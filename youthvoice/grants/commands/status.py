"""The status of an application moves here and nowhere else: with its line of the timeline, its stored counts and its listing."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from youthvoice.core.errors import Conflict
from youthvoice.grants.models import Application, ApplicationEvent, Dimension, PoolTally
from youthvoice.grants.rules.applications import DECIDED_YES, WAITING, ApplicationStatus, allowed
from youthvoice.grants.rules.timeline import Step


def put_status(
    session: Session,
    application: Application,
    status: ApplicationStatus,
    step: Step,
    at: datetime,
    *,
    amount: int | None = None,
    day: date | None = None,
) -> None:
    """Move an application. Raises Conflict where it may not go there from where it stands.

    ``amount`` (øre) and ``day`` stand in the line of the timeline. Whoever decides counts the award by ``count_award``.
    """
    before = application.status
    if not allowed(before, status):
        raise Conflict
    application.status = status
    _set_times(application, status, at)
    place(application, at)
    add_step(session, application, step, at, amount=amount, day=day)
    if application.submitted_at is not None:
        is_first = before is ApplicationStatus.draft
        _count_status(session, application, None if is_first else before, status)
        # Before what it is about: everybody counts in this order.
        more = (status in WAITING) - (before in WAITING)
        _count_waiting(session, application, more, more * application.asked)
        if is_first:
            _add(session, application, dimensions_of(application), applications=1)
    session.flush()


def _set_times(application: Application, status: ApplicationStatus, at: datetime) -> None:
    if status in (ApplicationStatus.rejected, ApplicationStatus.granted):
        application.decided_at = at
    elif status is ApplicationStatus.withdrawn:
        application.withdrawn_at = at
    elif status is ApplicationStatus.accepted and application.accepted_at is None:
        application.accepted_at = at
    elif status is ApplicationStatus.closed:
        application.closed_at = at


def place(application: Application, at: datetime) -> None:
    """List what anyone may read, and take off the list what not: decided, and not hidden; a no only where the group wants it."""
    is_public = application.hidden_at is None and (
        application.status in DECIDED_YES
        or (application.status is ApplicationStatus.rejected and application.shows_refusal)
    )
    if is_public and application.listed_at is None:
        application.listed_at = at
    elif not is_public:
        application.listed_at = None


def add_step(
    session: Session,
    application: Application,
    step: Step,
    at: datetime,
    *,
    amount: int | None = None,
    day: date | None = None,
) -> None:
    """A line of the timeline; the application's version rises, so that cached pages are made anew."""
    session.add(ApplicationEvent(application_id=application.id, kind=step, at=at, amount=amount, day=day))
    flag_modified(application, "status")


def count_award(session: Session, application: Application, amount: int, *, awards: int = 1) -> None:
    """Count a grant of ``amount`` øre wherever applications are counted; with -1 and a negative amount, take it back."""
    _add(session, application, dimensions_of(application), awards=awards, amount=amount)


def recount(session: Session, application: Application, before: Iterable[tuple[Dimension, str]]) -> None:
    """Count a sent application by what it is about now; ``before``: its ``dimensions_of`` until then."""
    was, now = set(before), set(dimensions_of(application))
    # One order here too: two groups can swap the same two topics.
    for key in sorted(was ^ now):
        _add(session, application, [key], applications=1 if key in now else -1)


def count_asked(session: Session, application: Application, before: int) -> None:
    """Count what a sent application asks for now; ``before``: øre until then. To be called before ``recount``."""
    if application.status in WAITING and application.asked != before:
        _count_waiting(session, application, 0, application.asked - before)


def _count_waiting(session: Session, application: Application, step: int, asked: int) -> None:
    """What waits to be decided, by its round: so many applications and øre more, or less."""
    if step or asked:
        key = Dimension.waiting, str(application.round_id or "")
        _add(session, application, [key], applications=step, amount=asked)


def dimensions_of(application: Application) -> Iterator[tuple[Dimension, str]]:
    """By what it is counted."""
    yield Dimension.all, ""
    yield Dimension.topic, application.topic.value if application.topic else ""
    yield Dimension.school, str(application.school_id or "")
    yield Dimension.age_band, application.age_band.value if application.age_band else ""


def _count_status(
    session: Session, application: Application, before: ApplicationStatus | None, after: ApplicationStatus
) -> None:
    moves = [(status, step) for status, step in ((before, -1), (after, 1)) if status is not None]
    # One order for everybody, so that two who move in opposite directions never wait for each other.
    for status, step in sorted(moves):
        _add(session, application, [(Dimension.status, status.value)], applications=step)


def _add(session: Session, application: Application, keys: Iterable[tuple[Dimension, str]], **more: int) -> None:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    for dimension, key in sorted(keys):
        first = {name: max(value, 0) for name, value in more.items()}
        row = insert(PoolTally).values(pool_id=application.pool_id, dimension=dimension, key=key, **first)
        grown = {name: getattr(PoolTally, name) + value for name, value in more.items()}
        added = row.on_conflict_do_update(index_elements=["pool_id", "dimension", "key"], set_=grown)
        session.execute(added.execution_options(synchronize_session=False))
