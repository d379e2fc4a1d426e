"""What was decided of every application; of what nobody may read only day, outcome, amount and rule (docs/pool-file.md)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from youthvoice.core.clock import local_date
from youthvoice.core.keyset import Page
from youthvoice.grants.queries.decisions import Decision, decisions_after
from youthvoice.grants.rules.applications import AgeBand, ApplicationStatus
from youthvoice.grants.rules.deciding import AwardOutcome
from youthvoice.insight.data.cursors import Key, micros, moment
from youthvoice.insight.data.shape import Address, DataSet, cut
from youthvoice.proposals.rules import Topic


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One decision; money is øre."""

    pool_id: Annotated[int, _("Puljens nummer")]
    decided_on: Annotated[date, _("Den dag, rådet sagde ja eller nej")]
    outcome: Annotated[AwardOutcome, _("Ja, delvist ja eller nej")]
    amount: Annotated[int, _("Hvad gruppen fik, i øre")]
    rule: Annotated[str | None, _("Den regel, rådet pegede på")]
    is_public: Annotated[bool, _("Om alle må læse ansøgningen. Hvis nej, er resten tomt")]
    number: Annotated[int | None, _("Ansøgningens nummer i puljen")]
    url: Annotated[Address | None, _("Ansøgningens side")]
    title: Annotated[str | None, _("Overskrift")]
    group: Annotated[str | None, _("Gruppens navn")]
    status: Annotated[ApplicationStatus | None, _("Hvor ansøgningen er nu")]
    topic: Annotated[Topic | None, _("Emne")]
    age_band: Annotated[AgeBand | None, _("Alder")]
    school: Annotated[str | None, _("Skole")]
    asked: Annotated[int | None, _("Hvad gruppen søgte om, i øre")]
    paid: Annotated[int | None, _("Betalt i alt, i øre")]
    given_back: Annotated[int | None, _("Betalt tilbage, i øre")]
    closed_out: Annotated[int | None, _("Gjort op i regnskabet, i øre")]


def read(session: Session, after: Key | None, size: int) -> Page[GrantRow]:
    """One page, the newest pool and its newest decision first: one query."""
    place = None if after is None else (after[0], moment(after[1]), after[2])
    found = decisions_after(session, place, size + 1)
    return cut((((pool, micros(one.decided_at), one.application_id), _row(pool, one)) for pool, one in found), size)


def _row(pool_id: int, one: Decision) -> GrantRow:
    head = pool_id, local_date(one.decided_at), one.outcome, one.amount, one.rule or None
    if not one.is_listed:
        return GrantRow(*head, False, *(None,) * 12)
    return GrantRow(
        *head, True, one.number, Address(f"/puljen/ansoegninger/{one.application_id}"), one.title, one.group_name,
        one.status, one.topic, one.age_band, one.school or None, one.asked, one.paid, one.returned, one.closed_out,
    )  # fmt: skip


GRANTS = DataSet(
    "grants",
    _("Ansøgninger om penge"),
    _("Hver ansøgning, et råd har sagt ja eller nej til. Alle beløb er i øre."),
    GrantRow,
    3,
    read,
)
