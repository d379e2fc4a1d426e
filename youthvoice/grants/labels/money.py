"""Words of the ledger's accounts, as the public pages tell them."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.grants.rules.ledger import Account

ACCOUNT_LABELS: dict[Account, LazyString] = {
    Account.source: _("Kommunens kasse"),
    Account.allocation: _("Penge tilbage"),
    Account.reserved: _("Lagt til side til ansøgninger"),
    Account.granted: _("Bevilget, ikke betalt"),
    Account.paid: _("Betalt"),
    Account.returned: _("Betalt tilbage"),
    Account.closed_out: _("Brugt og gjort op"),
}
ACCOUNT_MEANINGS: dict[Account, LazyString] = {
    Account.allocation: _("Det er der stadig at søge om."),
    Account.reserved: _("Rådet er ved at bestemme om dem."),
    Account.granted: _("Lovet til en gruppe. Pengene er ikke sendt endnu."),
    Account.paid: _("Sendt til en gruppe. Regnskabet er ikke godkendt endnu."),
    Account.returned: _("Blev ikke brugt. Gruppen gav dem tilbage."),
    Account.closed_out: _("Regnskabet er godkendt."),
}
SHOWN: tuple[Account, ...] = (
    Account.closed_out,
    Account.paid,
    Account.granted,
    Account.reserved,
    Account.returned,
    Account.allocation,
)
"""The parts of a pool, from what is done to what is left."""
ACCOUNT_KINDS: dict[Account, str] = {
    Account.allocation: "more",
    Account.reserved: "waiting",
    Account.granted: "council",
    Account.paid: "progress",
    Account.returned: "passed",
    Account.closed_out: "yes",
}
"""The kind of status whose colour a part has."""
