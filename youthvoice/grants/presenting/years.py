"""Pools compared over the years: their money, how many applied, and what it went to. Small numbers are kept back."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from youthvoice.core.charts import BarChart, Drawing, Missing, Series, StackedBar, Unit, Value, YearColumns, draw
from youthvoice.core.suppressing import FEWEST
from youthvoice.grants.labels.applying import AGE_BAND_LABELS
from youthvoice.grants.labels.money import ACCOUNT_KINDS, ACCOUNT_LABELS, SHOWN
from youthvoice.grants.models import Dimension
from youthvoice.grants.queries.public import Counts, PoolMoney
from youthvoice.grants.rules.applications import AgeBand
from youthvoice.grants.rules.publishing import Counted, Told, told
from youthvoice.proposals.labels import topic_labels, whole_municipality
from youthvoice.proposals.rules import Topic

MOST_YEARS = 5
BY: dict[Dimension, tuple[LazyString, LazyString]] = {
    Dimension.topic: (_("Emne"), _("Hvad gik pengene til?")),
    Dimension.school: (_("Skole"), _("Hvilke skoler fik penge?")),
    Dimension.age_band: (_("Alder"), _("Hvem var det for?")),
}
"""What the rows are called, and the question that the chart answers."""


@dataclass(frozen=True, slots=True)
class YearsPage:
    """All that the page shows. ``councils``: (id, name, is chosen)."""

    councils: list[tuple[int, str, bool]]
    charts: list[Drawing]
    by: list[Drawing]
    newest: str
    """The pool that the charts by topic, school and age are about."""
    fewest: int


def of_council(pools: Sequence[PoolMoney], body_id: int | None) -> list[PoolMoney]:
    """The pools of that council (else of the one with the newest pool), the oldest first, as many as are compared."""
    bodies = [one.pool.body_id for one in pools]
    chosen = body_id if body_id in bodies else (bodies[0] if bodies else None)
    return [one for one in pools if one.pool.body_id == chosen][:MOST_YEARS][::-1]


def read_years(every: Sequence[PoolMoney], pools: list[PoolMoney], counts: dict[int, Counts]) -> YearsPage:
    """No query."""
    chosen = pools[-1].pool.body_id if pools else None
    names = {one.pool.body_id: one.pool.body.name for one in every}
    return YearsPage(
        councils=[(body_id, name, body_id == chosen) for body_id, name in names.items()],
        charts=[draw(_money_chart(pools)), draw(_number_chart(pools))] if pools else [],
        by=[draw(_by(dimension, pools, counts)) for dimension in BY] if pools else [],
        newest=_name(pools[-1], pools) if pools else "",
        fewest=FEWEST,
    )


def _name(one: PoolMoney, pools: Sequence[PoolMoney]) -> str:
    """The year; with its name where there are several of that year."""
    same = [other for other in pools if other.pool.year == one.pool.year]
    return str(one.pool.year) if len(same) == 1 else f"{one.pool.year} {one.pool.name}"


def _money_chart(pools: list[PoolMoney]) -> StackedBar:
    return StackedBar(
        id="years-money",
        title=gettext("Hvor pengene blev af, år for år"),
        description=gettext("En bjælke for hvert år. Den er delt op efter, hvor pengene er nu."),
        row_heading=gettext("År"),
        rows=tuple(_name(one, pools) for one in pools),
        series=tuple(
            Series(
                str(ACCOUNT_LABELS[account]),
                tuple(int(getattr(one.balance, account.value)) for one in pools),
                Unit.MONEY,
                ACCOUNT_KINDS[account],
            )
            for account in SHOWN
        ),
        whole=gettext("I alt"),
    )


def _number_chart(pools: list[PoolMoney]) -> YearColumns | BarChart:
    """Columns have room for a year, not for the name of a pool."""
    names = tuple(_name(one, pools) for one in pools)
    chart = YearColumns if all(name.isdigit() for name in names) else BarChart
    return chart(
        id="years-number",
        title=gettext("Hvor mange søgte, og hvor mange fik"),
        description=gettext("For hvert år: alle ansøgninger, og dem, der fik penge."),
        row_heading=gettext("År"),
        rows=names,
        series=(
            Series(gettext("Søgte"), tuple(_enough(one.applications) for one in pools), kind="waiting"),
            Series(gettext("Fik penge"), tuple(_enough(one.awards) for one in pools), kind="yes"),
        ),
    )


def _enough(count: int) -> Value:
    return count if count == 0 or count >= FEWEST else Missing.TOO_FEW


def _by(dimension: Dimension, pools: list[PoolMoney], counts: dict[int, Counts]) -> BarChart:
    """The newest pool and the one before, side by side; the numbers of the newest in the table."""
    shown = pools[-2:][::-1]
    names = _names(dimension, [counts.get(one.pool.id, Counts([])) for one in shown])
    found = [told_by(counts.get(one.pool.id, Counts([])), dimension) for one in shown]
    heading, title = BY[dimension]
    newest = found[0]
    return BarChart(
        id=f"by-{dimension.value.replace('_', '-')}",
        title=str(title),
        description=gettext("En bjælke for hver: så mange kroner er bevilget og ikke givet tilbage."),
        row_heading=str(heading),
        rows=tuple(names.values()),
        series=tuple(
            Series(_name(one, pools), tuple(_value(told, key, "amount") for key in names), Unit.MONEY)
            for one, told in zip(shown, found, strict=True)
        ),
        more=(
            Series(gettext("Fik penge"), tuple(_value(newest, key, "awards") for key in names)),
            Series(gettext("Søgte"), tuple(_value(newest, key, "applications") for key in names)),
        ),
    )


def told_by(counts: Counts, dimension: Dimension) -> dict[str, Told]:
    """The counts of a pool by one thing, as they are told."""
    return told({one.key: Counted(one.applications, one.awards, one.amount) for one in counts.of(dimension)})


def _value(found: dict[str, Told], key: str, name: str) -> Value:
    one = found.get(key)
    if one is None:
        return 0
    value: int | None = getattr(one, name)
    return Missing.TOO_FEW if value is None else value


def _names(dimension: Dimension, counts: Sequence[Counts]) -> dict[str, str]:
    """Every key and what it is called, in the order in which they are shown. Where nobody applied, nothing is told."""
    if dimension is Dimension.topic:
        return {topic.value: topic_labels()[topic] for topic in Topic}
    if dimension is Dimension.age_band:
        return {band.value: str(AGE_BAND_LABELS[band]) for band in AgeBand}
    schools = {one.key: one.name for found in counts for one in found.of(dimension) if one.name}
    return {"": whole_municipality(), **dict(sorted(schools.items(), key=lambda pair: pair[1]))}
