"""Councils, committees and Bytinget. Classes are left out: who goes there is nobody else's business."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School
from youthvoice.core.keyset import Page
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import PRIVATE_KINDS, Attendance, BodyKind
from youthvoice.insight.data.cursors import Key
from youthvoice.insight.data.shape import Address, AnySelect, DataSet, cut


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One council."""

    id: Annotated[int, _("Rådets nummer")]
    url: Annotated[Address, _("Rådets side")]
    kind: Annotated[BodyKind, _("Hvad slags råd det er")]
    name: Annotated[str, _("Navn")]
    about: Annotated[str | None, _("Hvad rådet selv skriver om sig")]
    meets: Annotated[str | None, _("Hvornår det plejer at mødes")]
    school_id: Annotated[int | None, _("Skolens nummer")]
    school: Annotated[str | None, _("Skolens navn")]
    parent_id: Annotated[int | None, _("Det råd, som forslag går videre til")]
    min_age: Annotated[int | None, _("Den laveste alder for medlemmer")]
    max_age: Annotated[int | None, _("Den højeste alder for medlemmer")]
    seats: Annotated[int | None, _("Pladser i rådet, eller for hver klasse. Tomt: ingen grænse")]
    term_months: Annotated[int, _("Hvor mange måneder man sidder")]
    quorum_percent: Annotated[int, _("Så mange procent af medlemmerne skal være til stede. 0: ingen regel")]
    attendance: Annotated[Attendance, _("Hvem der må komme og lytte")]
    created_at: Annotated[datetime, _("Da rådet blev oprettet her")]
    closed_at: Annotated[datetime | None, _("Da rådet blev nedlagt")]


_ROWS: AnySelect = (
    select(
        Body.id, Body.kind, Body.name, Body.about, Body.meets, Body.school_id, School.name, Body.parent_id,
        Body.min_age, Body.max_age, Body.member_seats, Body.term_months, Body.quorum_percent, Body.attendance,
        Body.created_at, Body.closed_at,
    )
    .select_from(Body)
    .outerjoin(School, School.id == Body.school_id)
    .where(Body.kind.not_in(PRIVATE_KINDS))
    .order_by(Body.id)
)  # fmt: skip


def read(session: Session, after: Key | None, size: int) -> Page[BodyRow]:
    """One page, the oldest first: one query."""
    query = _ROWS.limit(size + 1)
    if after is not None:
        query = query.where(Body.id > after[0])
    rows = (
        BodyRow(row[0], Address(f"/raad/{row[0]}"), row[1], row[2], row[3] or None, row[4] or None, *row[5:])
        for row in session.execute(query)
    )
    return cut((((row.id,), row) for row in rows), size)


BODIES = DataSet(
    "bodies",
    _("Råd"),
    _("Elevråd, ungeråd, udvalg og Bytinget. Klasser og medlemmer er ikke med."),
    BodyRow,
    1,
    read,
)
