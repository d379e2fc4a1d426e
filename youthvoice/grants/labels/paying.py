"""Words of what follows a yes: payments, changes, and files of payments."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.grants.rules.paying import ChangeKind, ChangeState, PaymentState, PaymentWay

PAYMENT_STATE_LABELS: dict[PaymentState, LazyString] = {
    PaymentState.asked: _("Bliver set igennem"),
    PaymentState.planned: _("Klar til betaling"),
    PaymentState.sent: _("På vej"),
    PaymentState.paid: _("Betalt"),
    PaymentState.cancelled: _("Bliver ikke betalt"),
}
PAYMENT_STATE_KINDS: dict[PaymentState, str] = {
    PaymentState.asked: "waiting",
    PaymentState.planned: "progress",
    PaymentState.sent: "passed",
    PaymentState.paid: "yes",
    PaymentState.cancelled: "no",
}
"""The status kind: icon and colour."""
PAYMENT_TABS: dict[PaymentState, LazyString] = {
    PaymentState.asked: _("Skal ses igennem"),
    PaymentState.planned: _("Klar til betaling"),
    PaymentState.sent: _("På vej"),
    PaymentState.paid: _("Betalt"),
    PaymentState.cancelled: _("Bliver ikke betalt"),
}
NO_PAYMENTS: dict[PaymentState, LazyString] = {
    PaymentState.asked: _("Ingen grupper venter på, at du ser på noget."),
    PaymentState.planned: _("Der er ingen betalinger at sende lige nu."),
    PaymentState.sent: _("Der er ingen penge på vej."),
    PaymentState.paid: _("Der er ikke betalt noget endnu."),
    PaymentState.cancelled: _("Ingen betalinger er stoppet."),
}
WAY_LABELS: dict[PaymentWay, LazyString] = {
    PaymentWay.invoice: _("Regning"),
    PaymentWay.transfer: _("Penge til gruppens konto"),
}
WAY_ICONS: dict[PaymentWay, str] = {PaymentWay.invoice: "file-text", PaymentWay.transfer: "coins"}
CHANGE_LABELS: dict[ChangeKind, LazyString] = {
    ChangeKind.dates: _("Datoen"),
    ChangeKind.budget: _("Budgettet"),
    ChangeKind.content: _("Det, vi vil lave"),
}
CHANGE_STATE_LABELS: dict[ChangeState, LazyString] = {
    ChangeState.asked: _("Venter på svar"),
    ChangeState.agreed: _("Ja"),
    ChangeState.refused: _("Nej"),
}
CHANGE_STATE_KINDS: dict[ChangeState, str] = {
    ChangeState.asked: "waiting",
    ChangeState.agreed: "yes",
    ChangeState.refused: "no",
}
