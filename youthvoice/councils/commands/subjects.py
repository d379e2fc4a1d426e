"""What rooms above bring to a body's table: it becomes an agenda item by itself, at the next meeting that has room for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.core.events import publish
from youthvoice.councils.commands.touch import touch_body, touch_meeting
from youthvoice.councils.events import ItemPlaced
from youthvoice.councils.models import AgendaItem, Body, Decision, Meeting, MinutesRevision
from youthvoice.councils.queries.meetings import next_open_for_items
from youthvoice.councils.queries.seats import lock_body
from youthvoice.councils.rules.meetings import CLOSING, MIDDLE, ItemKind


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A thing of a room above, as a body sees it; ``path`` leads to it."""

    item_kind: ItemKind
    kind: str
    id: int
    title: str
    text: str
    path: str
    brought_by: str
    brought_by_id: int | None
    is_owed_reasons: bool


def place_subject(session: Session, body: Body, subject: Subject, form_key: str) -> AgendaItem:
    """Put it on the agenda of the next meeting that still takes items; without one it waits for the next.

    Brought a second time to the same body, the item that is there is returned. Raises Conflict for a closed body.
    """
    if body.closed_at is not None:
        raise Conflict
    lock_body(session, body.id)
    there = find_subject_item(session, body.id, subject.kind, subject.id)
    if there is not None:
        return there
    item = _new_item(body, subject, form_key)
    session.add(item)
    session.flush()
    touch_body(session, body)
    meeting = next_open_for_items(session, body.id)
    if meeting is not None:
        place_item(session, item, meeting)
    return item


def _new_item(body: Body, subject: Subject, form_key: str) -> AgendaItem:
    return AgendaItem(
        form_key=form_key,
        body_id=body.id,
        kind=subject.item_kind,
        title=subject.title,
        text=subject.text,
        subject_kind=subject.kind,
        subject_id=subject.id,
        path=subject.path,
        is_owed_reasons=subject.is_owed_reasons,
        proposed_by_id=subject.brought_by_id,
        proposed_by_label=subject.brought_by,
        added_at=now(),
    )


def place_item(session: Session, item: AgendaItem, meeting: Meeting) -> None:
    """Give a waiting item the last place before what closes the meeting, and tell the room it came from."""
    item.meeting_id, item.position = meeting.id, next_position(session, meeting.id)
    session.flush()
    touch_meeting(session, meeting)
    if item.subject_kind is not None and item.subject_id is not None:
        publish(session, ItemPlaced(item.id, item.body_id, meeting.id, item.subject_kind, item.subject_id))


def next_position(session: Session, meeting_id: int) -> int:
    """The place after the last item that is neither an opening nor a closing one."""
    last = select(func.max(AgendaItem.position)).where(
        AgendaItem.meeting_id == meeting_id, AgendaItem.position < CLOSING
    )
    return max(session.scalar(last) or 0, MIDDLE) + 1


def find_subject_item(session: Session, body_id: int, subject_kind: str, subject_id: int) -> AgendaItem | None:
    """The first item of that thing at that body, None where it never came there (or was withdrawn)."""
    query = select(AgendaItem).where(
        AgendaItem.body_id == body_id,
        AgendaItem.subject_kind == subject_kind,
        AgendaItem.subject_id == subject_id,
        AgendaItem.continues_id.is_(None),
        AgendaItem.withdrawn_at.is_(None),
    )
    return session.scalar(query)


def hold_tables(session: Session, subject_kind: str, subject_id: int) -> None:
    """Hold the bodies that have the thing on their table, in one order, before the thing itself is held."""
    here = AgendaItem.subject_kind == subject_kind, AgendaItem.subject_id == subject_id
    for body_id in sorted(set(session.scalars(select(AgendaItem.body_id).where(*here)))):
        lock_body(session, body_id)


