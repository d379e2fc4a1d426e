"""Rows of the council's desk, and its money as a picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import LazyString, gettext, lazy_gettext
from sqlalchemy import Row

from youthvoice.core.charts import BarChart, Drawing, Series, Unit, draw
from youthvoice.core.i18n import format_moment, format_money
from youthvoice.core.templating import cached_url_for
from youthvoice.grants.labels.deciding import CHOICE_KINDS, LEAN_LABELS, MOTION_STATE_KINDS, MOTION_STATE_LABELS
from youthvoice.grants.models import PoolBalance
from youthvoice.grants.queries.desk import Show, WaitingRound
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import Choice, MotionState, MotionWay

UNANSWERED = {
    MotionState.carried: lambda: gettext("Vedtaget. Mangler svar"),
    MotionState.lost: lambda: gettext("Stemt ned. Mangler svar"),
}

SHOW_LABELS: dict[Show, LazyString] = {
    Show.all: lazy_gettext("Alle ansøgninger"),
    Show.unseen: lazy_gettext("Venter på mig"),
    Show.voting: lazy_gettext("Vi stemmer"),
    Show.decided: lazy_gettext("Skal have svar"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskItem:
    """One row. Of an application in which the reader is conflicted only the number is told: all else is empty."""

    number: int
    is_conflicted: bool
    url: str = ""
    title: str = ""
    group: str = ""
    asked: str = ""
    round: str = ""
    views: int = 0
    kind: str = ""
    status: str = ""
    deadline: str = ""
    """Until when one can vote."""
    deadline_iso: str = ""
    my_kind: str = ""
    my_view: str = ""
    """What the reader leans to, or is to do; empty for whoever has no vote."""


def desk_items(rows: Iterable[Row[Any]], *, has_vote: bool) -> list[DeskItem]:
    """The rows as the reader may see them; no query."""
    return [_item(row, has_vote=has_vote) for row in rows]


def _item(row: Row[Any], *, has_vote: bool) -> DeskItem:
    if row.is_conflicted:
        return DeskItem(number=row.number, is_conflicted=True)
    kind, status = _status(row)
    is_voted_on = row.motion_state is MotionState.open and row.motion_way is MotionWay.writing
    my_kind, my_view = _mine(row, is_voted_on=is_voted_on) if has_vote else ("", "")
    return DeskItem(
        number=row.number,
        is_conflicted=False,
        url=cached_url_for("grants.weigh", application_id=row.id),
        title=row.title if row.hidden_at is None else gettext("Skjult ansøgning"),
        group=row.group_name if row.hidden_at is None else "",
        asked=format_money(row.asked),
        round=row.round_name or "",
        views=row.views,
        kind=kind,
        status=status,
        deadline=format_moment(row.closes_at) if is_voted_on else "",
        deadline_iso=row.closes_at.isoformat() if is_voted_on else "",
        my_kind=my_kind,
        my_view=my_view,
    )


def _status(row: Row[Any]) -> tuple[str, str]:
    """(kind, words) of where it stands with the council."""
    state: MotionState | None = row.motion_state
    if state is MotionState.open:
        amount = format_money(row.motion_amount)
        return MOTION_STATE_KINDS[state], str(gettext("Vi stemmer om %(amount)s", amount=amount))
    if state in UNANSWERED:
        return MOTION_STATE_KINDS[state], str(UNANSWERED[state]())
    if row.status is ApplicationStatus.needs_more:
        return "more", str(gettext("Gruppen skal svare"))
    if state is MotionState.no_quorum:
        return MOTION_STATE_KINDS[state], str(MOTION_STATE_LABELS[state])
    return "waiting", str(gettext("Venter på rådet"))


def _mine(row: Row[Any], *, is_voted_on: bool) -> tuple[str, str]:
    lean: Choice | None = row.my_lean
    if is_voted_on:
        if row.my_vote is None:
            return "overdue", str(gettext("Du mangler at stemme"))
        return "yes", str(gettext("Du har stemt"))
    if not row.has_looked:
        return "", str(gettext("Du har ikke set på den"))
    if lean is None:
        return "", str(gettext("Du har set på den"))
    return CHOICE_KINDS[lean], str(gettext("Du: %(lean)s", lean=LEAN_LABELS[lean]))


def shows_for(*, has_vote: bool) -> dict[Show, LazyString]:
    """What the desk can show, by its name; nothing waits for whoever has no vote."""
    return {show: words for show, words in SHOW_LABELS.items() if has_vote or show is not Show.unseen}


def wishes_told(rounds: Sequence[WaitingRound]) -> int:
    """Øre that all who wait ask for together."""
    return sum(one.asked for one in rounds)


def draw_money(balance: PoolBalance, wishes: int) -> Drawing:
    """What is free, what is held, and what those who wait ask for."""
    return draw(
        BarChart(
            id="bordets-penge",
            title=gettext("Penge og ønsker"),
            description=gettext("En bjælke for det, der er tilbage, en for det, I stemmer om, og en for alle ønsker."),
            row_heading=gettext("Penge"),
            rows=(
                gettext("Tilbage i puljen"),
                gettext("Lagt til side, mens I stemmer eller svarer"),
                gettext("Det, grupperne søger om"),
            ),
            series=(Series(gettext("Kroner"), (balance.allocation, balance.reserved, wishes), unit=Unit.MONEY),),
        )
    )


def is_over(closes_at: datetime | None, at: datetime) -> bool:
    """One can no longer apply in the round."""
    return closes_at is not None and closes_at <= at
