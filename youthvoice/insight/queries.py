"""Reads of the counted figures: a few rows, whatever the number of cases."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Unit
from youthvoice.core.charts import Missing, Value
from youthvoice.core.errors import NotFound
from youthvoice.insight.models import ALL, Scorecard
from youthvoice.insight.rules import FEW, Figures, Measure

# The Danish alphabet ends with æ, ø, å; Unicode has them in another order.
_ORDER = str.maketrans("æøå", "{|}")


@dataclass(frozen=True)
class Counted:
    """The figures of one unit, or of all, by year."""

    unit_id: int | None
    name: str
    """Empty for all units together."""
    by_year: dict[int, Figures] = field(default_factory=dict)

    def value(self, year: int, measure: Measure) -> Value:
        """A figure as a chart takes it."""
        figure = self.by_year.get(year, {}).get(measure.value)
        return Missing.TOO_FEW if isinstance(figure, str) else figure

    def has_any(self, year: int) -> bool:
        """Something was counted that year, be it too little to show."""
        return any(figure == FEW or figure for figure in self.by_year.get(year, {}).values())


@dataclass(frozen=True)
class Scorecards:
    """All that is counted: a row for all, and one for each unit, in alphabetical order."""

    counted_at: datetime
    everyone: Counted
    units: list[Counted]

    @property
    def years(self) -> list[int]:
        """Oldest first."""
        return sorted(self.everyone.by_year)


def counted_at(session: Session) -> datetime | None:
    """When it was counted last; None: never."""
    return session.scalar(select(func.max(Scorecard.counted_at)))


def stamp(session: Session) -> tuple[object, ...]:
    """Names what the pages show: the count, and the units' names."""
    parts = select(func.max(Scorecard.counted_at)), select(func.sum(Unit.version)), select(func.count(Unit.id))
    return tuple(session.execute(select(*(part.scalar_subquery() for part in parts))).one())


def scorecards(session: Session, unit_id: int | None = None) -> Scorecards | None:
    """Everything that is counted, or that of one unit and of all; None where nothing is. One query."""
    query = select(Scorecard, Unit.name).outerjoin(Unit, Unit.id == Scorecard.unit_id)
    if unit_id is not None:
        query = query.where(Scorecard.scope.in_((ALL, unit_id)))
    found: dict[int, Counted] = {}
    moment = None
    for row, name in session.execute(query.order_by(Scorecard.year)):
        card = found.setdefault(row.scope, Counted(row.unit_id, name or ""))
        card.by_year[row.year], moment = row.figures, row.counted_at
    everyone = found.pop(ALL, None)
    if everyone is None or moment is None:
        return None
    return Scorecards(moment, everyone, sorted(found.values(), key=lambda card: in_order(card.name)))


def get_unit(session: Session, unit_id: int) -> Unit:
    """The unit. Raises NotFound."""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound
    return unit


def in_order(word: str) -> str:
    """Sorts as a Danish dictionary does, capitals or not."""
    return word.casefold().translate(_ORDER)
