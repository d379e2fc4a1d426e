"""The agenda: what always stands there, what members bring, its order, and what is taken off."""

from dataclasses import dataclass
from hashlib import sha256

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.forms import clean
from youthvoice.core.textcheck import find_cpr
from youthvoice.councils.commands.holding import hold_item, hold_meeting
from youthvoice.councils.commands.subjects import next_position, place_item
from youthvoice.councils.commands.touch import touch_meeting
from youthvoice.councils.models import AgendaItem, Decision, Meeting
from youthvoice.councils.queries.meetings import next_open_for_items
from youthvoice.councils.queries.minutes import items_of, last_held, waiting_items
from youthvoice.councils.rules.meetings import (
    CLOSING,
    ITEM_TEXT_MAX,
    MIDDLE,
    MOST_ITEMS,
    OPENING,
    PLANNABLE,
    TITLE_MAX,
    TITLE_MIN,
    ItemKind,
    MeetingState,
    may_add_item,
)
from youthvoice.councils.targets import tell_of_item

# Stored as they are written here; shown in the reader's language (labels.STANDING_LABELS).
AGENDA_APPROVAL = "Godkendelse af dagsordenen"
MINUTES_APPROVAL = "Godkendelse af sidste referat"
ANY_OTHER = "Eventuelt"


@dataclass(frozen=True)
class ItemAudit:
    """Audit: which meeting the item stands in (None: it waits)."""

    meeting_id: int | None
    kind: str


def add_standing_items(session: Session, meeting: Meeting) -> None:
    """What stands on every agenda; the last minutes only where nobody has approved them."""
    last = last_held(session, meeting.body_id)
    wanted = [(OPENING, AGENDA_APPROVAL), (CLOSING, ANY_OTHER)]
    if last is not None and last.state is not MeetingState.approved:
        wanted.append((OPENING + 1, MINUTES_APPROVAL))
    for position, title in wanted:
        key = derived_key(meeting.form_key, title)
        session.add(
            AgendaItem(
                form_key=key,
                body_id=meeting.body_id,
                meeting_id=meeting.id,
                position=position,
                kind=ItemKind.standing,
                title=title,
                added_at=now(),
            )
        )
    session.flush()


def take_waiting_items(session: Session, meeting: Meeting) -> None:
    """Put what waited for a meeting on this one's agenda, as much as it can hold."""
    for item in waiting_items(session, meeting.body_id, _room_left(session, meeting)):
        place_item(session, item, meeting)


def release_items(session: Session, meeting: Meeting) -> None:
    """The meeting will not be held: its items go to the next one that takes items, or wait."""
    following = next_open_for_items(session, meeting.body_id)
    for item in items_of(session, meeting.id):
        if item.kind is ItemKind.standing:
            continue
        item.meeting_id, item.position = None, 0
        session.flush()
        if following is not None and _room_left(session, following) > 0:
            place_item(session, item, following)


def add_item(
    session: Session, meeting: Meeting, person: Person, title: str, text: str, form_key: str, *, runs_it: bool
) -> AgendaItem:
    """Put something on the agenda. Sent twice, it stands there once. Words of a crisis raise an alarm.

    Raises RuleBroken (title, text; or no field where the deadline has passed or the agenda is full).
    """
    hold_meeting(session, meeting)
    query = select(AgendaItem).where(AgendaItem.body_id == meeting.body_id, AgendaItem.form_key == form_key)
    there = session.scalar(query)
    if there is not None:
        return there
    title, text = _checked(title, text)
    _require_open(session, meeting, runs_it=runs_it)
    item = AgendaItem(
        form_key=form_key,
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        position=next_position(session, meeting.id),
        kind=ItemKind.member,
        title=title,
        text=text,
        proposed_by_id=person.id,
        proposed_by_label=person.byline[:200],
        added_at=now(),
    )
    session.add(item)
    _tell(session, meeting, item, "agenda.add", person.id)
    tell_of_item(session, item)
    return item


def move_item(session: Session, item: AgendaItem, *, up: bool, actor_id: int) -> None:
    """Let an item change places with its neighbour. What opens and closes a meeting stays where it is."""
    hold_item(session, item)
    meeting = _meeting_of(session, item, PLANNABLE)
    movable = [i for i in items_of(session, meeting.id) if MIDDLE <= i.position < CLOSING]
    at = next((n for n, other in enumerate(movable) if other.id == item.id), None)
    if at is None:
        raise Conflict
    to = at - 1 if up else at + 1
    if 0 <= to < len(movable):
        # Two that were added at the same place would never change their order: count all anew.
        movable[at], movable[to] = movable[to], movable[at]
        for place, other in enumerate(movable, MIDDLE + 1):
            other.position = place
        _tell(session, meeting, item, "agenda.move", actor_id)


def withdraw_item(session: Session, item: AgendaItem, person: Person) -> None:
    """Take back one's own item before anything was decided about it. Raises NotFound for somebody else's."""
    if item.proposed_by_id != person.id or item.kind is not ItemKind.member:
        raise NotFound
    _withdraw(session, item, "agenda.withdraw", person.id)


