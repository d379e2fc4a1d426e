"""A person's own applications as cards: where each stands, what to do now, and by when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from youthvoice.core.clock import local_date
from youthvoice.core.i18n import format_day
from youthvoice.core.templating import cached_url_for
from youthvoice.grants.labels.applying import STATUS_KINDS, STATUS_LABELS
from youthvoice.grants.queries.mine import OwnRow
from youthvoice.grants.rules.applications import ApplicationStatus

_S = ApplicationStatus


@dataclass(frozen=True, slots=True)
class OwnCard:
    """One application. ``is_theirs``: the group must do something now; ``is_late``: its day has passed."""

    url: str
    title: str
    pool: str
    asked: int
    """Øre; 0 where nothing is written yet."""
    status_kind: str
    status_label: str
    todo: str
    is_theirs: bool
    is_late: bool
    has_open_notes: bool
    notes_url: str


def own_card(row: OwnRow, today: date) -> OwnCard:
    """The card of one application, with the way to what should happen next."""
    one = row.application
    is_late = one.status is _S.accepted and one.accounts_due_on is not None and one.accounts_due_on < today
    return OwnCard(
        url=_next_page(row),
        title=one.title or gettext("Kladde uden titel"),
        pool=one.pool.name,
        asked=one.asked,
        status_kind="overdue" if is_late else STATUS_KINDS[one.status],
        status_label=str(STATUS_LABELS[one.status]),
        todo=_TODO[one.status](row, today),
        is_theirs=one.status in _THEIRS,
        is_late=is_late,
        has_open_notes=row.has_open_notes,
        notes_url=cached_url_for("grants.notes", application_id=one.id),
    )


_THEIRS = frozenset({_S.draft, _S.needs_more, _S.granted, _S.accepted})
_PAGES = {_S.needs_more: "grants.tell_more", _S.granted: "grants.letter"}


def _next_page(row: OwnRow) -> str:
    one = row.application
    if one.status is _S.draft:
        return cached_url_for("grants.write", application_id=one.id, step="hvad")
    return cached_url_for(_PAGES.get(one.status, "grants.application"), application_id=one.id)


def _draft(row: OwnRow, _today: date) -> str:
    if row.closes_at is not None:
        return gettext("Skriv videre. Send senest %(day)s.", day=format_day(local_date(row.closes_at)))
    return gettext("Skriv videre. Kun I kan se kladden.")


def _submitted(row: OwnRow, _today: date) -> str:
    if row.answer_due_on is not None:
        return gettext("I behøver ikke gøre noget nu. I får svar senest %(day)s.", day=format_day(row.answer_due_on))
    return gettext("I behøver ikke gøre noget nu. Rådet læser den.")


def _accepted(row: OwnRow, today: date) -> str:
    due = row.application.accounts_due_on
    if due is None:
        return gettext("Lav jeres regnskab, når I er færdige.")
    if due < today:
        return gettext("Jeres regnskab skulle være sendt %(day)s. Send det nu.", day=format_day(due))
    return gettext("Send jeres regnskab senest %(day)s.", day=format_day(due))


def _always(words: Callable[[], str]) -> Callable[[OwnRow, date], str]:
    return lambda _row, _today: words()


_TODO: dict[ApplicationStatus, Callable[[OwnRow, date], str]] = {
    _S.draft: _draft,
    _S.submitted: _submitted,
    _S.needs_more: _always(lambda: gettext("Rådet vil vide mere. Svar, så går det videre.")),
    _S.withdrawn: _always(lambda: gettext("I har trukket den tilbage.")),
    _S.rejected: _always(lambda: gettext("I fik nej. Læs hvorfor, og hvad I kan gøre.")),
    _S.granted: _always(lambda: gettext("I fik ja. Læs brevet, og sig ja til det.")),
    _S.accepted: _accepted,
    _S.accounting: _always(lambda: gettext("Regnskabet er sendt. I behøver ikke gøre noget nu.")),
    _S.closed: _always(lambda: gettext("Færdig. Regnskabet er godkendt.")),
    _S.given_up: _always(lambda: gettext("I gav pengene fra jer.")),
}
