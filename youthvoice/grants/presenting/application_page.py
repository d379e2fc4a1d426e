"""The page of an application: its words, its money and what happened, as whoever reads may see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from youthvoice.core.clock import today
from youthvoice.core.i18n import format_day, format_money, format_number
from youthvoice.grants.labels.applying import (
    AGE_BAND_LABELS,
    STATUS_KINDS,
    STATUS_LABELS,
    STEP_ICONS,
    STEP_KINDS,
    STEP_LABELS,
)
from youthvoice.grants.models import Application, ApplicationEvent, ApplicationFile
from youthvoice.grants.presenting.accounts import PublicAccounts, told_accounts
from youthvoice.grants.queries.whole import Parts, Standing
from youthvoice.grants.rules.applications import ApplicationStatus, FileKind
from youthvoice.grants.rules.deciding import AwardOutcome
from youthvoice.grants.rules.timeline import PUBLIC, Step
from youthvoice.proposals.labels import topic_labels, whole_municipality

PAYING = frozenset({ApplicationStatus.accepted})
LEADS: dict[ApplicationStatus, LazyString] = {
    ApplicationStatus.draft: _("Det er en kladde. Den er ikke sendt endnu."),
    ApplicationStatus.submitted: _("Rådet har fået den. Svaret kommer, når rådet har stemt."),
    ApplicationStatus.needs_more: _("Rådet vil vide mere, før det kan stemme."),
    ApplicationStatus.withdrawn: _("Gruppen har trukket den tilbage."),
}
"""What is said where nothing is decided."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline, as ``ui.timeline`` takes it."""

    icon: str
    title: str
    when: str
    iso: str
    body: str
    kind: str | None
    is_next: bool


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """All that the page shows beside the answer. ``sees_all``: more than everybody may read."""

    title: str
    kind: str
    label: str
    lead: str
    topic: str
    where: str
    texts: list[tuple[str, str]]
    facts: list[tuple[str, str]]
    inside: list[tuple[str, str]]
    """What is not public; empty for whoever may not read it."""
    money: list[tuple[str, int]]
    """Øre."""
    pictures: list[ApplicationFile]
    quotes: list[ApplicationFile]
    happened: list[Happened]
    accounts: PublicAccounts | None
    sees_all: bool


def read_application(
    application: Application, standing: Standing, parts: Parts, *, sees_all: bool, sees_adult: bool
) -> ApplicationPage:
    """No query. ``sees_all``: the group, the council without a conflict, those who look after the pool."""
    kind, label = _standing(application, standing)
    return ApplicationPage(
        title=application.title or gettext("Uden titel"),
        kind=kind,
        label=label,
        lead=_lead(application, standing),
        topic=topic_labels()[application.topic] if application.topic else "",
        where=standing.school or whole_municipality(),
        texts=_pairs((gettext("Hvad går det ud på?"), application.what), (gettext("Hvem er det for?"), application.for_whom),
                     (gettext("Sådan kan man være med"), application.how_to_join)),
        facts=_pairs(*_facts(application)),
        inside=_pairs(*_inside(application, sees_adult=sees_adult)) if sees_all else [],
        money=list(_money(standing)),
        pictures=parts.of_kind(FileKind.picture),
        quotes=parts.of_kind(FileKind.quote) if sees_all else [],
        happened=[*_happened(parts.events, sees_all=sees_all), *_coming(application)],
        accounts=_accounts(application, standing, parts),
        sees_all=sees_all,
    )  # fmt: skip


def _standing(application: Application, standing: Standing) -> tuple[str, str]:
    award = standing.award.award if standing.award else None
    is_reduced = award is not None and award.outcome is AwardOutcome.reduced
    if application.status is ApplicationStatus.granted and is_reduced:
        return "partly", gettext("Delvist ja")
    return STATUS_KINDS[application.status], str(STATUS_LABELS[application.status])


