"""Words for what the audit log holds of pools, applications and money."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

DEED_LABELS: dict[str, LazyString] = {
    "application.send": _("sendte en ansøgning"),
    "application.start": _("begyndte på en ansøgning"),
    "ledger.enter": _("skrev i en kassebog"),
}
GROUP_LABELS: dict[str, LazyString] = {
    "application": _("Ansøgninger"),
    "ledger": _("Kassebøger"),
}
"""By what stands before the dot of an action."""
SUBJECT_LABELS: dict[str, LazyString] = {
    "application": _("Ansøgning"),
    "ledger_entry": _("Linje i en kassebog"),
}
DATA_LABELS: dict[str, LazyString] = {
    "amount": _("Beløb i øre"),
    "asked": _("Søgt om, i øre"),
    "number": _("Nummer"),
    "pool_id": _("Pulje"),
    "round_id": _("Runde"),
}
