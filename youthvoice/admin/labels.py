"""The words for units, and for why one cannot be closed."""

from flask_babel import LazyString, gettext, lazy_gettext, ngettext

from youthvoice.accounts.rules import UnitKind
from youthvoice.admin.queries.units import MOST_COUNTED, InTheWay

UNIT_KIND_LABELS: dict[UnitKind, LazyString] = {
    UnitKind.centre: lazy_gettext("Center"),
    UnitKind.school: lazy_gettext("Skole"),
    UnitKind.committee: lazy_gettext("Udvalg"),
}
UNIT_KIND_HINTS: dict[str, LazyString] = {
    UnitKind.centre.value: lazy_gettext("En del af kommunens forvaltning."),
    UnitKind.school.value: lazy_gettext("En skole, der selv svarer på det, den bestemmer."),
    UnitKind.committee.value: lazy_gettext("Politikere eller andre, der bestemmer sammen."),
}
UNIT_KIND_ICONS: dict[UnitKind, str] = {
    UnitKind.centre: "building-2",
    UnitKind.school: "school",
    UnitKind.committee: "scale",
}
NAME_TAKEN = lazy_gettext("Der er allerede en enhed med det navn.")


def counted(number: int) -> str:
    """A number that was counted no further than one more than ``MOST_COUNTED``."""
    return str(number) if number <= MOST_COUNTED else f"{MOST_COUNTED}+"


def words_in_the_way(found: InTheWay) -> list[str]:
    """A sentence for each thing that must be moved before the unit can be closed."""
    words = []
    if found.open_cases:
        number = counted(found.open_cases)
        words.append(
            ngettext(
                "%(number)s sag venter på svar.", "%(number)s sager venter på svar.", found.open_cases, number=number
            )
        )
    if found.routes:
        words.append(ngettext("%(num)d rute fører hertil.", "%(num)d ruter fører hertil.", found.routes))
    if found.members:
        words.append(ngettext("%(num)d person er med i enheden.", "%(num)d personer er med i enheden.", found.members))
    return words


def still_needed(found: InTheWay) -> str:
    """Why a unit cannot be closed now, in one text."""
    return gettext("Enheden kan ikke lukkes endnu. %(reasons)s", reasons=" ".join(words_in_the_way(found)))