def _lead(application: Application, standing: Standing) -> str:
    due_on = standing.award.case.answer_due_on if standing.award else None
    if application.status is ApplicationStatus.submitted and due_on is not None:
        return gettext("Rådet har fået den. Rådet skal svare senest %(day)s.", day=format_day(due_on))
    return str(LEADS.get(application.status, ""))


def _pairs(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    """Those that have something to tell."""
    return [(question, answer) for question, answer in pairs if answer.strip()]


def _facts(one: Application) -> Iterator[tuple[str, str]]:
    begins = format_day(one.begins_on) if one.begins_on else ""
    if begins and one.ends_on and one.ends_on != one.begins_on:
        begins = gettext("%(first)s til %(last)s", first=begins, last=format_day(one.ends_on))
    yield gettext("Hvornår?"), begins
    yield gettext("Hvor?"), one.place
    yield gettext("Alder"), str(AGE_BAND_LABELS[one.age_band]) if one.age_band else ""
    yield gettext("Hvor mange kan være med?"), format_number(one.participants) if one.participants else ""


def _inside(one: Application, *, sees_adult: bool) -> Iterator[tuple[str, str]]:
    yield gettext("Nummer"), str(one.number or "")
    yield gettext("Om gruppen"), one.about_group
    yield gettext("Hvad kan gå galt?"), one.risks
    if sees_adult:
        yield gettext("Den voksne"), " · ".join(part for part in (one.adult_name, one.adult_email) if part)


def _money(standing: Standing) -> Iterator[tuple[str, int]]:
    """What was granted is what was paid, what is still to come and what was never taken; what was paid, what came back,
    what was used and what is still to be accounted for.
    """
    balance, award = standing.balance, standing.award.award if standing.award else None
    if balance is None or not balance.all_granted:
        return
    granted = max(award.amount if award is not None else 0, balance.all_granted)
    yield gettext("Bevilget"), granted
    yield from _some(gettext("Ikke betalt endnu"), balance.granted)
    yield from _some(gettext("Ikke brugt, tilbage i puljen"), granted - balance.all_granted)
    yield gettext("Betalt"), balance.paid + balance.returned + balance.closed_out
    yield from _some(gettext("Betalt tilbage"), balance.returned)
    yield from _some(gettext("Brugt og gjort op"), balance.closed_out)
    if balance.paid and balance.closed_out + balance.returned:
        yield gettext("Mangler regnskab"), balance.paid


def _some(name: str, amount: int) -> Iterator[tuple[str, int]]:
    if amount:
        yield name, amount


def _happened(events: list[ApplicationEvent], *, sees_all: bool) -> Iterator[Happened]:
    for one in events:
        if sees_all or one.kind in PUBLIC:
            yield Happened(
                icon=STEP_ICONS[one.kind],
                title=str(STEP_LABELS[one.kind]),
                when=format_day(one.at),
                iso=one.at.isoformat(),
                body=_told(one),
                kind=STEP_KINDS.get(one.kind),
                is_next=False,
            )


def _told(one: ApplicationEvent) -> str:
    if one.amount:
        return format_money(one.amount)
    if one.kind is Step.accepted and one.day:
        return gettext("Regnskabet skal være klar %(day)s.", day=format_day(one.day))
    return ""


def _coming(application: Application) -> Iterator[Happened]:
    """What comes next, where a day is known."""
    if application.status not in PAYING:
        return
    for icon, title, day in (
        ("party-popper", gettext("Det sker"), application.begins_on),
        ("file-text", gettext("Regnskabet skal være klar"), application.accounts_due_on),
    ):
        if day is not None and day >= today():
            yield _next(icon, title, day)


def _next(icon: str, title: str, day: date) -> Happened:
    return Happened(icon, title, format_day(day), day.isoformat(), "", None, is_next=True)


def _accounts(application: Application, standing: Standing, parts: Parts) -> PublicAccounts | None:
    if standing.report is None or application.status is not ApplicationStatus.closed:
        return None
    return told_accounts(application, parts.lines, standing.report, parts.sums, parts.of_kind(FileKind.result))
