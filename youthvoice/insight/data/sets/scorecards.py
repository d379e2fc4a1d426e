"""The figures of «Sådan svarer kommunen», one a row; what rests on too few people is kept back already where they are stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from flask_babel import lazy_gettext as _
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Unit
from youthvoice.core.keyset import Page
from youthvoice.insight.data.cursors import Key
from youthvoice.insight.data.shape import DataSet, cut
from youthvoice.insight.labels import COLUMNS
from youthvoice.insight.models import Scorecard
from youthvoice.insight.rules import Measure
from youthvoice.insight.rules.measures import FEW, Kind, kind_of

MEASURES = tuple(COLUMNS)
LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure."""

    year: Annotated[int, _("År")]
    unit_id: Annotated[int | None, _("Enhedens nummer. Tomt: hele kommunen")]
    unit: Annotated[str | None, _("Enhedens navn. Tomt: hele kommunen")]
    measure: Annotated[Measure, _("Hvad der er talt")]
    kind: Annotated[Kind, _("Om tallet er et antal, procent eller dage")]
    value: Annotated[float | None, _("Tallet. Tomt: intet at tælle, eller for få til at vise")]
    is_withheld: Annotated[bool, _("Der er for få mennesker bag tallet til at vise det")]
    counted_at: Annotated[datetime, _("Da tallene blev talt op")]


def read(session: Session, after: Key | None, size: int) -> Page[FigureRow]:
    """One page, by year, unit and measure: one query."""
    year, scope, last = after or (0, 0, -1)
    query = select(Scorecard, Unit.name).outerjoin(Unit, Unit.id == Scorecard.unit_id)
    query = query.where(tuple_(Scorecard.year, Scorecard.scope) >= (min(year, LAST_YEAR), scope))
    query = query.order_by(Scorecard.year, Scorecard.scope).limit(size // len(MEASURES) + 3)
    found = (pair for card, name in session.execute(query) for pair in _rows(card, name))
    return cut((pair for pair in found if pair[0] > (year, scope, last)), size)


def _rows(card: Scorecard, name: str | None) -> Iterator[tuple[Key, FigureRow]]:
    for number, measure in enumerate(MEASURES):
        figure = card.figures.get(measure.value)
        is_withheld = figure == FEW
        value = None if is_withheld else figure
        told = card.year, card.unit_id, name, measure, kind_of(measure), value, is_withheld, card.counted_at
        yield (card.year, card.scope, number), FigureRow(*told)


SCORECARDS = DataSet(
    "scorecards",
    _("Sådan svarer kommunen"),
    _("Tal for hvert år og hver enhed: hvor hurtigt de svarer, hvad de svarer, og om løfter bliver holdt."),
    FigureRow,
    3,
    read,
)
