"""From rows to what the front page says."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext

from youthvoice.core.i18n import format_number
from youthvoice.pages.queries import Achievement, Numbers
from youthvoice.proposals import labels
from youthvoice.proposals.presenting import age
from youthvoice.proposals.queries.listing import Filters, Sort
from youthvoice.proposals.rules import ProposalStatus, excerpt
from youthvoice.proposals.views.listing import list_url

__all__ = ["AchievementView", "Stat", "achievements", "age", "stats"]
QUOTED = 220


@dataclass(frozen=True)
class Stat:
    """One honest number and the list behind it."""

    kind: str
    label: str
    value: str
    url: str


@dataclass(frozen=True)
class AchievementView:
    """A yes or a partly, with the beginning of the answer and who gave it."""

    id: int
    title: str
    kind: str
    label: str
    words: str
    person: str
    when: str


def stats(numbers: Numbers) -> list[Stat]:
    """The numbers of the front page, what was achieved first; none of them is left out for being unflattering."""
    outcomes = [
        (ProposalStatus.yes, numbers.yes), (ProposalStatus.partly, numbers.partly), (ProposalStatus.no, numbers.no),
        (ProposalStatus.passed_on, numbers.passed_on),
    ]  # fmt: skip
    words, waiting = labels.status_labels(), list_url(Filters(sort=Sort.waiting))
    overdue = format_number(numbers.overdue)
    if numbers.has_more_overdue:
        overdue = gettext("%(number)s+", number=overdue)
    return [
        *(Stat(labels.STATUS_KINDS[s], words[s], format_number(n), list_url(Filters(status=s))) for s, n in outcomes),
        Stat("waiting", gettext("Venter"), format_number(numbers.waiting), waiting),
        Stat("overdue", gettext("Over fristen"), overdue, waiting),
    ]


def achievements(rows: Iterable[Achievement]) -> list[AchievementView]:
    """The rows in the words of the page's language; the explanation itself stays in the words it was given in."""
    words = labels.status_labels()
    return [
        AchievementView(
            id=row.id, title=row.title, kind=labels.STATUS_KINDS[row.status], label=words[row.status],
            words=excerpt(row.explanation, QUOTED), when=age(row.answered_at),
            person=", ".join(part for part in (row.contact_name, row.contact_title) if part),
        )
        for row in rows
    ]  # fmt: skip
