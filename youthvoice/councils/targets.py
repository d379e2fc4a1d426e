"""Items that members put on an agenda can be reported, hidden and shown again; words of a crisis call for a human."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.commands.touch import touch_meeting
from youthvoice.councils.models import AgendaItem, Meeting
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.councils.rules.meetings import ItemKind
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target

KIND = "agenda_item"


def register() -> None:
    """Tell moderation how items are found, hidden and shown again."""
    targets.register(KIND, find_item_target, hide_item, restore_item)


def as_target(item: AgendaItem, *, is_readable: bool) -> Target:
    """The item as moderation sees it."""
    path = f"/moeder/{item.meeting_id}#punkt-{item.id}" if item.meeting_id else f"/raad/{item.body_id}/moeder"
    words = f"{item.title}\n\n{item.text}".strip()
    return Target(KIND, item.id, item.title, path, words, item.proposed_by_id or 0, is_readable=is_readable)


def find_item_target(session: Session, item_id: int) -> Target | None:
    """A member's item; None for what no member wrote. One of a class cannot be read by everyone."""
    query = select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.kind == ItemKind.member)
    item = session.scalar(query.options(joinedload(AgendaItem.body))) if item_id <= MAX_ID else None
    if item is None:
        return None
    is_shown = item.hidden_at is None and item.withdrawn_at is None
    return as_target(item, is_readable=is_shown and item.body.kind not in PRIVATE_KINDS)


def hide_item(session: Session, item_id: int) -> None:
    """A moderator hides it; its number stays. Twice is once. Raises NotFound."""
    _change(session, item_id, hides=True)


def restore_item(session: Session, item_id: int) -> None:
    """A moderator shows it again. Twice is once. Raises NotFound."""
    _change(session, item_id, hides=False)


def tell_of_item(session: Session, item: AgendaItem) -> None:
    """Words of a crisis: every moderator is told at once; nothing is hidden for that."""
    if needs_help(f"{item.title}\n{item.text}"):
        raise_alarm(session, as_target(item, is_readable=True))


def _change(session: Session, item_id: int, *, hides: bool) -> None:
    query = select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.kind == ItemKind.member)
    item = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if item is None:
        raise NotFound
    if (item.hidden_at is not None) != hides:
        item.hidden_at = now() if hides else None
        session.flush()
        if item.meeting_id is not None:
            touch_meeting(session, session.get_one(Meeting, item.meeting_id))
