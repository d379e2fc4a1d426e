"""The menu of a pool's pages: what the reader may open."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.templating import cached_url_for
from youthvoice.grants.place import Place

OPEN_TO_ALL: tuple[tuple[str, LazyString], ...] = (("pool", _("Puljen")), ("decisions", _("Bevillinger")))
BY_PERMISSION: tuple[tuple[str, str, LazyString], ...] = (
    ("desk", "pool.desk", _("Rådets bord")),
    ("ledger", "pool.ledger", _("Kassebog")),
    ("pool_accounts", "pool.payments", _("Regnskaber")),
    ("pool_payments", "pool.payments", _("Betalinger")),
    ("manage", "pool.manage", _("Regler")),
    ("rounds", "pool.manage", _("Runder")),
    ("officers", "pool.manage", _("Ansvarlige")),
)
"""The short name of an endpoint, what it takes to open it, and what it is called."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One page of a pool."""

    url: str
    label: str
    is_here: bool


def pool_menu(pool_id: int, place: Place) -> list[MenuItem]:
    """The pages of a pool that whoever reads may open; no query."""
    return list(_items(pool_id, place))


def _items(pool_id: int, place: Place) -> Iterator[MenuItem]:
    allowed = [
        *OPEN_TO_ALL,
        *((page, text) for page, needed, text in BY_PERMISSION if can(current_user, needed, place)),
    ]
    for page, text in allowed:
        endpoint = f"grants.{page}"
        yield MenuItem(cached_url_for(endpoint, pool_id=pool_id), str(text), request.endpoint == endpoint)
