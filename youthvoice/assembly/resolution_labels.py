"""Words for what became of a resolution, and the kind (icon and colour) of each."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.assembly.rules.resolutions import Fate
from youthvoice.responses.rules.follow_up import PromiseState

FATE_LABELS: dict[Fate, LazyString] = {
    Fate.overdue: _("Svaret er forsinket"),
    Fate.waiting: _("Venter på svar"),
    Fate.needs_more: _("Kommunen har spurgt om mere"),
    Fate.passed_on: _("Sendt videre"),
    Fate.yes: _("Ja"),
    Fate.partly: _("Delvist ja"),
    Fate.no: _("Nej"),
    Fate.dropped: _("Trukket tilbage"),
}
"""In the order in which they are counted."""
FATE_KINDS: dict[Fate, str] = {
    Fate.overdue: "overdue",
    Fate.waiting: "waiting",
    Fate.needs_more: "more",
    Fate.passed_on: "passed",
    Fate.yes: "yes",
    Fate.partly: "partly",
    Fate.no: "no",
    Fate.dropped: "withdrawn",
}
ALWAYS_COUNTED = frozenset({Fate.yes, Fate.partly, Fate.no, Fate.waiting, Fate.overdue})
"""The others stand in the picture where there are any."""
PROMISE_ORDER = (PromiseState.kept, PromiseState.under_way, PromiseState.late, PromiseState.broken)
