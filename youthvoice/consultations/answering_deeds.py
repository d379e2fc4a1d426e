"""Words for what the audit log holds of answers to hearings."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

DEED_LABELS: dict[str, LazyString] = {
    "consultation.answer": _("svarede på en høring"),
    "consultation.change_answer": _("rettede et svar på en høring"),
    "consultation.take_back": _("trak et svar på en høring tilbage"),
}
DATA_LABELS: dict[str, LazyString] = {
    "respondent": _("Hvordan"),
}
