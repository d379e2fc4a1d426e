"""Elections and polls that were counted and that anyone may read about; how people voted stands in the published file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from youthvoice.core.keyset import Page
from youthvoice.core.suppressing import FEWEST
from youthvoice.insight.data.cursors import Key, micros, moment
from youthvoice.insight.data.shape import Address, AnySelect, DataSet, cut
from youthvoice.voting.models import Contest, PublishedFile
from youthvoice.voting.rules.methods import Method


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One vote."""

    id: Annotated[int, _("Afstemningens nummer")]
    url: Annotated[Address, _("Siden med resultatet")]
    title: Annotated[str, _("Hvad der blev stemt om")]
    held_by: Annotated[str, _("Det valg eller råd, den hører til")]
    method: Annotated[Method, _("Hvordan der blev stemt og talt op")]
    seats: Annotated[int, _("Pladser")]
    quorum_percent: Annotated[int, _("Så mange procent skulle stemme. 0: ingen regel")]
    opened_at: Annotated[datetime | None, _("Da man kunne begynde at stemme. Tomt: ingen skulle stemme")]
    closes_at: Annotated[datetime, _("Da det sluttede")]
    counted_at: Annotated[datetime, _("Da der blev talt op")]
    might_vote: Annotated[int | None, _("Hvor mange der måtte stemme. Tomt: for få til at vise")]
    voted: Annotated[int | None, _("Hvor mange der stemte. Tomt: for få til at vise")]
    file_url: Annotated[Address | None, _("Filen, som alle kan tælle efter i")]


_ROWS: AnySelect = (
    select(
        Contest.id, Contest.title, Contest.owner_title, Contest.method, Contest.seats, Contest.quorum_percent,
        Contest.opened_at, Contest.closes_at, Contest.counted_at, Contest.roll_size, Contest.taken_part,
        PublishedFile.contest_id,
    )
    .select_from(Contest)
    .outerjoin(PublishedFile, PublishedFile.contest_id == Contest.id)
    .where(Contest.is_public, Contest.counted_at.is_not(None))
    .order_by(Contest.closes_at.desc(), Contest.id.desc())
)  # fmt: skip


def read(session: Session, after: Key | None, size: int) -> Page[VoteRow]:
    """One page, the last to close first: one query."""
    query = _ROWS.limit(size + 1)
    if after is not None:
        query = query.where(tuple_(Contest.closes_at, Contest.id) < (moment(after[0]), after[1]))
    rows = (_row(row) for row in session.execute(query))
    return cut((((micros(row.closes_at), row.id), row) for row in rows), size)


def _row(row: Any) -> VoteRow:
    page = f"/afstemninger/{row[0]}"
    file_url = Address(f"{page}/optaelling.jsonl") if row[11] is not None else None
    values: list[Any] = [row[0], Address(f"{page}/resultat"), *row[1:9], _told(row[9]), _told(row[10]), file_url]
    return VoteRow(*values)


def _told(count: int) -> int | None:
    return None if 0 < count < FEWEST else count


VOTES = DataSet(
    "votes",
    _("Valg og afstemninger"),
    _("Alle åbne valg og afstemninger, der er talt op. Hver har en fil, så du selv kan tælle efter."),
    VoteRow,
    2,
    read,
)
