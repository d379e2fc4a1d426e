"""The agenda of the day: items are added, changed, put in order and taken away; motions that are ready come in one press."""

import hashlib
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.day import ItemAudit
from youthvoice.assembly.commands.minuting import changed
from youthvoice.assembly.day_targets import alarm_of
from youthvoice.assembly.models import AssemblyYear, DayItem, Motion
from youthvoice.assembly.queries.day import get_item, has_votes, items_of
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.day import ITEM_TITLE_MAX, ITEM_TITLE_MIN, MOST_MINUTES, ItemKind, ItemState
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.assembly.rules.years import YearState
from youthvoice.core import audit
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.textcheck import find_cpr

MOTION_MINUTES = 20
MOST_ITEMS = 100
TEXT_MAX = 2000


@dataclass(frozen=True)
class ItemFacts:
    """One item. Motions come by ``add_ready_motions``; what is one stays one."""

    kind: ItemKind
    title: str
    text: str = ""
    minutes: int = 0


def add_item(session: Session, year_id: int, facts: ItemFacts, form_key: str, *, actor_id: int) -> DayItem:
    """Put an item at the end; sent twice, it is there once. Raises RuleBroken (title, text, minutes, kind), Conflict."""
    year = _hold(session, year_id)
    found = session.scalar(select(DayItem).where(DayItem.form_key == form_key))
    if found is not None:
        return found
    _check(facts, is_motion=False)
    items = list(items_of(session, year_id))
    if len(items) >= MOST_ITEMS:
        raise RuleBroken({"title": [gettext("Der er for mange punkter. Der kan højst være %(num)d.", num=MOST_ITEMS)]})
    item = DayItem(form_key=form_key, year_id=year_id, kind=facts.kind, title=facts.title, text=facts.text)
    item.minutes, item.takes_turns = facts.minutes, facts.kind in (ItemKind.talk, ItemKind.question)
    item.written_by_id = actor_id
    _place(session, [*items, item])
    alarm_of(session, item)
    _done(session, year, "day.add_item", item.id, actor_id)
    return item


def change_item(session: Session, year_id: int, item_id: int, facts: ItemFacts, *, actor_id: int) -> None:
    """Word it anew. Raises NotFound, RuleBroken as ``add_item``, Conflict where it is over."""
    year = _hold(session, year_id)
    item = get_item(session, year_id, item_id)
    if item.state is ItemState.done:
        raise Conflict(gettext("Punktet er slut. Det kan ikke ændres."))
    is_motion = item.kind is ItemKind.motion
    _check(facts, is_motion=is_motion)
    if (item.title, item.text) != (facts.title, facts.text):
        item.written_by_id = actor_id
    item.title, item.text, item.minutes = facts.title, facts.text, facts.minutes
    if not is_motion:
        item.kind = facts.kind
    alarm_of(session, item)
    _done(session, year, "day.change_item", item.id, actor_id)


def move_item(session: Session, year_id: int, item_id: int, place: int, *, actor_id: int) -> bool:
    """Put it at that place (0: first) among all items; False where it stands there. Raises NotFound."""
    year = _hold(session, year_id)
    item = get_item(session, year_id, item_id)
    items = list(items_of(session, year_id))
    before = items.index(item)
    items.remove(item)
    items.insert(max(0, min(place, len(items))), item)
    if items.index(item) == before:
        return False
    _place(session, items)
    _done(session, year, "day.move_item", item.id, actor_id)
    return True


def remove_item(session: Session, year_id: int, item_id: int, *, actor_id: int) -> bool:
    """Take an item away that has not begun; False where it is gone already.

    Raises Conflict where it has begun, or votes belong to it: such a one is skipped.
    """
    year = _hold(session, year_id)
    try:
        item = get_item(session, year_id, item_id)
    except NotFound:
        return False
    if item.started_at is not None or item.state is ItemState.skipped or has_votes(session, item.id):
        raise Conflict(gettext("Punktet er brugt. Spring det over i stedet for."))
    session.delete(item)
    _done(session, year, "day.remove_item", item_id, actor_id)
    return True


def add_ready_motions(session: Session, year_id: int, *, actor_id: int) -> int:
    """Put every motion that is ready on the agenda, by number, before the closing; how many are new."""
    year = _hold(session, year_id)
    items = list(items_of(session, year_id))
    there = {item.motion_id for item in items}
    ready = select(Motion).where(
        Motion.year_id == year_id, Motion.state == MotionState.ready, Motion.hidden_at.is_(None)
    )
    motions = session.scalars(ready.order_by(Motion.number, Motion.id)).all()
    new = [_item_of(motion) for motion in motions if motion.id not in there]
    if not new:
        return 0
    ends = items and items[-1].kind is ItemKind.closing and items[-1].state is ItemState.waiting
    _place(session, [*items[:-1], *new, items[-1]] if ends else [*items, *new])
    _done(session, year, "day.add_motions", 0, actor_id)
    return len(new)


def _item_of(motion: Motion) -> DayItem:
    key = hashlib.blake2b(f"item of motion {motion.id}".encode(), digest_size=16).hexdigest()
    title = gettext("Forslag %(number)s: %(title)s", number=motion.number, title=motion.title)[:ITEM_TITLE_MAX]
    return DayItem(
        form_key=key, year_id=motion.year_id, kind=ItemKind.motion, title=title, minutes=MOTION_MINUTES,
        motion_id=motion.id, takes_turns=True, written_by_id=motion.written_by_id,
    )  # fmt: skip


def _hold(session: Session, year_id: int) -> AssemblyYear:
    year = hold_year(session, year_id)
    if year.state is YearState.over:
        raise Conflict(gettext("Dagen er slut. Dagsordenen kan ikke ændres."))
    return year


def _check(facts: ItemFacts, *, is_motion: bool) -> None:
    problems: dict[str, list[object]] = {}
    if len(facts.title.strip()) < ITEM_TITLE_MIN or len(facts.title) > ITEM_TITLE_MAX:
        text = gettext("Skriv fra %(low)d til %(high)d tegn.", low=ITEM_TITLE_MIN, high=ITEM_TITLE_MAX)
        problems["title"] = [text]
    if len(facts.text) > TEXT_MAX:
        problems["text"] = [gettext("Skriv højst %(high)d tegn.", high=TEXT_MAX)]
    if not 0 <= facts.minutes <= MOST_MINUTES:
        problems["minutes"] = [gettext("Skriv et tal fra %(low)d til %(high)d.", low=0, high=MOST_MINUTES)]
    if facts.kind is ItemKind.motion and not is_motion:
        problems["kind"] = [gettext("Forslagene kommer selv på dagsordenen, når du henter dem.")]
    for name, text in (("title", facts.title), ("text", facts.text)):
        if find_cpr(text):
            problems[name] = [gettext("Der står et CPR-nummer. Slet det. Alle kan læse dagsordenen.")]
    if problems:
        raise RuleBroken(problems)


def _place(session: Session, items: list[DayItem]) -> None:
    for position, item in enumerate(items):
        item.position = position
        session.add(item)
    session.flush()


def _done(session: Session, year: AssemblyYear, action: str, item_id: int, actor_id: int) -> None:
    session.flush()
    audit.record(session, actor_id, action, ("assembly_year", year.id), ItemAudit(item_id))
    changed(session, year)
