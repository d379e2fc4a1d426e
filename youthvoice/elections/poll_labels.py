"""The words in which a poll is put together: short, and of what people do."""

from flask_babel import LazyString, lazy_gettext

from youthvoice.elections.rules.polls import Voters, Way
from youthvoice.voting.rules.methods import TieRule

WAY_LABELS: dict[Way, LazyString] = {
    Way.yes_no: lazy_gettext("Ja eller nej"),
    Way.one: lazy_gettext("Vælg én"),
    Way.several: lazy_gettext("Vælg flere"),
    Way.ranked: lazy_gettext("Sæt i rækkefølge"),
    Way.money: lazy_gettext("Del penge"),
}
WAY_HINTS: dict[str, LazyString] = {
    Way.yes_no.value: lazy_gettext("Et spørgsmål, man kan være for eller imod."),
    Way.one.value: lazy_gettext("Man sætter ét kryds. Den med flest stemmer vinder."),
    Way.several.value: lazy_gettext("Man sætter kryds ved alle dem, man kan lide."),
    Way.ranked.value: lazy_gettext("Man skriver 1, 2, 3. Ingen stemme er spildt, selv om ens første valg taber."),
    Way.money.value: lazy_gettext("Man vælger det, pengene skal gå til. Alle har lige mange penge at bruge."),
}
WAY_ICONS: dict[str, str] = {
    Way.yes_no.value: "scale",
    Way.one.value: "check",
    Way.several.value: "list-checks",
    Way.ranked.value: "list-ordered",
    Way.money.value: "coins",
}
VOTER_LABELS: dict[Voters, LazyString] = {
    Voters.members: lazy_gettext("Medlemmerne"),
    Voters.represented: lazy_gettext("Alle, vi taler for"),
    Voters.young: lazy_gettext("Alle unge i kommunen med den rigtige alder"),
}
CLASS_VOTERS = lazy_gettext("Klassen")
TIE_LABELS: dict[TieRule, LazyString] = {
    TieRule.run_off: lazy_gettext("Så stemmer vi igen om dem"),
    TieRule.lot: lazy_gettext("Så trækker vi lod"),
}
