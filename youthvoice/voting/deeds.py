"""The words for what the audit log holds of votes. Nothing there joins a person and a ballot."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

DEED_LABELS: dict[str, LazyString] = {
    "contest.cancel": _("aflyste en afstemning"),
    "contest.change": _("ændrede en afstemning"),
    "contest.close_kiosk": _("lukkede en tablet til at stemme på"),
    "contest.count": _("talte en afstemning op"),
    "contest.draw_lot": _("skrev, hvad der blev trukket lod med"),
    "contest.enter_hands": _("skrev hænder op for en klasse"),
    "contest.forget_roll": _("slettede en gammel valgliste"),
    "contest.make_slips": _("lavede stemmesedler på papir"),
    "contest.open": _("åbnede en afstemning"),
    "contest.open_kiosk": _("åbnede en tablet til at stemme på"),
    "contest.plan": _("lavede en afstemning"),
    "contest.seal": _("lukkede en afstemning"),
    "contest.void_slips": _("gjorde stemmesedler ugyldige"),
}
DATA_LABELS: dict[str, LazyString] = {
    "ballots": _("Stemmer"),
    "children": _("Børn"),
    "count_id": _("Optælling nummer"),
    "kiosk_id": _("Tablet nummer"),
    "method": _("Måde at stemme på"),
    "place": _("Sted"),
    "seed": _("Lod"),
}
