"""Pages of councils, one module a concern."""

from youthvoice.councils import class_targets
from youthvoice.councils.views import calendars, class_ideas, classroom, joining, sheets, tablets
from youthvoice.councils.views.base import blueprint

OPEN_VIEWS = joining.OPEN_VIEWS + tablets.OPEN_VIEWS
"""Views that visitors may send without a token."""

blueprint.record_once(lambda _state: class_targets.register())

__all__ = ["OPEN_VIEWS", "blueprint", "calendars", "class_ideas", "classroom", "sheets"]
