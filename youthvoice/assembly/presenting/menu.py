"""The tabs of a year's pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.core.templating import cached_url_for

PAGES: tuple[tuple[str, LazyString], ...] = (
    ("assembly.year", _("Året")),
    ("assembly.motions", _("Forslag")),
    ("assembly.day_agenda", _("Dagen")),
    ("assembly.resolutions", _("Beslutninger")),
)
"""Endpoint (which takes the year), and what it is called."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a year."""

    url: str
    label: str
    is_here: bool


def year_menu(year: int, here: str | None = None) -> list[Tab]:
    """The pages of a year; ``here`` names the endpoint of the tab that a page below it belongs to. No query."""
    return list(_tabs(year, here or request.endpoint))


def year_url(endpoint: str, year: int) -> str | None:
    """The address of a page of a year; None where the product has no such page."""
    return cached_url_for(endpoint, year=year) if endpoint in current_app.view_functions else None


def _tabs(year: int, here: str | None) -> Iterator[Tab]:
    for endpoint, label in PAGES:
        url = year_url(endpoint, year)
        if url is not None:
            yield Tab(url, str(label), endpoint == here)
