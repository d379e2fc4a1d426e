"""The day from its beginning to its end. Whoever presses says what they saw, so that two consoles never do a thing twice."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import update
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.minuting import changed, note
from youthvoice.assembly.day_targets import alarm_of
from youthvoice.assembly.events import DayBegun, DayEnded
from youthvoice.assembly.models import AssemblyYear, DayItem, Turn
from youthvoice.assembly.models.day import MESSAGE
from youthvoice.assembly.queries.day import current_item, get_item, items_of
from youthvoice.assembly.queries.votes import open_vote_of, votes_of_year
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.day import ItemState, TurnState, VoteState
from youthvoice.assembly.rules.years import YearState
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr

MESSAGE_MAX = 200


@dataclass(frozen=True)
class ItemAudit:
    """Audit: which item of the day."""

    item_id: int


def hold_live(session: Session, year_id: int) -> AssemblyYear:
    """The year, held. Raises Conflict where its day is not on."""
    year = hold_year(session, year_id)
    if year.state is not YearState.live:
        raise Conflict(gettext("Dagen er ikke i gang."))
    return year


def begin_day(session: Session, year_id: int, *, actor_id: int) -> bool:
    """Open the day with its first item; False where it was begun already. Publishes DayBegun.

    Raises Conflict where the year was not announced, or there is no agenda.
    """
    year = hold_year(session, year_id)
    if year.begun_at is not None:
        return False
    if year.announced_at is None:
        raise Conflict(gettext("Året er ikke offentliggjort endnu. Det skal det være, før dagen kan begynde."))
    waiting = [item for item in items_of(session, year_id) if item.state is ItemState.waiting]
    if not waiting:
        raise Conflict(gettext("Der er ingen punkter på dagsordenen. Lav den først."))
    year.begun_at = now()
    session.flush()
    note(session, year, "begun", by_id=actor_id)
    _start(session, year, waiting[0], actor_id)
    audit.record(session, actor_id, "day.begin", ("assembly_year", year.id))
    publish(session, DayBegun(year.id))
    changed(session, year)
    return True


def next_item(session: Session, year_id: int, seen: int, *, actor_id: int) -> bool:
    """End the item ``seen`` (0: none is on) and begin the next that waits, if one does.

    False where the day is at another item already. Raises Conflict while a vote is open.
    """
    year = hold_live(session, year_id)
    items, current = items_of(session, year_id), current_item(session, year_id)
    if _id(current) != seen:
        return False
    place = items.index(current) if current else -1
    left = [item for item in items if item.state is ItemState.waiting]
    later = [item for item in left if items.index(item) > place] or left
    _leave(session, year, ItemState.done)
    if later:
        _start(session, year, later[0], actor_id)
    _moved(session, year, later[0].id if later else 0, actor_id)
    return True


def go_to_item(session: Session, year_id: int, item_id: int, seen: int, *, actor_id: int) -> bool:
    """End the item ``seen`` and begin that one, also one that was done or skipped; False as ``next_item``.

    Raises NotFound, and Conflict while a vote is open.
    """
    year = hold_live(session, year_id)
    item = get_item(session, year_id, item_id)
    if _id(current_item(session, year_id)) != seen or item_id == seen:
        return False
    _leave(session, year, ItemState.done)
    _start(session, year, item, actor_id)
    _moved(session, year, item_id, actor_id)
    return True


def skip_item(session: Session, year_id: int, item_id: int, *, actor_id: int) -> bool:
    """Leave out an item that waits, or stop the current one without a next; False where it is over already.

    Raises NotFound, and Conflict while a vote is open in it.
    """
    year = hold_live(session, year_id)
    item = get_item(session, year_id, item_id)
    if item.state in (ItemState.done, ItemState.skipped):
        return False
    if item.state is ItemState.current:
        _leave(session, year, ItemState.skipped)
    else:
        item.state = ItemState.skipped
    note(session, year, "skipped", item.title, item_id=item.id, by_id=actor_id)
    audit.record(session, actor_id, "day.skip_item", ("assembly_year", year.id), ItemAudit(item_id))
    changed(session, year)
    return True


def say(session: Session, year_id: int, text: str, *, actor_id: int) -> None:
    """Put a message on every screen: «Pause til kl. 11»; empty takes it away. Raises RuleBroken (message), Conflict."""
    year = hold_live(session, year_id)
    if len(text) > MESSAGE_MAX:
        raise RuleBroken({"message": [gettext("Skriv højst %(high)d tegn.", high=MESSAGE_MAX)]})
    if find_cpr(text):
        raise RuleBroken({"message": [gettext("Der står et CPR-nummer. Slet det. Alle kan læse beskeden.")]})
    if year.message == text:
        return
    year.message = text
    told = note(session, year, MESSAGE, text, by_id=actor_id)
    session.flush()
    alarm_of(session, told)
    audit.record(session, actor_id, "day.say", ("assembly_year", year.id))
    changed(session, year)


def end_day(session: Session, year_id: int, *, actor_id: int) -> bool:
    """Close the day; False where it was closed already. Publishes DayEnded.

    Raises Conflict before it has begun, and while a vote is open or not counted.
    """
    year = hold_year(session, year_id)
    if year.ended_at is not None:
        return False
    if year.begun_at is None:
        raise Conflict(gettext("Dagen er ikke begyndt."))
    if any(vote.state in (VoteState.open, VoteState.closed) for vote in votes_of_year(session, year_id)):
        raise Conflict(gettext("Der er en afstemning, der ikke er talt. Luk den, og tæl stemmerne først."))
    _leave(session, year, ItemState.done)
    year.ended_at, year.message = now(), ""
    session.flush()
    note(session, year, "ended", by_id=actor_id)
    audit.record(session, actor_id, "day.end", ("assembly_year", year.id))
    publish(session, DayEnded(year.id))
    changed(session, year)
    return True


def _id(item: DayItem | None) -> int:
    return item.id if item is not None else 0


def _start(session: Session, year: AssemblyYear, item: DayItem, actor_id: int) -> None:
    item.state, item.started_at, item.ended_at = ItemState.current, item.started_at or now(), None
    session.flush()
    note(session, year, "item", item.title, item_id=item.id, by_id=actor_id)


def _leave(session: Session, year: AssemblyYear, state: ItemState) -> None:
    """The current item, if there is one, is over, and so is its list. Raises Conflict while a vote is open."""
    if open_vote_of(session, year.id) is not None:
        raise Conflict(gettext("En afstemning er åben. Luk den, før I går videre."))
    item = current_item(session, year.id)
    if item is None:
        return
    moment = now()
    for before, after in ((TurnState.speaking, TurnState.done), (TurnState.waiting, TurnState.withdrawn)):
        mine = Turn.item_id == item.id, Turn.state == before
        over = update(Turn).where(*mine).values(state=after, ended_at=moment)
        session.execute(over, execution_options={"synchronize_session": "fetch"})
    item.state, item.ended_at = state, moment
    session.flush()


def _moved(session: Session, year: AssemblyYear, item_id: int, actor_id: int) -> None:
    audit.record(session, actor_id, "day.go_to", ("assembly_year", year.id), ItemAudit(item_id))
    changed(session, year)
