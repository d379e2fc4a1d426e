"""What is said of an application that does not fit a pool's rules, and what applicants confirm that it is not."""

from collections.abc import Mapping
from datetime import date

from flask_babel import LazyString, gettext, lazy_gettext

from youthvoice.core.i18n import format_day, format_money
from youthvoice.grants.rules.applications import Breach
from youthvoice.grants.rules.pools import Excluded, Limits

CONFIRMED_LABELS: Mapping[Excluded, LazyString] = {
    Excluded.commercial: lazy_gettext("Vi vil ikke tjene penge på det."),
    Excluded.running_costs: lazy_gettext("Det er ikke faste udgifter, som husleje eller kontingent."),
    Excluded.begun_before: lazy_gettext("Vi begynder og køber først noget, når vi har fået svar."),
    Excluded.party_political: lazy_gettext("Det er ikke for et politisk parti."),
    Excluded.religious: lazy_gettext("Det er ikke for at udbrede en tro."),
    Excluded.wages: lazy_gettext("Vi giver ikke løn til os selv."),
}
"""One box each, in the applicants' own voice."""
NOT_PAID_LABELS: Mapping[Excluded, LazyString] = {
    Excluded.commercial: lazy_gettext("Noget, man skal tjene penge på"),
    Excluded.running_costs: lazy_gettext("Faste udgifter, som husleje eller kontingent"),
    Excluded.begun_before: lazy_gettext("Noget, der er begyndt eller købt før svaret"),
    Excluded.party_political: lazy_gettext("Politiske partier"),
    Excluded.religious: lazy_gettext("At udbrede en tro"),
    Excluded.wages: lazy_gettext("Løn til jer selv"),
}
_PLAIN: Mapping[Breach, LazyString] = {
    Breach.title_missing: lazy_gettext("Giv jeres idé et navn."),
    Breach.what_missing: lazy_gettext("Fortæl lidt mere, eller vis det med en video eller et billede."),
    Breach.group_missing: lazy_gettext("Skriv, hvad I kalder jer."),
    Breach.when_missing: lazy_gettext("Skriv, hvornår det begynder."),
    Breach.place_missing: lazy_gettext("Skriv, hvor det sker."),
    Breach.for_whom_missing: lazy_gettext("Skriv, hvem det er for."),
    Breach.how_to_join_missing: lazy_gettext("Skriv, hvordan andre kan være med."),
    Breach.no_lines: lazy_gettext("Skriv, hvad I skal bruge penge til."),
    Breach.ends_before_it_begins: lazy_gettext("Det slutter, før det begynder. Ret den ene dag."),
    Breach.adult_missing: lazy_gettext("Skriv navn og mail på en voksen, vi må skrive til."),
    Breach.age_unknown: lazy_gettext("Vi kender ikke dit fødselsår. Skriv det på din profil."),
    Breach.rules_not_confirmed: lazy_gettext("Sæt kryds ved alle linjerne, hvis de passer."),
    Breach.owes_accounts: lazy_gettext("I mangler at aflevere et regnskab. Gør det først. Så kan I søge igen."),
    Breach.pool_takes_none: lazy_gettext("Man kan ikke søge lige nu. Kladden bliver gemt, til der er åbent igen."),
}


def told_breach(breach: Breach, limits: Limits, last_day: date) -> str:
    """One sentence that says what to do. ``last_day``: the last day on which an activity may begin."""
    if breach in _PLAIN:
        return str(_PLAIN[breach])
    if breach is Breach.too_soon:
        text = gettext(
            "Det er for tidligt. Der skal gå mindst %(days)d dage, efter at I har sendt.", days=limits.notice_days
        )
    elif breach is Breach.after_the_year:
        text = gettext("Det er for sent. Det skal begynde senest %(day)s.", day=format_day(last_day))
    elif breach is Breach.too_much:
        text = gettext(
            "%(high)s er det højeste, I kan søge om. Spar lidt, eller find penge andre steder.",
            high=_kr(limits.highest),
        )
    elif breach is Breach.too_little:
        text = gettext("I skal søge om %(low)s eller mere.", low=_kr(limits.lowest or 100))
    elif breach is Breach.too_young:
        text = gettext(
            "Du skal fylde %(age)d år i år for at søge. Få en, der er ældre, til at sende.", age=limits.min_age
        )
    else:
        text = gettext("Man må højst fylde %(age)d år i år for at søge her.", age=limits.max_age)
    return str(text)


def _kr(oere: int | None) -> str:
    return format_money(oere or 0)


def limits_told(limits: Limits) -> str:
    """How much one may ask for, in one sentence; empty where anything goes."""
    low, high = limits.lowest, limits.highest
    if low is not None and high is not None:
        return str(gettext("I kan søge om %(low)s til %(high)s ad gangen.", low=_kr(low), high=_kr(high)))
    if high is not None:
        return str(gettext("I kan højst søge om %(high)s ad gangen.", high=_kr(high)))
    return str(gettext("I skal søge om %(low)s eller mere.", low=_kr(low))) if low is not None else ""


def ages_told(limits: Limits) -> str:
    """How old the one who sends must be, in one sentence; empty where any age goes."""
    low, high = limits.min_age, limits.max_age
    if low is not None and high is not None:
        return str(gettext("Den, der sender, skal fylde %(low)d til %(high)d år i år.", low=low, high=high))
    if low is not None:
        return str(gettext("Den, der sender, skal fylde mindst %(low)d år i år.", low=low))
    return str(gettext("Den, der sender, må højst fylde %(high)d år i år.", high=high)) if high is not None else ""
