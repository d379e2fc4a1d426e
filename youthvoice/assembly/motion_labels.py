"""Where motions and amendments stand, in words, and the kind (icon and colour) of each."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from youthvoice.assembly.rules.motions import AmendmentState, MotionState, Side
from youthvoice.assembly.rules.years import YearState

STATE_LABELS: Mapping[MotionState, LazyString] = {
    MotionState.draft: _("Kladde"),
    MotionState.submitted: _("Sendt ind"),
    MotionState.in_committee: _("I udvalg"),
    MotionState.ready: _("Klar til dagen"),
    MotionState.withdrawn: _("Trukket tilbage"),
    MotionState.merged: _("Lagt ind i et andet"),
    MotionState.adopted: _("Vedtaget"),
    MotionState.rejected: _("Ikke vedtaget"),
}
STATE_KINDS: Mapping[MotionState, str] = {
    MotionState.draft: "draft",
    MotionState.submitted: "waiting",
    MotionState.in_committee: "progress",
    MotionState.ready: "passed",
    MotionState.withdrawn: "withdrawn",
    MotionState.merged: "withdrawn",
    MotionState.adopted: "yes",
    MotionState.rejected: "no",
}
NOT_REACHED = _("Blev ikke nået")
AMENDMENT_LABELS: Mapping[AmendmentState, LazyString] = {
    AmendmentState.open: _("Ikke afgjort"),
    AmendmentState.taken_in: _("Skrevet ind"),
    AmendmentState.adopted: _("Stemt igennem"),
    AmendmentState.rejected: _("Stemt ned"),
    AmendmentState.withdrawn: _("Trukket tilbage"),
    AmendmentState.overtaken: _("Bortfaldet"),
}
AMENDMENT_KINDS: Mapping[AmendmentState, str] = {
    AmendmentState.open: "waiting",
    AmendmentState.taken_in: "yes",
    AmendmentState.adopted: "yes",
    AmendmentState.rejected: "no",
    AmendmentState.withdrawn: "withdrawn",
    AmendmentState.overtaken: "withdrawn",
}
SIDE_LABELS: Mapping[Side, LazyString] = {Side.pro: _("For"), Side.con: _("Imod")}
SIDE_CHOICES: Mapping[Side, LazyString] = {Side.pro: _("Jeg er for ændringen"), Side.con: _("Jeg er imod ændringen")}


def state_words(state: MotionState, year: YearState) -> tuple[str, str]:
    """(kind, label) of a motion; what was ready and never voted on is told once the day is over."""
    if state is MotionState.ready and year is YearState.over:
        return "withdrawn", str(NOT_REACHED)
    return STATE_KINDS[state], str(STATE_LABELS[state])
