"""Words for what the audit log holds of years, delegations and delegates."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

DEED_LABELS: dict[str, LazyString] = {
    "assembly.add_delegation": _("tilføjede en delegation til Bytinget"),
    "assembly.add_material": _("tilføjede materiale til Bytinget"),
    "assembly.announce": _("offentliggjorde et Byting"),
    "assembly.change": _("ændrede et Byting"),
    "assembly.change_delegation": _("ændrede en delegation til Bytinget"),
    "assembly.create": _("lavede et Byting"),
    "assembly.move_material": _("flyttede materiale til Bytinget"),
    "assembly.remove_delegation": _("fjernede en delegation fra Bytinget"),
    "assembly.remove_material": _("fjernede materiale fra Bytinget"),
    "delegate.draw": _("trak lod om pladser til Bytinget"),
    "delegate.end": _("tog en af listen over delegerede"),
    "delegate.name": _("satte en på listen over delegerede"),
    "delegate.stop_volunteering": _("ville ikke være med i lodtrækningen til Bytinget"),
    "delegate.volunteer": _("meldte sig til lodtrækningen til Bytinget"),
}
GROUP_LABELS: dict[str, LazyString] = {
    "assembly": _("Bytinget"),
    "delegate": _("Delegerede til Bytinget"),
}
SUBJECT_LABELS: dict[str, LazyString] = {
    "assembly_year": _("Byting"),
    "delegation": _("Delegation til Bytinget"),
}
DATA_LABELS: dict[str, LazyString] = {
    "delegation_id": _("Delegation"),
    "material_id": _("Materiale"),
    "places": _("Pladser"),
}
