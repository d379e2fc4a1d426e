"""Who or what won, in one sentence, and what that means."""

from dataclasses import dataclass

from flask_babel import gettext, ngettext

from youthvoice.core.i18n import format_number
from youthvoice.voting.rules.methods import Method
from youthvoice.voting.tallies import Outcome, StepKind
from youthvoice.voting.telling.words import Names, ended, joined, kroner, named


@dataclass(frozen=True)
class Headline:
    """``words`` is the sentence, ``more`` what follows from it (may be empty); ``kind`` a kind of status, for its colour."""

    words: str
    more: str
    kind: str


def headline(outcome: Outcome, names: Names, *, reached_quorum: bool = True) -> Headline:
    """What is to be read first. Without a quorum nothing is decided, whatever the ballots say."""
    if not reached_quorum:
        return Headline(gettext("For få stemte, så der er ikke valgt noget."), _would_be(outcome, names), "withdrawn")
    if outcome.method is Method.yes_no:
        return _question(outcome)
    if outcome.tied:
        return _tied(outcome, names)
    if outcome.method is Method.equal_shares:
        return _money(outcome, names)
    if not outcome.elected:
        return Headline(gettext("Ingen er valgt."), "", "withdrawn")
    return _elected(outcome, names)


def _question(outcome: Outcome) -> Headline:
    if outcome.tied:
        told = gettext("Det blev ikke vedtaget.")
        return Headline(told, gettext("Der var lige mange ja og nej. Der skal være flere ja end nej."), "no")
    if outcome.carried:
        return Headline(gettext("Det blev et ja."), "", "yes")
    return Headline(gettext("Det blev et nej."), "", "no")


def _tied(outcome: Outcome, names: Names) -> Headline:
    tied = named(names, outcome.tied)
    words = gettext("Der skal stemmes igen mellem %(names)s.", names=tied)
    if not outcome.elected:
        return Headline(words, gettext("De stod helt lige, så der er ingen vinder endnu."), "more")
    sure = gettext("Resten er afgjort: %(names)s.", names=named(names, outcome.elected))
    return Headline(words, sure, "more")


def _money(outcome: Outcome, names: Names) -> Headline:
    if not outcome.elected:
        return Headline(gettext("Der var ikke nok stemmer til at købe noget."), "", "withdrawn")
    words = gettext("Der er penge til: %(names)s.", names=named(names, outcome.elected))
    if outcome.money is None:
        return Headline(words, "", "yes")
    left = kroner(outcome.money.budget - outcome.money.spent)
    more = gettext("Det koster %(spent)s. %(left)s er tilbage.", spent=kroner(outcome.money.spent), left=left)
    return Headline(words, ended(more), "yes")


def _elected(outcome: Outcome, names: Names) -> Headline:
    elected = joined(names[option] for option in outcome.elected)
    words = ngettext("%(names)s er valgt.", "%(names)s er valgt.", len(outcome.elected), names=elected)
    more = ""
    if outcome.is_uncontested:
        more = gettext("Der var plads til alle, der stillede op.")
    elif any(step.kind is StepKind.lot for step in outcome.log):
        more = gettext("Nogle stod lige. Derfor blev der trukket lod.")
    elif len(outcome.elected) == 1 and outcome.rounds:
        got = outcome.rounds[-1].totals.get(outcome.elected[0])
        if got is not None and got.denominator == 1:
            more = gettext(
                "%(votes)s af %(valid)s stemmer.", votes=format_number(int(got)), valid=format_number(outcome.valid)
            )
    return Headline(words, more, "yes")


def _would_be(outcome: Outcome, names: Names) -> str:
    """What was voted, though it does not count."""
    if outcome.method is Method.yes_no:
        return gettext("Stemmerne er talt alligevel. Du kan se dem herunder.")
    if not outcome.elected:
        return ""
    return gettext("Ellers ville det være blevet: %(names)s.", names=named(names, outcome.elected))
