"""Names of the wizard's steps and of an application's parts."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

STEP_LABELS: tuple[LazyString, ...] = (
    _("Idéen"),
    _("Jer"),
    _("Tid og sted"),
    _("For hvem"),
    _("Penge"),
    _("Hvis noget går galt"),
    _("Tjek"),
)
PART_LABELS: Mapping[str, LazyString] = {
    "title": _("Navn"),
    "what": _("Hvad vi vil lave"),
    "video_link": _("Video"),
    "group_name": _("Vi kalder os"),
    "about_group": _("Hvem vi er"),
    "begins_on": _("Begynder"),
    "ends_on": _("Slutter"),
    "place": _("Sted"),
    "for_whom": _("Hvem det er for"),
    "how_to_join": _("Sådan kan man være med"),
    "participants": _("Så mange regner vi med"),
    "age_band": _("Alder"),
    "topic": _("Emne"),
    "school": _("Skole"),
    "lines": _("Budget"),
    "other_income": _("Penge andre steder fra"),
    "other_income_from": _("De kommer fra"),
    "risks": _("Hvad der kan gå galt"),
    "adult_name": _("Voksen"),
    "adult_email": _("Den voksnes mail"),
    "confirmed": _("Det har vi sat kryds ved"),
    "shows_refusal": _("Alle må læse den, også ved et nej"),
}
