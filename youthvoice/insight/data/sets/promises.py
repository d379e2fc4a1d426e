"""What was promised, and whether it was kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from flask_babel import lazy_gettext as _
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Unit
from youthvoice.core.keyset import Page
from youthvoice.insight.data.cursors import Key, micros, moment
from youthvoice.insight.data.shape import Address, AnySelect, DataSet, cut
from youthvoice.responses.models import Case, Promise
from youthvoice.responses.rules.follow_up import PromiseState


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise."""

    id: Annotated[int, _("Løftets nummer")]
    url: Annotated[Address, _("Løftets side")]
    about: Annotated[str, _("Hvad der blev spurgt om")]
    about_url: Annotated[Address, _("Siden med spørgsmålet")]
    words: Annotated[str, _("Hvad der er lovet")]
    unit_id: Annotated[int, _("Nummeret på den enhed, der lovede")]
    unit: Annotated[str, _("Den enhed, der lovede")]
    state: Annotated[PromiseState, _("I gang, holdt eller ikke holdt")]
    promised_at: Annotated[datetime, _("Da det blev lovet")]
    promised_for: Annotated[date, _("Den dag, det skal være gjort")]
    due_on: Annotated[date | None, _("Den dag, løftet bliver målt på nu. Er den gået, er løftet forsinket")]
    done_at: Annotated[datetime | None, _("Da kommunen sagde, at det er gjort")]
    settled_at: Annotated[datetime | None, _("Da det blev afgjort, om løftet er holdt")]


_ROWS: AnySelect = (
    select(
        Promise.id, Case.title, Case.path, Promise.words, Promise.unit_id, Unit.name, Promise.state,
        Promise.promised_at, Promise.promised_for, Promise.due_on, Promise.done_at, Promise.settled_at,
    )
    .select_from(Promise)
    .join(Case, Case.id == Promise.case_id)
    .join(Unit, Unit.id == Promise.unit_id)
    .where(Promise.hidden_at.is_(None))
    .order_by(Promise.promised_at.desc(), Promise.id.desc())
)  # fmt: skip


def read(session: Session, after: Key | None, size: int) -> Page[PromiseRow]:
    """One page, the newest first: one query."""
    query = _ROWS.limit(size + 1)
    if after is not None:
        query = query.where(tuple_(Promise.promised_at, Promise.id) < (moment(after[0]), after[1]))
    rows = (
        PromiseRow(row[0], Address(f"/loefter/{row[0]}"), row[1], Address(row[2]), *row[3:])
        for row in session.execute(query)
    )
    return cut((((micros(row.promised_at), row.id), row) for row in rows), size)


PROMISES = DataSet(
    "promises",
    _("Løfter"),
    _("Hvert ja er et løfte. Her er de alle, og hvad der blev af dem. De nyeste står først."),
    PromiseRow,
    2,
    read,
)
