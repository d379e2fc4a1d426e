"""The pools of a council on its own page: how they stand, until when one may apply, and what is left."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from youthvoice.core.clock import now
from youthvoice.core.templating import cached_url_for
from youthvoice.grants.labels.pools import STATE_KINDS, STATE_LABELS
from youthvoice.grants.models import Pool
from youthvoice.grants.presenting.pool_cards import deadline
from youthvoice.grants.queries.public import Round


@dataclass(frozen=True, slots=True)
class PoolLine:
    """One pool; øre. ``total`` is 0 before there is money in it."""

    url: str
    title: str
    until: str
    kind: str
    label: str
    left: int
    total: int


def pool_lines(told: str | None) -> list[PoolLine]:
    """What ``queries/on_body.py: pools_column`` read, in words."""
    return [_line(one) for one in json.loads(told or "[]") or []]


def _line(one: dict[str, Any]) -> PoolLine:
    # A copy that belongs to no session: only whether it is open, and where it stands, is asked of it.
    pool = Pool(
        id=one["id"], is_rolling=bool(one["rolling"]), opened_at=now(), closed_at=_moment(one["closed"]),
        ended_at=_moment(one["ended"]),
    )  # fmt: skip
    closes_at = _moment(one["closes"])
    coming = None
    if closes_at is not None:
        coming = Round(one["round"], date.fromisoformat(one["opens"]), closes_at, date.fromisoformat(one["decides"]))
    return PoolLine(
        url=cached_url_for("grants.pool", pool_id=pool.id),
        title=f"{one['name']} {one['year']}",
        until=deadline(pool, coming, now()).text,
        kind=STATE_KINDS[pool.state],
        label=str(STATE_LABELS[pool.state]),
        left=one["left"] or 0,
        total=one["total"] or 0,
    )


def _moment(told: str | None) -> datetime | None:
    if told is None:
        return None
    moment = datetime.fromisoformat(told)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
