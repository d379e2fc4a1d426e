"""From rows to cards: everything a card says, ready made, so that twenty of them call nothing while they are drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.clock import local_date, today
from youthvoice.core.i18n import format_day, locale_code
from youthvoice.core.templating import cached_url_for
from youthvoice.proposals import labels
from youthvoice.proposals.clock import clock_line, clock_of, status_word
from youthvoice.proposals.queries.detail import Shown
from youthvoice.proposals.queries.listing import ProposalRow
from youthvoice.proposals.rules import excerpt


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal in a list, in the words of the page's language."""

    id: int
    title: str
    excerpt: str
    url: str
    topic: str
    topic_label: str
    where_label: str
    author_label: str
    status_kind: str
    status_label: str
    due_line: str
    endorsement_count: int
    comment_count: int
    age_label: str
    # Lists show no pictures: a page stays small, and a proposal without one counts the same.
    thumb_url: None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever reads a proposal's page, and what they may do there; asked once, not at every button."""

    is_signed_in: bool = False
    is_adult: bool = False
    is_author: bool = False
    is_coauthor: bool = False
    may_edit: bool = False
    may_withdraw: bool = False
    may_invite: bool = False
    may_endorse: bool = False
    may_follow: bool = False
    may_wish: bool = False
    may_ask: bool = False
    may_supply: bool = False
    may_bring: bool = False


VISITOR = Reader()


def reader_of(shown: Shown) -> Reader:
    """The reader of this request; nothing is asked for a visitor, who may nothing."""
    if not current_user.is_authenticated:
        return VISITOR
    person = current_user._get_current_object()
    return Reader(
        is_signed_in=True,
        is_adult=person.is_adult,
        is_author=person.id == shown.author_id,
        is_coauthor=person.id in shown.coauthor_ids,
        may_edit=can(person, "proposal.edit", shown),
        may_withdraw=can(person, "proposal.withdraw", shown),
        may_invite=can(person, "proposal.invite", shown),
        may_endorse=can(person, "proposal.endorse", shown),
        may_follow=can(person, "proposal.follow", shown),
        may_wish=can(person, "proposal.wish_clearer", shown),
        may_ask=can(person, "proposal.ask", shown),
        may_supply=can(person, "proposal.supply_more", shown),
        may_bring=shown.has_seats and shown.listed_at is not None,
    )


def cards(rows: Iterable[ProposalRow]) -> list[Card]:
    """The rows as cards."""
    topics, statuses, everywhere = labels.topic_labels(), labels.status_labels(), labels.whole_municipality()
    locale, day, base = locale_code(), today(), cached_url_for("proposals.list_proposals")
    return [
        Card(
            id=row.id,
            title=row.title,
            excerpt=excerpt(row.text),
            url=f"{base}/{row.id}",
            topic=row.topic.value,
            topic_label=topics[row.topic],
            where_label=row.where or everywhere,
            author_label=row.author,
            status_kind=labels.status_kind(row.status, row.answer_due_on, day),
            status_label=status_word(clock_of(row), statuses[row.status]),
            due_line=_holder_line(row.holder, locale) or clock_line(clock_of(row)),
            endorsement_count=row.endorsement_count,
            comment_count=row.comment_count,
            age_label=_age(local_date(row.listed_at), day, locale) if row.listed_at else "",
        )
        for row in rows
    ]


@lru_cache(maxsize=512)
def _holder_line(holder: str | None, _locale: str) -> str:
    return gettext("Hos %(body)s", body=holder) if holder else ""


@lru_cache(maxsize=4096)
def _age(then: date, day: date, _locale: str) -> str:
    if then >= day:
        return gettext("i dag")
    if then == day - timedelta(days=1):
        return gettext("i går")
    return format_day(then, year=then.year != day.year)


def age(moment: datetime) -> str:
    """«i dag», «i går», «14. marts», and with the year where it is another."""
    return _age(local_date(moment), today(), locale_code())