def take_off(session: Session, item: AgendaItem, *, actor_id: int) -> None:
    """Those who run the meeting take an item off. What a room above brought is not lost: it waits for the next."""
    if item.subject_kind is None:
        _withdraw(session, item, "agenda.take_off", actor_id)
        return
    hold_item(session, item)
    meeting = _meeting_of(session, item, PLANNABLE)
    _require_undecided(session, item)
    item.meeting_id, item.position = None, 0
    _tell(session, meeting, item, "agenda.take_off", actor_id)


def continue_item(session: Session, item: AgendaItem) -> AgendaItem:
    """Take an item up again at the next meeting; without one it waits. Once for each item."""
    later = find_continuation(session, item.id)
    if later is None:
        kept = ("body_id", "kind", "title", "text", "subject_kind", "subject_id", "path", "is_owed_reasons")
        later = AgendaItem(
            **{name: getattr(item, name) for name in (*kept, "proposed_by_id", "proposed_by_label", "hidden_at")},
            form_key=derived_key(item.form_key, f"after {item.id}"),
            continues_id=item.id,
            added_at=now(),
        )
        session.add(later)
    later.withdrawn_at = None
    session.flush()
    following = next_open_for_items(session, item.body_id)
    if later.meeting_id is None and following is not None and following.id != item.meeting_id:
        place_item(session, later, following)
    return later


def find_continuation(session: Session, item_id: int) -> AgendaItem | None:
    """The item that takes this one up again, taken off or not."""
    return session.scalar(select(AgendaItem).where(AgendaItem.continues_id == item_id))


def drop_continuation(session: Session, item: AgendaItem) -> None:
    """It was decided after all: it need not be taken up again. Raises Conflict where that has happened already."""
    later = find_continuation(session, item.id)
    if later is None or later.withdrawn_at is not None:
        return
    _require_undecided(session, later)
    later.withdrawn_at = now()
    session.flush()
    if later.meeting_id is not None:
        touch_meeting(session, session.get_one(Meeting, later.meeting_id))


def derived_key(form_key: str, what: str) -> str:
    """The key of something that follows from a form, so that it follows once."""
    return sha256(f"{form_key} {what}".encode()).hexdigest()[:32]


def _withdraw(session: Session, item: AgendaItem, action: str, actor_id: int) -> None:
    hold_item(session, item)
    meeting = _meeting_of(session, item, PLANNABLE)
    if item.kind is ItemKind.standing and item.title == AGENDA_APPROVAL:
        raise Conflict
    _require_undecided(session, item)
    item.withdrawn_at = now()
    _tell(session, meeting, item, action, actor_id)


def _meeting_of(session: Session, item: AgendaItem, states: frozenset[MeetingState]) -> Meeting:
    if item.meeting_id is None:
        raise Conflict
    meeting = session.get_one(Meeting, item.meeting_id, populate_existing=True)
    if meeting.state not in states:
        raise Conflict
    return meeting


def _require_undecided(session: Session, item: AgendaItem) -> None:
    decided = select(Decision.id).where(Decision.item_id == item.id).limit(1)
    if session.scalar(decided) is not None or item.minutes:
        raise Conflict(gettext("Der står allerede noget i referatet om punktet. Så kan det ikke tages af."))


def _require_open(session: Session, meeting: Meeting, *, runs_it: bool) -> None:
    if not may_add_item(meeting.state, meeting.items_due_at, now(), runs_it=runs_it):
        text = gettext("Fristen for punkter er gået. Spørg forpersonen, eller vent til næste møde.")
        raise RuleBroken({"": [text]})
    if _room_left(session, meeting) <= 0:
        raise RuleBroken({"": [gettext("Dagsordenen er fuld. Punktet må vente til næste møde.")]})


def _room_left(session: Session, meeting: Meeting) -> int:
    count = select(func.count()).select_from(AgendaItem)
    taken = count.where(AgendaItem.meeting_id == meeting.id, AgendaItem.withdrawn_at.is_(None))
    return max(0, MOST_ITEMS - (session.scalar(taken) or 0))


def _checked(title: str, text: str) -> tuple[str, str]:
    title, text = " ".join((clean(title) or "").split()), clean(text) or ""
    problems: dict[str, list[object]] = {}
    bounds = (("title", title, TITLE_MIN, TITLE_MAX), ("text", text, 0, ITEM_TEXT_MAX))
    for field, value, low, high in bounds:
        if not low <= len(value) <= high:
            problems[field] = [gettext("Skriv mellem %(low)d og %(high)d tegn.", low=low, high=high)]
        if find_cpr(value):
            problems[field] = [gettext("Slet CPR-nummeret. Det må aldrig stå på en side, som alle kan læse.")]
    if problems:
        raise RuleBroken(problems)
    return title, text


def _tell(session: Session, meeting: Meeting, item: AgendaItem, action: str, actor_id: int) -> None:
    session.flush()
    touch_meeting(session, meeting)
    data = ItemAudit(item.meeting_id, item.kind.value)
    audit.record(session, actor_id, action, ("agenda_item", item.id), data)
