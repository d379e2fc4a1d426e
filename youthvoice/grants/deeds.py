"""Words for what the audit log holds of pools, applications and money."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

DEED_LABELS: dict[str, LazyString] = {
    "pool.change": _("ændrede en pulje"),
    "pool.close": _("lukkede en pulje for ansøgninger"),
    "pool.create": _("lavede en pulje"),
    "pool.end": _("afsluttede en puljes år"),
    "pool.officer_end": _("afsluttede et ansvar for en pulje"),
    "pool.officer_give": _("gav ansvar for en pulje"),
    "pool.open": _("åbnede en pulje"),
    "pool.round_add": _("tilføjede en runde"),
    "pool.round_change": _("ændrede en runde"),
    "pool.round_remove": _("slettede en runde"),
    "application.send": _("sendte en ansøgning"),
    "application.start": _("begyndte på en ansøgning"),
    "ledger.enter": _("skrev i en kassebog"),
}
GROUP_LABELS: dict[str, LazyString] = {
    "pool": _("Puljer"),
    "application": _("Ansøgninger"),
    "ledger": _("Kassebøger"),
}
"""By what stands before the dot of an action."""
SUBJECT_LABELS: dict[str, LazyString] = {
    "pool": _("Pulje"),
    "pool_round": _("Runde i en pulje"),
    "application": _("Ansøgning"),
    "ledger_entry": _("Linje i en kassebog"),
}
DATA_LABELS: dict[str, LazyString] = {
    "carried": _("Ført over, i øre"),
    "lapsed": _("Tilbage til kommunen, i øre"),
    "amount": _("Beløb i øre"),
    "asked": _("Søgt om, i øre"),
    "number": _("Nummer"),
    "pool_id": _("Pulje"),
    "round_id": _("Runde"),
}
