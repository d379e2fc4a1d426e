"""Pools as the front page and their own pages show them: what is left, until when one may apply, and where to."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from youthvoice.core.charts import Drawing
from youthvoice.core.clock import local_date
from youthvoice.core.i18n import format_day, format_moment
from youthvoice.core.templating import cached_url_for
from youthvoice.grants.labels.pools import STATE_KINDS, STATE_LABELS
from youthvoice.grants.models import Pool
from youthvoice.grants.presenting.money import money_drawing
from youthvoice.grants.queries.public import PoolMoney, Round
from youthvoice.grants.rules.pools import PoolState, takes_applications


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when one may apply, in words, and whether one may today. ``apply_url`` is None where one may not."""

    text: str
    decides: str
    apply_url: str | None


@dataclass(frozen=True, slots=True)
class PoolCard:
    """A pool in short; øre."""

    pool: Pool
    url: str
    left: int
    total: int
    kind: str
    label: str
    deadline: Deadline
    drawing: Drawing | None


def pool_card(money: PoolMoney, coming: Round | None, moment: datetime) -> PoolCard:
    """No query."""
    pool = money.pool
    return PoolCard(
        pool=pool,
        url=cached_url_for("grants.pool", pool_id=pool.id),
        left=money.balance.allocation,
        total=money.balance.total,
        kind=STATE_KINDS[pool.state],
        label=str(STATE_LABELS[pool.state]),
        deadline=deadline(pool, coming, moment),
        drawing=money_drawing(money, f"pool-{pool.id}", gettext("Pengene i %(name)s", name=pool.name)),
    )


def deadline(pool: Pool, coming: Round | None, moment: datetime) -> Deadline:
    """What is true at that moment; ``coming`` is the round whose deadline comes next."""
    opens_on = coming.opens_on if coming is not None else None
    may = takes_applications(
        pool.state, is_rolling=pool.is_rolling, round_opens_on=opens_on, day=local_date(moment)
    )  # fmt: skip
    decides = ""
    if pool.state is PoolState.open and coming is not None:
        decides = gettext("Rådet bestemmer %(day)s.", day=format_day(coming.decides_on))
    apply_url = cached_url_for("grants.start", pool_id=pool.id) if may else None
    return Deadline(_until(pool, coming, may=may), decides, apply_url)


def _until(pool: Pool, coming: Round | None, *, may: bool) -> str:
    if pool.state is PoolState.planned:
        return gettext("Puljen er ikke åbnet endnu.")
    if pool.state is not PoolState.open:
        return gettext("Man kan ikke søge mere i år.")
    if may and coming is not None:
        return gettext("Søg senest %(when)s.", when=format_moment(coming.closes_at))
    if may:
        return gettext("Du kan søge hele året.")
    if coming is not None:
        return gettext("Du kan søge fra %(day)s.", day=format_day(coming.opens_on))
    return gettext("Der er ingen frist lige nu.")
