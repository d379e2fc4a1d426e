"""Decisions as the lists show them."""

from dataclasses import dataclass

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from youthvoice.core.i18n import format_day, format_money
from youthvoice.core.keyset import Page
from youthvoice.core.templating import cached_url_for
from youthvoice.grants.labels.applying import STATUS_KINDS, STATUS_LABELS
from youthvoice.grants.models import Dimension
from youthvoice.grants.queries.decisions import Asked, Decision, Shown
from youthvoice.grants.queries.public import Counts
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import AwardOutcome
from youthvoice.proposals.labels import TOPIC_LABELS, topic_labels, whole_municipality


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One row. Without ``url`` it is told to nobody what it was about."""

    url: str | None
    title: str
    sub: str
    rule: str
    kind: str
    label: str
    iso: str


def decision_line(one: Decision) -> DecisionLine:
    """No query."""
    when = format_day(one.decided_at)
    kind, label = _standing(one)
    if not one.is_listed:
        title = gettext("Et afslag") if one.outcome is AwardOutcome.rejected else gettext("En bevilling")
        return DecisionLine(None, title, _joined(_amount(one), when), one.rule, kind, label, one.decided_at.isoformat())
    topic = topic_labels()[one.topic] if one.topic else ""
    sub = _joined(_amount(one), one.group_name, topic, one.school or whole_municipality(), when)
    url = cached_url_for("grants.application", application_id=one.application_id)
    rule = one.rule if one.outcome is not AwardOutcome.granted else ""
    return DecisionLine(url, one.title, sub, rule, kind, label, one.decided_at.isoformat())


def _standing(one: Decision) -> tuple[str, str]:
    """Where it stands now; a grant that was made smaller says so until the group has said yes."""
    if one.status is ApplicationStatus.granted and one.outcome is AwardOutcome.reduced:
        return "partly", gettext("Delvist ja")
    return STATUS_KINDS[one.status], str(STATUS_LABELS[one.status])


def _amount(one: Decision) -> str:
    if one.outcome is AwardOutcome.rejected:
        return ""
    if one.outcome is AwardOutcome.reduced and one.asked:
        return gettext("%(amount)s af %(asked)s", amount=format_money(one.amount), asked=format_money(one.asked))
    return format_money(one.amount)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


SHOWN_LABELS: dict[Shown, LazyString] = {
    Shown.every: _("Alle svar"),
    Shown.granted: _("Kun ja"),
    Shown.refused: _("Kun afslag"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """All that the list shows."""

    lines: list[DecisionLine]
    next_cursor: str | None
    shown: list[Choice]
    topics: list[Choice]
    schools: list[Choice]
    is_filtered: bool
    hides_some: bool
    """By topic or school, a no that is not public is never among them."""
    asked: dict[str, str | int | None]
    """The filters, for the next page."""
    yes: int
    no: int


def read_decisions(found: Page[Decision], counts: Counts, asked: Asked) -> DecisionsPage:
    """No query."""
    refused = (one.applications for one in counts.of(Dimension.status) if one.key == ApplicationStatus.rejected.value)
    return DecisionsPage(
        lines=[decision_line(one) for one in found.items],
        next_cursor=found.next_cursor,
        shown=[Choice(one.value, str(SHOWN_LABELS[one]), one is asked.shown) for one in Shown],
        topics=[Choice(one.value, str(label), one is asked.topic) for one, label in TOPIC_LABELS.items()],
        schools=_schools(counts, asked.school_id),
        is_filtered=asked != Asked(),
        hides_some=asked.is_public_only,
        asked={
            "vis": asked.shown.value if asked.shown is not Shown.every else None,
            "emne": asked.topic.value if asked.topic else None,
            "skole": asked.school_id,
        },
        yes=sum(one.awards for one in counts.of(Dimension.all)),
        no=sum(refused),
    )


def _schools(counts: Counts, chosen: int | None) -> list[Choice]:
    """Schools that were granted something; that others have applied is not told."""
    granted = [one for one in counts.of(Dimension.school) if one.name and one.awards]
    return [Choice(one.key, one.name, one.key == str(chosen)) for one in sorted(granted, key=lambda one: one.name)]
