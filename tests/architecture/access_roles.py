"""The roles by which the tables of access are written."""

from tests.architecture.world import ROLES

EVERYONE = frozenset(ROLES)
SIGNED_IN = EVERYONE - {"anonymous"}
YOUNG = frozenset({"author", "young_person", "council_member", "council_chair", "former_member", "pupil"})
AUTHOR = frozenset({"author"})
OFFICIALS = frozenset({"official", "other_official", "administrator"})
ITS_OFFICIALS = frozenset({"official", "administrator"})
MODERATORS = frozenset({"moderator", "administrator"})
STRANGERS = YOUNG - AUTHOR
# By their seats in the elevråd, or in a class of it; the former member's ended yesterday and gives nothing.
SITS_IN_COUNCIL = frozenset({"council_member", "council_chair", "council_coordinator"})
RUNS_COUNCIL = frozenset({"council_chair", "council_coordinator"})
HELPS_COUNCIL = frozenset({"council_coordinator"})
SEATS_COUNCIL = HELPS_COUNCIL | {"administrator"}
HELPS_CLASS = frozenset({"class_teacher", "council_coordinator"})
SITS_IN_CLASS = frozenset({"pupil", "class_teacher"})
