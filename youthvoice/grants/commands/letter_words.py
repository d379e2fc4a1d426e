"""The words of a grant's letter. They are frozen when it is made: that is what is said yes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from youthvoice.core.i18n import format_day, format_money
from youthvoice.grants.models import Application, Award, BudgetLine, Pool
from youthvoice.grants.rules.deciding import AwardOutcome


@dataclass(frozen=True)
class LetterFacts:
    """What a letter tells of."""

    pool: Pool
    application: Application
    award: Award
    lines: Sequence[BudgetLine]
    accounts_due_on: date


def letter_words(facts: LetterFacts) -> str:
    """The whole letter in the language that is spoken now: parts with a blank line between, each under its heading."""
    parts = [
        (gettext("Det får I"), _what(facts)),
        (gettext("Det er pengene til"), _purpose(facts)),
        (gettext("Det skal I holde"), _conditions(facts)),
        (gettext("Sådan får I pengene"), _payment()),
        (gettext("Jeres regnskab"), _accounts(facts)),
        (gettext("Hvis planen ændrer sig"), _changes()),
        (gettext("Spørg os"), _contact(facts.pool)),
    ]
    return "\n\n".join("\n".join([heading, *filter(None, map(_one_part, lines))]) for heading, lines in parts)


def _one_part(text: str) -> str:
    """What people typed may have blank lines; a part has none."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _what(facts: LetterFacts) -> list[str]:
    award, application = facts.award, facts.application
    words = gettext(
        "%(council)s har sagt ja. I får %(amount)s til «%(title)s».",
        council=facts.pool.body.name,
        amount=format_money(award.amount),
        title=application.title,
    )
    if award.outcome is AwardOutcome.reduced:
        more = gettext(
            "I søgte om %(asked)s i alt. I svaret står, hvorfor det blev mindre.", asked=format_money(award.asked)
        )
        return [words, more]
    return [words]


def _purpose(facts: LetterFacts) -> list[str]:
    application = facts.application
    first = application.begins_on
    when = ""
    if first is not None and application.ends_on not in (None, first):
        when = gettext("Tid: fra %(first)s til %(last)s.", first=_day(first), last=_day(application.ends_on or first))
    elif first is not None:
        when = gettext("Tid: %(day)s.", day=_day(first))
    where = gettext("Sted: %(place)s.", place=application.place) if application.place else ""
    lines = [f"• {line.name}: {format_money(line.amount)}" for line in facts.lines]
    heading = gettext("Det stod i jeres budget:") if lines else ""
    return [when, where, heading, *lines]


def _conditions(facts: LetterFacts) -> list[str]:
    return [
        facts.award.conditions,
        gettext("Brug kun pengene til det, I søgte om."),
        gettext("Gem alle kvitteringer. Tag et billede af dem med det samme."),
        gettext("Sørg for, at alle kan være trygge ved at være med."),
    ]


def _payment() -> list[str]:
    return [
        gettext("I kan få penge på to måder, når I har sagt ja:"),
        gettext("• Send en regning. Så betaler kommunen den direkte til butikken."),
        gettext("• Få penge sat ind på en konto. Det kan være på én gang eller lidt ad gangen."),
        gettext("Spørg om pengene på jeres side. En voksen ser på det, før de bliver sendt."),
    ]


def _accounts(facts: LetterFacts) -> list[str]:
    return [
        gettext("Send jeres regnskab senest %(day)s.", day=_day(facts.accounts_due_on)),
        gettext("Vis, hvad I har brugt, med billeder af kvitteringerne. Fortæl også, hvad I lærte."),
        gettext("Penge, I ikke bruger, skal I betale tilbage."),
    ]


def _changes() -> list[str]:
    return [
        gettext("Spørg på jeres side, før I ændrer dato, budget eller indhold. I får svar fra en voksen."),
        gettext("Bliver det ikke til noget? Det kan ske. Så giver I pengene fra jer på jeres side."),
    ]


def _contact(pool: Pool) -> list[str]:
    if not pool.contact_name:
        return [gettext("Skriv til os på jeres side, hvis I er i tvivl.")]
    who = ", ".join(filter(None, (pool.contact_name, pool.contact_title, pool.unit.name)))
    return [who, gettext("Skriv på jeres side, hvis I er i tvivl.")]


def _day(day: date) -> str:
    return format_day(day, year=True)
