"""What people have typed and not sent: kept for them alone, until the form is taken or nobody has touched it for long."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonClosed
from youthvoice.accounts.export import register as register_part
from youthvoice.accounts.export import rows_of
from youthvoice.accounts.models import FormDraft, Person
from youthvoice.core import ticks
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.core.events import subscribe
from youthvoice.core.textcheck import strip_control

KEPT = timedelta(days=90)
"""Since it was last typed in."""
EVERY = timedelta(hours=6)
AT_A_TIME = 500
LONGEST, MOST_FIELDS, MOST_VALUES = 40_000, 200, 100
"""Of a text, of a form and of a field: a text that is too long is kept too, so that it can be made shorter."""
PLACE_MAX = 200
UNSYNCED = {"synchronize_session": False}


class TypedElsewhere(Conflict):
    """The same person has typed here in another window meanwhile, or has sent the form from there."""


def init(_app: Flask) -> None:
    """Let the worker forget what is old, and let it go with its person."""
    ticks.register(ticks.Tick("accounts.unsent", EVERY, forget_old))
    subscribe(PersonClosed, _forget_person)
    register_part("form_drafts", _exported)


def find_unsent(session: Session, person_id: int, place: str) -> FormDraft | None:
    """What the person has typed there: one query."""
    return session.scalar(select(FormDraft).where(FormDraft.person_id == person_id, FormDraft.place == place))


def keep_unsent(
    session: Session, person_id: int, place: str, typed: Mapping[str, Iterable[str]], seen: int | None
) -> int:
    """Keep the fields of a form as they stand, however short or wrong; returns the version it became.

    ``seen`` is the version that the window began with (0: none); None keeps it whatever another window wrote. Raises
    TypedElsewhere.
    """
    kept = {
        strip_control(name): [strip_control(value)[:LONGEST] for value in list(values)[:MOST_VALUES]]
        for name, values in list(typed.items())[:MOST_FIELDS]
    }
    own = FormDraft.person_id == person_id, FormDraft.place == place
    draft = session.scalar(select(FormDraft).where(*own).with_for_update())
    if draft is None:
        if seen:
            raise TypedElsewhere
        return _first(session, FormDraft(person_id=person_id, place=place, typed=kept, changed_at=now()))
    if seen is not None and seen != draft.version:
        raise TypedElsewhere
    draft.typed, draft.changed_at, draft.version = kept, now(), draft.version + 1
    session.flush()
    return draft.version


def _first(session: Session, draft: FormDraft) -> int:
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError as error:
        raise TypedElsewhere from error
    return draft.version


def forget_unsent(session: Session, person_id: int, place: str) -> None:
    """It was sent, or is not wanted."""
    session.execute(delete(FormDraft).where(FormDraft.person_id == person_id, FormDraft.place == place))


def forget_below(session: Session, place: str) -> None:
    """What the form was about is gone: whatever anybody typed at that address and below it goes too."""
    below = FormDraft.place.startswith(f"{place}/", autoescape=True)
    session.execute(delete(FormDraft).where(or_(FormDraft.place == place, below)), execution_options=UNSYNCED)


def forget_old(session: Session) -> bool:
    """Take away what nobody has touched for ``KEPT``; returns whether there is more."""
    old = select(FormDraft.id).where(FormDraft.changed_at <= now() - KEPT).order_by(FormDraft.changed_at)
    found = session.scalars(old.limit(AT_A_TIME)).all()
    session.execute(delete(FormDraft).where(FormDraft.id.in_(found)))
    return len(found) == AT_A_TIME


def preview(session: Session) -> str:
    """How much would be taken away now; nothing is changed."""
    found = session.execute(
        select(func.count(), func.count(FormDraft.person_id.distinct())).where(FormDraft.changed_at <= now() - KEPT)
    ).one()
    return f"{found[0]} unsent texts of {found[1]} people; kept for {KEPT.days} days."


def _forget_person(session: Session, event: PersonClosed) -> None:
    session.execute(delete(FormDraft).where(FormDraft.person_id == event.person_id))


def _exported(session: Session, person: Person) -> list[dict[str, Any]]:
    columns = FormDraft.place, FormDraft.typed, FormDraft.changed_at
    query = select(*columns).where(FormDraft.person_id == person.id).order_by(FormDraft.id)
    return rows_of(session, query)
