"""Who gets in where: years of Bytinget, delegations, delegates and lots.

The adult who helps the elevråd helps Bytinget too; the class teacher helps a council that draws lots, the young person sits in
it, and the author is a delegate.
"""

from tests.architecture.access_roles import AUTHOR, EVERYONE

PREPARES = frozenset({"council_coordinator", "administrator"})
NAMES_DELEGATES = PREPARES | {"class_teacher"}
SITS_THERE = frozenset({"young_person"})

YEARS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("GET assembly.front", "GET assembly.year", "GET assembly.draw_result"), EVERYONE),
    **dict.fromkeys(
        (
            "GET assembly.new_year",
            "POST assembly.new_year",
            "GET assembly.change_year",
            "POST assembly.change_year",
            "POST assembly.announce",
            "GET assembly.material",
            "POST assembly.material",
            "POST assembly.raise_material",
            "POST assembly.remove_material",
            "GET assembly.delegations",
            "POST assembly.delegations",
            "POST assembly.add_schools",
            "GET assembly.change_delegation",
            "POST assembly.change_delegation",
            "POST assembly.remove_delegation",
            "GET assembly.delegates",
        ),
        PREPARES,
    ),
    **dict.fromkeys(
        (
            "GET assembly.delegation",
            "POST assembly.delegation",
            "POST assembly.end_delegate",
            "GET assembly.draw",
            "POST assembly.draw",
            "POST assembly.call_next",
        ),
        NAMES_DELEGATES,
    ),
    **dict.fromkeys(("POST assembly.volunteer", "POST assembly.stop_volunteering"), SITS_THERE),
    "POST assembly.step_back": AUTHOR,
}
