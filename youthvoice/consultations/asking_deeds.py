"""Words for what the audit log holds of hearings, on the side of those who ask."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

GROUP_LABELS: dict[str, LazyString] = {"consultation": _("Høringer")}
SUBJECT_LABELS: dict[str, LazyString] = {"consultation": _("Høring")}
DEED_LABELS: dict[str, LazyString] = {
    "consultation.write": _("begyndte på en høring"),
    "consultation.change": _("rettede en kladde til en høring"),
    "consultation.remove": _("slettede en kladde til en høring"),
    "consultation.add_question": _("skrev et spørgsmål til en høring"),
    "consultation.change_question": _("rettede et spørgsmål til en høring"),
    "consultation.move_question": _("flyttede et spørgsmål i en høring"),
    "consultation.remove_question": _("slettede et spørgsmål fra en høring"),
    "consultation.publish": _("offentliggjorde en høring"),
    "consultation.extend": _("gav mere tid til en høring"),
    "consultation.cancel": _("aflyste en høring"),
    "consultation.finish": _("sendte opsamlingen på en høring ud"),
    "consultation.correct": _("rettede opsamlingen på en høring"),
}
