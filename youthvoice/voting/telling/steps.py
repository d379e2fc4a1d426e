"""Each kind of step, in words."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext, ngettext

from youthvoice.core.i18n import format_number
from youthvoice.voting.tallies import About, Outcome, Reason, Round, Step, StepKind
from youthvoice.voting.telling import money
from youthvoice.voting.telling.words import Names, amount, joined, named, votes


@dataclass(frozen=True)
class Told:
    """A step in words. ``number`` is its round, 0 where it belongs to none."""

    number: int
    kind: StepKind
    words: str


@dataclass(frozen=True)
class Teller:
    """What a sentence needs beside its step: names, and the rounds as they were counted."""

    names: Names
    outcome: Outcome

    def name(self, step: Step) -> str:
        """The option it is about."""
        return self.names[whole(step, "option")]

    def round(self, number: int) -> Round | None:
        """A round by its number."""
        return next((one for one in self.outcome.rounds if one.number == number), None)


def tell_log(outcome: Outcome, names: Names) -> list[Told]:
    """The whole log, step by step."""
    teller = Teller(names, outcome)
    return [Told(whole(step, "round"), step.kind, TELLERS[step.kind](teller, step)) for step in outcome.log]


def whole(step: Step, name: str) -> int:
    """A fact that is a number; 0 where the step has none."""
    fact = step.facts.get(name, 0)
    return fact if isinstance(fact, int) else 0


def exact(step: Step, name: str) -> Fraction:
    """A fact that is an exact amount."""
    fact = step.facts[name]
    return Fraction(0) if isinstance(fact, tuple) else Fraction(fact)


def _counted(_teller: Teller, step: Step) -> str:
    valid, blank = whole(step, "valid"), whole(step, "blank")
    told = ngettext("%(count)s stemme tæller med.", "%(count)s stemmer tæller med.", valid, count=format_number(valid))
    if blank:
        told += " " + ngettext("%(count)s var blank.", "%(count)s var blanke.", blank, count=format_number(blank))
    return told


def _uncontested(teller: Teller, step: Step) -> str:
    names = named(teller.names, step.facts["options"])
    return gettext(
        "Der var ikke flere at vælge mellem, end der var pladser. Derfor er de valgt: %(names)s.", names=names
    )


def _question(_teller: Teller, step: Step) -> str:
    yes, no, abstain = (format_number(whole(step, name)) for name in ("yes", "no", "abstain"))
    told = gettext("%(yes)s stemte ja, og %(no)s stemte nej.", yes=yes, no=no)
    if whole(step, "abstain"):
        told += " " + gettext("%(count)s stemte hverken for eller imod.", count=abstain)
    ends = {
        StepKind.carried: gettext("Flere sagde ja end nej, så det er vedtaget."),
        StepKind.fallen: gettext("Der er flest nej, så det er ikke vedtaget."),
        StepKind.equal: gettext("Der er lige mange ja og nej. Så er det ikke vedtaget."),
    }
    return f"{told} {ends[step.kind]}"


def _quota(_teller: Teller, step: Step) -> str:
    seats = whole(step, "seats")
    return ngettext(
        "Der er %(valid)s og %(seats)s plads. Man skal have mindst %(quota)s for at være sikkert valgt.",
        "Der er %(valid)s og %(seats)s pladser. Man skal have mindst %(quota)s for at være sikkert valgt.",
        seats,
        valid=votes(whole(step, "valid")),
        seats=format_number(seats),
        quota=votes(whole(step, "quota")),
    )


def _majority(_teller: Teller, step: Step) -> str:
    return gettext(
        "%(active)s peger stadig på nogen. Man skal have mindst %(needed)s for at vinde.",
        active=votes(whole(step, "active")),
        needed=votes(whole(step, "needed")),
    )


def _elected(teller: Teller, step: Step) -> str:
    got, name = exact(step, "votes"), teller.name(step)
    reason, quota = Reason(str(step.facts["reason"])), teller.outcome.quota
    if reason is Reason.quota and quota is not None and got > quota:
        more = amount(got - quota)
        return gettext(
            "%(name)s har %(votes)s. Det er %(more)s flere end nødvendigt. %(name)s er valgt.",
            name=name,
            votes=votes(got),
            more=more,
        )
    if reason is Reason.quota:
        return gettext("%(name)s har %(votes)s. Det er nok. %(name)s er valgt.", name=name, votes=votes(got))
    if reason is Reason.majority:
        return gettext(
            "%(name)s har %(votes)s. Det er mere end halvdelen. %(name)s har vundet.", name=name, votes=votes(got)
        )
    if reason is Reason.last_seats:
        return gettext(
            "Der er ikke flere tilbage, end der er pladser. %(name)s er valgt med %(votes)s.",
            name=name,
            votes=votes(got),
        )
    return gettext("%(name)s er valgt med %(votes)s.", name=name, votes=votes(got))


def _excluded(teller: Teller, step: Step) -> str:
    name, got = teller.name(step), votes(exact(step, "votes"))
    if step.facts["reason"] == Reason.spread.value:
        return gettext(
            "Resten af pladserne skal gå til andre klassetrin. Derfor går %(name)s ud med %(votes)s.",
            name=name,
            votes=got,
        )
    return gettext("%(name)s har færrest, %(votes)s, og går ud.", name=name, votes=got)


def _kept(teller: Teller, step: Step) -> str:
    return gettext("De beholder deres pladser: %(names)s.", names=named(teller.names, step.facts["options"]))


def _transferred(teller: Teller, step: Step) -> str:
    name, leaving = teller.name(step), exact(step, "amount")
    if not leaving:
        return gettext("Der er ingen stemmer på %(name)s at give videre.", name=name)
    if step.facts["reason"] == "surplus":
        told = gettext("De stemmer, %(name)s ikke skal bruge, går videre: %(votes)s.", name=name, votes=votes(leaving))
    else:
        told = gettext("Stemmerne på %(name)s går videre til dem, der står som de næste på sedlerne.", name=name)
    return " ".join((told, *_whereto(teller, step))) if "to" in step.facts else told


def _whereto(teller: Teller, step: Step) -> list[str]:
    """Who got how much, largest first; what names nobody else; what was cut off."""
    found = teller.round(whole(step, "round"))
    gains = sorted(found.transfers.items(), key=lambda pair: (-pair[1], pair[0])) if found else []
    told = []
    if gains:
        each = [
            gettext("%(name)s får %(amount)s", name=teller.names[option], amount=amount(got))
            for option, got in gains
            if got
        ]
        told.append(f"{joined(each)}.")
    exhausted, lost = exact(step, "exhausted"), exact(step, "lost")
    if exhausted:
        told.append(gettext("%(votes)s peger ikke på flere.", votes=votes(exhausted)))
    if lost:
        told.append(
            gettext("%(amount)s går tabt, fordi der kun regnes med fem decimaler.", amount=amount(lost).capitalize())
        )
    return told


def _passed_over(teller: Teller, step: Step) -> str:
    return gettext(
        "%(name)s fik %(votes)s, men resten af pladserne skal gå til andre klassetrin.",
        name=teller.name(step),
        votes=votes(exact(step, "votes")),
    )


def _tie(teller: Teller, step: Step) -> str:
    names = named(teller.names, step.facts["options"])
    told = {
        About.seat: gettext("%(names)s har lige mange stemmer.", names=names),
        About.exclusion: gettext("%(names)s har lige mange stemmer, og ingen har færre.", names=names),
        About.surplus: gettext("%(names)s har lige mange stemmer ud over det, der skal til.", names=names),
        About.purchase: gettext("%(names)s koster lige meget for dem, der vil betale.", names=names),
        About.completion: gettext("%(names)s har lige mange stemmer, og der er ikke penge til dem alle.", names=names),
    }
    return told[About(str(step.facts["about"]))]


def _earlier_round(teller: Teller, step: Step) -> str:
    names, number = named(teller.names, step.facts["chosen"]), whole(step, "earlier")
    if step.facts["about"] == About.exclusion.value:
        return gettext("De stod lige. I runde %(number)s havde %(names)s færrest.", number=number, names=names)
    return gettext("De stod lige. I runde %(number)s havde %(names)s flest.", number=number, names=names)


def _lot(teller: Teller, step: Step) -> str:
    names = named(teller.names, step.facts["options"])
    told = gettext("Der er trukket lod. Rækkefølgen blev: %(names)s.", names=names)
    chosen = teller.names[whole(step, "chosen")]
    ends = {
        About.seat: gettext("Den første får pladsen: %(name)s.", name=chosen),
        About.exclusion: gettext("Den sidste går ud: %(name)s.", name=chosen),
        About.surplus: gettext("Den første giver sine stemmer videre først: %(name)s.", name=chosen),
        About.purchase: gettext("Den første bliver købt først: %(name)s.", name=chosen),
        About.completion: gettext("Den første bliver købt: %(name)s.", name=chosen),
    }
    return f"{told} {ends[About(str(step.facts['about']))]}"


def _run_off(teller: Teller, step: Step) -> str:
    return gettext("Der skal stemmes igen mellem %(names)s.", names=named(teller.names, step.facts["options"]))


def _nobody_left(_teller: Teller, _step: Step) -> str:
    return gettext("Der er ingen tilbage, som kan få pladsen.")


TELLERS: dict[StepKind, Callable[[Teller, Step], str]] = {
    StepKind.counted: _counted,
    StepKind.uncontested: _uncontested,
    StepKind.carried: _question,
    StepKind.fallen: _question,
    StepKind.equal: _question,
    StepKind.quota: _quota,
    StepKind.majority: _majority,
    StepKind.elected: _elected,
    StepKind.excluded: _excluded,
    StepKind.kept: _kept,
    StepKind.transferred: _transferred,
    StepKind.passed_over: _passed_over,
    StepKind.tie: _tie,
    StepKind.earlier_round: _earlier_round,
    StepKind.lot: _lot,
    StepKind.run_off: _run_off,
    StepKind.nobody_left: _nobody_left,
    **{kind: lambda teller, step: money.TELLERS[step.kind](teller.names, step) for kind in money.TELLERS},
}
