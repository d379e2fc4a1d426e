"""The pages of a grant after the yes: their menu, and the letter in its parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.templating import cached_url_for
from youthvoice.grants.models import Application
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.menu import MenuItem
from youthvoice.grants.rules.applications import ApplicationStatus

PAGES: tuple[tuple[str, str, LazyString], ...] = (
    ("letter", "grant.follow", _("Brevet")),
    ("payments", "grant.follow", _("Penge")),
    ("bank", "grant.bank", _("Konto")),
    ("milestones", "grant.follow", _("Plan")),
    ("changes", "grant.follow", _("Ændringer")),
    ("accounts", "grant.follow", _("Regnskab")),
)
"""The short name of an endpoint, what it takes to open it, and what it is called."""


BULLET = "• "


@dataclass(frozen=True)
class LetterPart:
    """A heading and the lines below it."""

    title: str
    lines: tuple[str, ...]

    @property
    def blocks(self) -> list[tuple[bool, list[str]]]:
        """The lines as a page shows them: (is a list, its lines), where lines with a bullet stand together."""
        groups = groupby(self.lines, key=lambda line: line.startswith(BULLET))
        return [(is_list, [line.removeprefix(BULLET) for line in lines]) for is_list, lines in groups]


def after_menu(application: Application, place: Place) -> list[MenuItem]:
    """The pages that whoever reads may open; no query. Once it is over, no account is known any more."""
    return list(_items(application, place))


def letter_parts(words: str) -> list[LetterPart]:
    """A letter as it was frozen: parts with a blank line between, each under its heading."""
    parts = (part.split("\n") for part in words.split("\n\n") if part)
    return [LetterPart(first, tuple(lines)) for first, *lines in parts]


def _items(application: Application, place: Place) -> Iterator[MenuItem]:
    for page, needed, text in PAGES:
        endpoint = f"grants.{page}"
        is_gone = page == "bank" and application.status in (ApplicationStatus.closed, ApplicationStatus.given_up)
        if can(current_user, needed, place) and not is_gone:
            url = cached_url_for(endpoint, application_id=application.id)
            yield MenuItem(url, str(text), request.endpoint == endpoint)
