"""Pages of councils, one module a concern."""

from youthvoice.councils import class_targets, targets
from youthvoice.councils.views import (
    agenda,
    bodies,
    calendars,
    class_ideas,
    classroom,
    decisions,
    directory,
    giving,
    handover,
    importing,
    joining,
    meeting_steps,
    meetings,
    minutes,
    papers,
    seats,
    setting_up,
    sheets,
    tablets,
)
from youthvoice.councils.views.base import blueprint

OPEN_VIEWS = joining.OPEN_VIEWS + tablets.OPEN_VIEWS
"""Views that visitors may send without a token."""

blueprint.record_once(lambda _state: class_targets.register())
blueprint.record_once(lambda _state: targets.register())

__all__ = [
    "OPEN_VIEWS",
    "agenda",
    "blueprint",
    "bodies",
    "calendars",
    "class_ideas",
    "classroom",
    "decisions",
    "directory",
    "giving",
    "handover",
    "importing",
    "meeting_steps",
    "meetings",
    "minutes",
    "papers",
    "seats",
    "setting_up",
    "sheets",
]