def withdraw_subject(session: Session, subject_kind: str, subject_id: int) -> None:
    """The thing was taken back: items that nobody has decided about yet leave the agendas. Whoever calls tells people."""
    decided = select(Decision.id).where(Decision.item_id == AgendaItem.id).exists()
    query = select(AgendaItem).where(
        AgendaItem.subject_kind == subject_kind, AgendaItem.subject_id == subject_id, AgendaItem.withdrawn_at.is_(None)
    )
    for item in session.scalars(query.where(~decided)).all():
        item.withdrawn_at = now()
        _touch_around(session, item)
    session.flush()


def file_subject(session: Session, meeting_id: int, subject: Subject, form_key: str) -> AgendaItem:
    """Put a thing that came out of a meeting into that meeting's agenda, among what was talked about."""
    meeting = session.get_one(Meeting, meeting_id)
    item = _new_item(session.get_one(Body, meeting.body_id), subject, form_key)
    item.meeting_id, item.position = meeting.id, next_position(session, meeting.id)
    session.add(item)
    session.flush()
    _touch_around(session, item)
    return item


def name_subject(session: Session, item: AgendaItem, subject: Subject) -> None:
    """What was decided about an item became a thing of a room above: the item leads to it, and is hidden with it."""
    item.subject_kind, item.subject_id, item.path = subject.kind, subject.id, subject.path
    session.flush()
    _touch_around(session, item)


def rename_subject(session: Session, subject_kind: str, subject_id: int, title: str, text: str) -> None:
    """The words of the thing are others now: the items that nobody has decided about yet say so."""
    decided = select(Decision.id).where(Decision.item_id == AgendaItem.id).exists()
    for item in _items_of(session, subject_kind, subject_id, ~decided):
        item.title, item.text = title, text
        _touch_around(session, item)
    session.flush()


def hide_subject(session: Session, subject_kind: str, subject_id: int) -> None:
    """A moderator hid the thing: its words are hidden wherever an agenda has them."""
    for item in _items_of(session, subject_kind, subject_id, AgendaItem.hidden_at.is_(None)):
        item.hidden_at = now()
        _touch_around(session, item)
    session.flush()


def restore_subject(session: Session, subject_kind: str, subject_id: int) -> None:
    """The thing can be read again, and so can its items."""
    for item in _items_of(session, subject_kind, subject_id, AgendaItem.hidden_at.is_not(None)):
        item.hidden_at = None
        _touch_around(session, item)
    session.flush()


def _items_of(
    session: Session, subject_kind: str, subject_id: int, condition: ColumnElement[bool]
) -> Sequence[AgendaItem]:
    query = select(AgendaItem).where(AgendaItem.subject_kind == subject_kind, AgendaItem.subject_id == subject_id)
    return session.scalars(query.where(condition).order_by(AgendaItem.id)).all()


def _touch_around(session: Session, item: AgendaItem) -> None:
    """Whatever shows the item is made anew: its meeting, and what waits at its body."""
    touch_body(session, session.get_one(Body, item.body_id))
    if item.meeting_id is not None:
        touch_meeting(session, session.get_one(Meeting, item.meeting_id))


@dataclass(frozen=True, kw_only=True)
class Result:
    """Something that a body decided between its meetings. ``minutes`` is what its next minutes say of it."""

    title: str
    text: str
    minutes: str
    path: str


def tell_body(session: Session, body: Body, result: Result, form_key: str, *, by_id: int) -> AgendaItem:
    """Put a result on the agenda of the next meeting, with its words in the minutes already; nothing is left to decide.

    With a form key that is there already, the item that is there is returned.
    """
    lock_body(session, body.id)
    same = select(AgendaItem).where(AgendaItem.body_id == body.id, AgendaItem.form_key == form_key)
    there = session.scalar(same)
    if there is not None:
        return there
    item = AgendaItem(
        form_key=form_key,
        body_id=body.id,
        kind=ItemKind.case,
        title=result.title,
        text=result.text,
        path=result.path,
        minutes=result.minutes,
        minutes_version=1,
        added_at=now(),
    )
    session.add(item)
    session.flush()
    told = MinutesRevision(item_id=item.id, version=1, text=result.minutes, written_by_id=by_id, written_at=now())
    session.add(told)
    touch_body(session, body)
    meeting = next_open_for_items(session, body.id)
    if meeting is not None:
        place_item(session, item, meeting)
    return item
