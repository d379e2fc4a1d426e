"""The day's own texts can be reported, hidden and shown again: items of the agenda, what is voted on, and the chair's message.

Nobody votes on words that nobody may read: a question that is hidden while it is planned or open is called off. A secret one
can then be read on its own page by those on its roll alone, as a body's poll can (elections/poll_targets.py).
"""

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.calling_off import CAN_STOP, call_off, put_questions
from youthvoice.assembly.commands.minuting import changed
from youthvoice.assembly.models import AssemblyYear, DayEvent, DayItem, DayVote
from youthvoice.assembly.models.day import MESSAGE
from youthvoice.assembly.queries.day import last_message
from youthvoice.assembly.queries.votes import hold_vote
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.years import YearState
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target

ITEM, VOTE, NOTICE = "day_item", "day_vote", "day_message"
TITLE_LENGTH = 80


def register() -> None:
    """Tell moderation how they are found, hidden and shown again."""
    targets.register(ITEM, find_item, hide_item, restore_item)
    targets.register(VOTE, find_vote, hide_vote, restore_vote)
    targets.register(NOTICE, find_message, hide_message, restore_message)


def alarm_of(session: Session, row: DayItem | DayVote | DayEvent) -> None:
    """Words of a crisis: every moderator is told at once; nothing is hidden for that."""
    target = target_of(session, row)
    if needs_help(target.text):
        raise_alarm(session, target)


def target_of(session: Session, row: DayItem | DayVote | DayEvent) -> Target:
    """The text as moderation sees it. A vote is read when it opens, and a message while it stands on the screens."""
    year = session.get_one(AssemblyYear, row.year_id)
    path, is_shown = f"/bytinget/{year.year}/dagen", row.hidden_at is None and year.state is not YearState.planned
    if isinstance(row, DayItem):
        where = f"{path}#punkt-{row.id}"
        return _target(ITEM, row.id, where, (row.title, row.text), row.written_by_id, is_readable=is_shown)
    if isinstance(row, DayVote):
        words, where = (row.question, *(option.title for option in row.options)), f"{path}#afstemning-{row.id}"
        is_open = is_shown and row.opened_at is not None and row.cancelled_at is None
        return _target(VOTE, row.id, where, words, row.written_by_id, is_readable=is_open)
    is_on = is_shown and bool(year.message) and last_message(session, year.id) is row
    return _target(NOTICE, row.id, path, (row.text,), row.by_id, is_readable=is_on)


def find_item(session: Session, row_id: int) -> Target | None:
    """An item of an agenda."""
    row = session.get(DayItem, row_id) if row_id <= MAX_ID else None
    return None if row is None else target_of(session, row)


def find_vote(session: Session, row_id: int) -> Target | None:
    """A question with what can be answered."""
    row = session.get(DayVote, row_id) if row_id <= MAX_ID else None
    if row is None:
        return None
    session.refresh(row, ["options"])
    return target_of(session, row)


def find_message(session: Session, row_id: int) -> Target | None:
    """What the chair put on the screens."""
    row = session.get(DayEvent, row_id) if row_id <= MAX_ID else None
    return None if row is None or row.kind != MESSAGE or not row.text else target_of(session, row)


def hide_item(session: Session, row_id: int) -> None:
    """Its place in the day stays. Raises NotFound."""
    _turn_item(session, row_id, hides=True)


def restore_item(session: Session, row_id: int) -> None:
    """Raises NotFound."""
    _turn_item(session, row_id, hides=False)


def hide_vote(session: Session, row_id: int) -> None:
    """What it came to stays. Raises NotFound."""
    _turn_vote(session, row_id, hides=True)


def restore_vote(session: Session, row_id: int) -> None:
    """One that was called off stays so. Raises NotFound."""
    _turn_vote(session, row_id, hides=False)


def hide_message(session: Session, row_id: int) -> None:
    """It leaves every screen. Raises NotFound."""
    _turn_message(session, row_id, hides=True)


def restore_message(session: Session, row_id: int) -> None:
    """It stands on the screens again, where nothing else was put there since and the day is on. Raises NotFound."""
    _turn_message(session, row_id, hides=False)


def _target(
    kind: str, row_id: int, path: str, words: tuple[str, ...], author_id: int | None, *, is_readable: bool
) -> Target:
    text = "\n".join(part for part in words if part)
    return Target(kind, row_id, words[0][:TITLE_LENGTH], path, text, author_id or 0, is_readable)


def _turn_item(session: Session, row_id: int, *, hides: bool) -> None:
    row = session.get(DayItem, row_id) if row_id <= MAX_ID else None
    if row is None:
        raise NotFound
    year = hold_year(session, row.year_id)
    session.refresh(row, ["hidden_at"])
    if (row.hidden_at is not None) != hides:
        row.hidden_at = now() if hides else None
        changed(session, year)


def _turn_vote(session: Session, row_id: int, *, hides: bool) -> None:
    found = session.get(DayVote, row_id) if row_id <= MAX_ID else None
    if found is None:
        raise NotFound
    year = hold_year(session, found.year_id)
    vote = hold_vote(session, year.id, row_id)
    if (vote.hidden_at is not None) == hides:
        return
    vote.hidden_at = now() if hides else None
    if hides and vote.state in CAN_STOP:
        call_off(session, year, vote, gettext("En moderator har skjult spørgsmålet."), by_id=None)
    put_questions(session, [vote.contest_id] if vote.contest_id is not None else [], is_public=not hides)
    changed(session, year)


def _turn_message(session: Session, row_id: int, *, hides: bool) -> None:
    row = session.get(DayEvent, row_id) if row_id <= MAX_ID else None
    if row is None or row.kind != MESSAGE:
        raise NotFound
    year = hold_year(session, row.year_id)
    session.refresh(row, ["hidden_at"])
    if (row.hidden_at is not None) == hides:
        return
    row.hidden_at = now() if hides else None
    session.flush()
    if last_message(session, year.id) is row and year.state is YearState.live:
        year.message = "" if hides else row.text
    changed(session, year)
