"""Words of accounts: where they stand, what is missing in them, and what keeps them from being approved."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.grants.rules.accounts import AccountsTab, Hindrance, Missing
from youthvoice.grants.rules.paying import ReportState

REPORT_LABELS: dict[ReportState, LazyString] = {
    ReportState.draft: _("I er i gang"),
    ReportState.sent: _("Sendt"),
    ReportState.sent_back: _("Sendt tilbage til jer"),
    ReportState.approved: _("Godkendt"),
}
REPORT_KINDS: dict[ReportState, str] = {
    ReportState.draft: "draft",
    ReportState.sent: "waiting",
    ReportState.sent_back: "more",
    ReportState.approved: "yes",
}
"""The status kind: icon and colour."""
MISSING_TEXTS: dict[Missing, LazyString] = {
    Missing.receipts: _("Der mangler en kvittering. Tag et billede, eller skriv, hvorfor I ikke har den."),
    Missing.learned: _("Skriv lidt mere om, hvad I lærte. Mindst 40 tegn."),
    Missing.participants: _("Skriv, hvor mange der var med."),
}
HINDRANCE_TEXTS: dict[Hindrance, LazyString] = {
    Hindrance.payments: _("Der er penge på vej til gruppen. Vent til de er betalt, eller stop betalingen først."),
    Hindrance.money_not_back: _("Gruppen skal betale penge tilbage. Skriv, hvilken dag de kom."),
    Hindrance.day_to_come: _("Den dag er ikke kommet endnu."),
}
OTHER_LINE = _("Andet end planlagt")
"""What was spent beside all lines of the budget."""
TAB_LABELS: dict[AccountsTab, LazyString] = {
    AccountsTab.sent: _("Venter på dig"),
    AccountsTab.due: _("Ikke kommet endnu"),
    AccountsTab.approved: _("Godkendt"),
}
