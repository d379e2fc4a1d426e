"""Words of applications: where one stands, what happened to it, and what it is about."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.grants.rules.applications import AgeBand, ApplicationStatus, LineKind
from youthvoice.grants.rules.timeline import Step

STATUS_LABELS: dict[ApplicationStatus, LazyString] = {
    ApplicationStatus.draft: _("Kladde"),
    ApplicationStatus.submitted: _("Venter på rådet"),
    ApplicationStatus.needs_more: _("Rådet vil vide mere"),
    ApplicationStatus.withdrawn: _("Trukket tilbage"),
    ApplicationStatus.rejected: _("Afslag"),
    ApplicationStatus.granted: _("Bevilget"),
    ApplicationStatus.accepted: _("I gang"),
    ApplicationStatus.accounting: _("Regnskabet bliver set igennem"),
    ApplicationStatus.closed: _("Gennemført"),
    ApplicationStatus.given_up: _("Opgivet"),
}
STATUS_KINDS: dict[ApplicationStatus, str] = {
    ApplicationStatus.draft: "draft",
    ApplicationStatus.submitted: "waiting",
    ApplicationStatus.needs_more: "more",
    ApplicationStatus.withdrawn: "withdrawn",
    ApplicationStatus.rejected: "no",
    ApplicationStatus.granted: "yes",
    ApplicationStatus.accepted: "progress",
    ApplicationStatus.accounting: "waiting",
    ApplicationStatus.closed: "yes",
    ApplicationStatus.given_up: "withdrawn",
}
"""The status kind: icon and colour."""
STEP_LABELS: dict[Step, LazyString] = {
    Step.submitted: _("Ansøgningen blev sendt"),
    Step.asked_for_more: _("Rådet bad om at få mere at vide"),
    Step.told_more: _("Gruppen svarede rådet"),
    Step.on_agenda: _("Kom på rådets dagsorden"),
    Step.granted: _("Rådet sagde ja"),
    Step.reduced: _("Rådet sagde delvist ja"),
    Step.rejected: _("Rådet sagde nej"),
    Step.complained: _("Gruppen klagede"),
    Step.withdrawn: _("Ansøgningen blev trukket tilbage"),
    Step.accepted: _("Gruppen sagde ja til betingelserne"),
    Step.given_up: _("Gruppen gav pengene fra sig"),
    Step.changed: _("En ændring blev godkendt"),
    Step.paid: _("Penge blev betalt"),
    Step.unpaid: _("Rettet: pengene er ikke betalt endnu"),
    Step.accounts_sent: _("Regnskabet blev sendt"),
    Step.accounts_sent_back: _("Regnskabet blev sendt tilbage"),
    Step.given_back: _("Penge blev betalt tilbage"),
    Step.closed: _("Regnskabet blev godkendt"),
}
STEP_ICONS: dict[Step, str] = {
    Step.submitted: "send",
    Step.asked_for_more: "status-more",
    Step.told_more: "reply",
    Step.on_agenda: "calendar",
    Step.granted: "status-yes",
    Step.reduced: "status-partly",
    Step.rejected: "status-no",
    Step.complained: "scale",
    Step.withdrawn: "status-withdrawn",
    Step.accepted: "badge-check",
    Step.given_up: "status-withdrawn",
    Step.changed: "pencil",
    Step.paid: "coins",
    Step.unpaid: "undo-2",
    Step.accounts_sent: "file-text",
    Step.accounts_sent_back: "undo-2",
    Step.given_back: "undo-2",
    Step.closed: "badge-check",
}
STEP_KINDS: dict[Step, str] = {
    Step.asked_for_more: "more",
    Step.granted: "yes",
    Step.reduced: "partly",
    Step.rejected: "no",
    Step.withdrawn: "withdrawn",
    Step.given_up: "withdrawn",
    Step.closed: "yes",
}
"""The kind of status of a step that decides; the others have none."""
AGE_BAND_LABELS: dict[AgeBand, LazyString] = {
    AgeBand.under_13: _("Under 13 år"),
    AgeBand.from_13_to_15: _("13 til 15 år"),
    AgeBand.from_16_to_18: _("16 til 18 år"),
    AgeBand.over_18: _("Over 18 år"),
    AgeBand.mixed: _("Flere aldre"),
}
LINE_KIND_LABELS: dict[LineKind, LazyString] = {
    LineKind.food: _("Mad og drikke"),
    LineKind.rent: _("Leje af sted eller ting"),
    LineKind.equipment: _("Ting og udstyr"),
    LineKind.transport: _("Transport"),
    LineKind.fees: _("Undervisere, musik og rettigheder"),
    LineKind.publicity: _("Plakater og reklame"),
    LineKind.other: _("Andet"),
}
