"""The public list and its feed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlencode

from flask import Response, render_template, request
from flask_babel import gettext
from markupsafe import Markup

from youthvoice.core.i18n import locale_code
from youthvoice.core.keyset import EPOCH, whole_number
from youthvoice.core.publicpage import public_page
from youthvoice.core.search import words_of
from youthvoice.core.templating import cached_url_for
from youthvoice.core.web import db_session, settings
from youthvoice.proposals import labels
from youthvoice.proposals.presenting import cards
from youthvoice.proposals.queries import listing
from youthvoice.proposals.queries.listing import Filters, ProposalRow, Sort
from youthvoice.proposals.rules import PUBLIC_STATUSES, ProposalStatus, Topic
from youthvoice.proposals.views.base import blueprint

MAX_SEARCH = 100
# Letters that may stand in a text but not in XML.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SORT_WORDS = {"nyeste": Sort.newest, "laengst": Sort.waiting}
# As they are offered: what waits first, then the outcomes.
STATUSES = tuple(status for status in ProposalStatus if status in PUBLIC_STATUSES)
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True)
class Chip:
    """A filter in use; ``url`` is the list without it."""

    text: str
    url: str


def filters_from(args: Mapping[str, str]) -> Filters:
    """What the address asks for; values that mean nothing are left out."""
    search = " ".join(args.get("q", "")[:MAX_SEARCH].split())
    status = _member(ProposalStatus, args.get("status"))
    return Filters(
        search=search if words_of(search) else "",
        topic=_member(Topic, args.get("emne")),
        school_id=whole_number(args.get("skole")),
        status=status if status in PUBLIC_STATUSES else None,
        sort=SORT_WORDS.get(args.get("sorter", ""), Sort.newest),
    )


def _member(enum: type[E], value: str | None) -> E | None:
    return next((member for member in enum if member.value == value), None)


def list_url(filters: Filters, cursor: str | None = None, endpoint: str = "proposals.list_proposals") -> str:
    """The address of the list (or its feed) with these filters."""
    asked = {
        "q": filters.search,
        "emne": filters.topic,
        "skole": filters.school_id,
        "status": filters.status,
        "sorter": "laengst" if filters.sort is Sort.waiting else None,
        "efter": cursor,
    }
    query = urlencode({name: str(value) for name, value in asked.items() if value})
    return f"{cached_url_for(endpoint)}?{query}" if query else cached_url_for(endpoint)


def chips(filters: Filters, schools: Sequence[tuple[int, str]]) -> list[Chip]:
    """The filters in use, each with the list without it."""
    found = []
    if filters.search:
        found.append(Chip(f"«{filters.search}»", list_url(replace(filters, search=""))))
    if filters.topic:
        found.append(Chip(labels.topic_labels()[filters.topic], list_url(replace(filters, topic=None))))
    if filters.school_id:
        name = dict(schools).get(filters.school_id) or gettext("En skole, vi ikke kender")
        found.append(Chip(name, list_url(replace(filters, school_id=None))))
    if filters.status:
        found.append(Chip(labels.status_labels()[filters.status], list_url(replace(filters, status=None))))
    if filters.sort is Sort.waiting:
        found.append(Chip(gettext("Længst ventetid først"), list_url(replace(filters, sort=Sort.newest))))
    return found


@blueprint.get("")
def list_proposals() -> Response:
    """The public list: one short query tells whether it has changed since it was drawn last."""
    filters, cursor = filters_from(request.args), request.args.get("efter")
    found = listing.list_page(db_session(), filters, cursor) if filters.search else None

    def stamp() -> object:
        if found is None:
            return listing.list_stamp(db_session(), filters, cursor)
        return _names(found.items), found.next_cursor, listing.school_names(db_session())

    def render() -> str:
        page = found or listing.list_page(db_session(), filters, cursor)
        schools = listing.school_names(db_session())
        return render_template(
            "proposals/list.html",
            cards=cards(page.items),
            filter_form=_filter_form(filters, tuple(schools)),
            is_filtered=filters != Filters(),
            next_url=list_url(filters, page.next_cursor) if page.next_cursor else None,
            first_url=list_url(filters),
            is_first=not cursor,
            feed_url=list_url(filters, endpoint="proposals.feed"),
        )

    return public_page(stamp, render)


def _filter_form(filters: Filters, schools: tuple[tuple[int, str], ...]) -> Markup:
    # What people typed is not kept: it would push out what everybody asks for.
    draw = _draw_form.__wrapped__ if filters.search else _draw_form
    return draw(filters, schools, locale_code(), request.script_root)


@lru_cache(maxsize=512)
def _draw_form(filters: Filters, schools: tuple[tuple[int, str], ...], _locale: str, _root: str) -> Markup:
    page = render_template(
        "proposals/_filters.html",
        filters=filters,
        chips=chips(filters, schools),
        schools=schools,
        topics=labels.topic_labels(),
        statuses=labels.status_labels(),
        status_choices=STATUSES,
    )
    return Markup(page)  # noqa: S704  # our own template, which escapes


def _names(rows: list[ProposalRow]) -> list[tuple[object, ...]]:
    """What tells one state of a row from another; author and school have no part in the proposal's version."""
    return [(row.id, row.version, row.author, row.where, row.holder) for row in rows]


@blueprint.get("/feed.atom")
def feed() -> Response:
    """The newest of the same list, for a feed reader."""
    filters = replace(filters_from(request.args), sort=Sort.newest)
    rows = listing.list_page(db_session(), filters).items
    site = settings().base_url.rstrip("/")

    def render() -> str:
        text = render_template(
            "proposals/feed.xml",
            entries=list(zip(cards(rows), rows, strict=True)),
            site=site,
            list_url=site + list_url(filters),
            feed_url=site + list_url(filters, endpoint="proposals.feed"),
            updated=max((row.changed_at for row in rows), default=EPOCH),
        )
        return NOT_XML.sub("", text)

    return public_page(_names(rows), render, "application/atom+xml; charset=utf-8")
