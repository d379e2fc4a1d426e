"""What the pages of a year say: when and where, the rules of the day, and what became of last year's resolutions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from youthvoice.assembly.models import AssemblyYear, Delegate, DelegateDraw, Delegation, Volunteer
from youthvoice.assembly.presenting.menu import year_url
from youthvoice.assembly.queries.delegations import DelegationLine
from youthvoice.assembly.queries.resolutions import ResolutionStatus, tally_of
from youthvoice.assembly.rules.resolutions import Tally
from youthvoice.assembly.rules.years import YearState
from youthvoice.assembly.year_labels import MAJORITY_LABELS, STATE_KINDS, STATE_LABELS, TIE_LABELS
from youthvoice.core.clock import COPENHAGEN, local_date
from youthvoice.core.i18n import format_day, format_moment
from youthvoice.voting.tallies.lots import lot_of


@dataclass(frozen=True, slots=True)
class Became:
    """What became of the resolutions of a year before; ``waiting`` also holds those whose answer is late."""

    year: int
    tally: Tally
    url: str | None

    @property
    def waiting(self) -> int:
        """No answer yet."""
        return self.tally.total - self.tally.answered


@dataclass(frozen=True, slots=True)
class DayStep:
    """A day on the way, for the timeline."""

    icon: str
    title: str
    when: str
    iso: str
    is_next: bool
    kind: str | None = None
    body: str = ""


def became(before: AssemblyYear | None, found: list[ResolutionStatus]) -> Became | None:
    """What became of last year's resolutions; None where there was no year, or it adopted nothing."""
    if before is None or not found:
        return None
    return Became(before.year, tally_of(found), year_url("assembly.resolutions", before.year))


def state_of(year: AssemblyYear) -> tuple[str, str]:
    """(kind, words) of where a year stands."""
    return STATE_KINDS[year.state], str(STATE_LABELS[year.state])


def when_of(year: AssemblyYear) -> str:
    """The day with its hours: «3. juni 2027 kl. 9.00-14.00»."""
    begins, ends = (moment.astimezone(COPENHAGEN) for moment in (year.starts_at, year.ends_at))
    hours = {"starts": f"{begins.hour}.{begins:%M}", "ends": f"{ends.hour}.{ends:%M}"}
    return str(gettext("%(day)s kl. %(starts)s-%(ends)s", day=format_day(begins.date()), **hours))


def steps_of(year: AssemblyYear, today: date) -> list[DayStep]:
    """The days that matter, in their order."""
    due, day = local_date(year.motions_due_at), local_date(year.starts_at)
    is_over = year.state is YearState.over
    return [
        DayStep(
            "pencil-line",
            str(gettext("Sidste dag for beslutningsforslag")),
            format_moment(year.motions_due_at),
            year.motions_due_at.isoformat(),
            is_next=not is_over and today <= due,
        ),
        DayStep(
            "megaphone",
            str(gettext("Bytinget")),
            when_of(year),
            year.starts_at.isoformat(),
            is_next=not is_over and today <= day,
        ),
    ]  # fmt: skip


def rules_of(year: AssemblyYear) -> list[tuple[str, str]]:
    """The rules of the day, as questions and answers."""
    return list(_rules(year))


def _rules(year: AssemblyYear) -> Iterator[tuple[str, str]]:
    way = gettext("Åbent: man kan se, hvad hver enkelt stemte.") if year.is_named else gettext("Hemmeligt.")
    yield gettext("Sådan stemmer I"), way
    yield gettext("Et forslag er vedtaget"), str(MAJORITY_LABELS[year.majority])
    yield gettext("Lige mange stemmer"), str(TIE_LABELS[year.tie_rule])
    if year.quorum_percent:
        yield (
            gettext("Det gælder"),
            gettext("når mindst %(percent)d procent af de delegerede stemmer.", percent=year.quorum_percent),
        )
    yield gettext("Taletid"), gettext("%(seconds)d sekunder ad gangen", seconds=year.speech_seconds)
    yield (
        gettext("Beslutningsforslag"),
        gettext("Højst %(most)d fra hver skole eller hvert råd", most=year.most_motions),
    )


def mine_of(lines: list[DelegationLine], delegation_id: int | None) -> DelegationLine | None:
    """The delegation that the reader goes for."""
    return next((line for line in lines if line.id == delegation_id), None)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One number of a lot, at its place; ``name`` for those who may know it."""

    place: int
    number: int
    lot: str
    goes: bool
    is_mine: bool
    name: str | None


def drawn_of(draw: DelegateDraw, own_id: int | None, people: dict[int, Volunteer]) -> list[Drawn]:
    """The lot in its order, so that anybody can count it again."""
    return [
        Drawn(
            place, number, lot_of(draw.seed, number), place <= draw.places, number == own_id,
            people[number].person.display_name if number in people else None,
        )
        for place, number in enumerate(draw.order, 1)
    ]  # fmt: skip


def by_delegation(delegates: list[Delegate]) -> list[tuple[Delegation, list[Delegate]]]:
    """Delegates under their delegation, as they come."""
    found: dict[int, tuple[Delegation, list[Delegate]]] = {}
    for one in delegates:
        found.setdefault(one.delegation_id, (one.delegation, []))[1].append(one)
    return list(found.values())
