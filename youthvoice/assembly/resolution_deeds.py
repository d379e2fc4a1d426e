"""Words for what the audit log holds of resolutions, and of the reasons of a no."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

DEED_LABELS: dict[str, LazyString] = {
    "assembly_motion.give_reasons": _("skrev, hvorfor Bytinget sagde nej"),
    "resolution.adopt": _("talte en afstemning, der blev til en beslutning"),
    "resolution.name_politician": _("skrev, hvilken politiker der har ansvaret"),
    "resolution.supply_more": _("svarede på kommunens spørgsmål om en beslutning"),
}
GROUP_LABELS: dict[str, LazyString] = {"resolution": _("Bytingets beslutninger")}
"""By what stands before the dot of an action."""
SUBJECT_LABELS: dict[str, LazyString] = {"resolution": _("Bytingets beslutning")}
DATA_LABELS: dict[str, LazyString] = {"is_named": _("En politiker er valgt"), "vote_id": _("Afstemning")}
