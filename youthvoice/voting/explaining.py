"""How a method works, in three plain sentences; and what one does with its paper, in one."""

from flask_babel import gettext, lazy_gettext, ngettext

from youthvoice.core.i18n import format_money
from youthvoice.voting.models import Contest
from youthvoice.voting.rules.methods import Completion, Method

METHOD_LABELS: dict[Method, object] = {
    Method.yes_no: lazy_gettext("Ja eller nej"),
    Method.plurality: lazy_gettext("Vælg én"),
    Method.block: lazy_gettext("Vælg flere"),
    Method.approval: lazy_gettext("Vælg alle dem, du synes om"),
    Method.instant_runoff: lazy_gettext("Sæt i rækkefølge"),
    Method.stv: lazy_gettext("Sæt i rækkefølge, flere vinder"),
    Method.equal_shares: lazy_gettext("Del pengene"),
}


def how_it_works(contest: Contest) -> list[str]:
    """Three sentences, or a few more where they are short."""
    return _EXPLAINED[contest.method](contest)


def what_to_do(contest: Contest) -> str:
    """What stands above the boxes of the paper."""
    if contest.method is Method.block:
        most = contest.max_choices or 1
        return ngettext("Du kan vælge %(num)s.", "Du kan vælge op til %(num)s.", most)
    return str(_TASKS[contest.method])


_TASKS: dict[Method, object] = {
    Method.yes_no: lazy_gettext("Vælg dit svar."),
    Method.plurality: lazy_gettext("Vælg én."),
    Method.approval: lazy_gettext("Vælg alle dem, du synes om. Du kan vælge lige så mange, du vil."),
    Method.instant_runoff: lazy_gettext("Sæt dem i rækkefølge. Nummer 1 er den, du helst vil have."),
    Method.stv: lazy_gettext("Sæt dem i rækkefølge. Nummer 1 er den, du helst vil have."),
    Method.equal_shares: lazy_gettext(
        "Vælg alt det, du synes, vi skal bruge penge på. Det må godt koste mere, end der er."
    ),
}


def _yes_no(_contest: Contest) -> list[str]:
    return [
        gettext("Du svarer ja, nej eller hverken ja eller nej."),
        gettext("Det bliver et ja, hvis flere siger ja end nej."),
        gettext("Er der lige mange, bliver det ikke til noget."),
    ]


def _plurality(_contest: Contest) -> list[str]:
    return [
        gettext("Du vælger én."),
        gettext("Hver stemme tæller én gang."),
        gettext("Den, der får flest stemmer, vinder."),
    ]


def _block(contest: Contest) -> list[str]:
    return [
        what_to_do(contest),
        gettext("Hver af dem får én stemme fra dig."),
        _most_votes(contest),
    ]


def _approval(contest: Contest) -> list[str]:
    return [
        gettext("Du vælger alle dem, du synes om."),
        gettext("Hver af dem får én stemme fra dig."),
        _most_votes(contest),
    ]


def _most_votes(contest: Contest) -> str:
    return ngettext("Den, der får flest stemmer, vinder.", "De %(num)s, der får flest stemmer, vinder.", contest.seats)


def _instant_runoff(_contest: Contest) -> list[str]:
    return [
        gettext("Du sætter dem i rækkefølge."),
        gettext("Først tæller alle nummer 1. Har ingen over halvdelen, går den sidste ud."),
        gettext("De stemmer går videre til det næste navn på sedlen, til en har over halvdelen."),
    ]


def _stv(contest: Contest) -> list[str]:
    return [
        ngettext(
            "Du sætter dem i rækkefølge, og %(num)s bliver valgt.",
            "Du sætter dem i rækkefølge, og %(num)s bliver valgt.",
            contest.seats,
        ),
        gettext(
            "Din stemme går først til din nummer 1. Har nummer 1 nok stemmer eller ingen chance, går resten af din stemme videre."
        ),
        gettext("Derfor er næsten ingen stemmer spildt, og små grupper kan også vinde en plads."),
    ]


def _equal_shares(contest: Contest) -> list[str]:
    told = [
        gettext(
            "Der er %(money)s at dele. Alle har lige meget at bestemme over.", money=format_money(contest.budget or 0)
        ),
        gettext("Det, du vælger, betaler du sammen med de andre, der valgte det samme."),
        gettext("Er der penge nok, har det vundet. Store og små grupper får del i pengene efter, hvor mange de er."),
    ]
    if contest.completion is Completion.greedy:
        told.append(gettext("Er der penge til overs, går de til det, flest har valgt."))
    return told


_EXPLAINED = {
    Method.yes_no: _yes_no,
    Method.plurality: _plurality,
    Method.block: _block,
    Method.approval: _approval,
    Method.instant_runoff: _instant_runoff,
    Method.stv: _stv,
    Method.equal_shares: _equal_shares,
}
