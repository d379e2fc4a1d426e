"""Why a text was reported and what was decided, in words."""

from flask_babel import lazy_gettext

from youthvoice.moderation.rules import ReportReason, ReportState

REASON_LABELS = {
    ReportReason.mean: lazy_gettext("Teksten er ond eller grov mod nogen"),
    ReportReason.private_info: lazy_gettext("Der står noget privat om en person"),
    ReportReason.worried: lazy_gettext("Jeg er bange for, at nogen har det svært"),
    ReportReason.spam: lazy_gettext("Det er reklame eller fyld"),
    ReportReason.other: lazy_gettext("Noget andet"),
}

STATE_LABELS = {
    ReportState.open: lazy_gettext("Venter"),
    ReportState.kept: lazy_gettext("Beholdt"),
    ReportState.hidden: lazy_gettext("Skjult"),
}
