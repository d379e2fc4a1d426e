"""The municipality's time, as the young read it: how long there is, what moved it, and whom it waits for."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from flask_babel import gettext

from youthvoice.core.clock import today
from youthvoice.core.i18n import locale_code
from youthvoice.proposals import labels
from youthvoice.proposals.queries.detail import Shown
from youthvoice.proposals.queries.listing import ProposalRow
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.presenting import due_line, follow_up_line, paused_line, plain_day
from youthvoice.responses.rules import CaseState, DueState, due_state


class Clock(NamedTuple):
    """All that decides what is said of the time."""

    status: ProposalStatus
    case_state: CaseState | None
    due_on: date | None
    clock_from: date | None
    paused_on: date | None
    is_reopened: bool

    @property
    def is_owed(self) -> bool:
        """The municipality has the next move."""
        return self.status in labels.OWED_STATUSES

    @property
    def is_being_made_clearer(self) -> bool:
        """There is an answer, and a better one is owed."""
        return self.is_owed and self.is_reopened

    @property
    def waits_for_others(self) -> bool:
        """Passed on, and their answer is still to be recorded."""
        return self.status is ProposalStatus.passed_on and self.case_state is CaseState.passed_on


def clock_of(row: Shown | ProposalRow) -> Clock:
    """The clock of one proposal."""
    due_on, started_on, reopened = row.answer_due_on, row.clock_from, row.reopened_at is not None
    # A day that is no beginning says nothing of how long there was.
    clock_from = started_on if started_on and due_on and started_on < due_on else None
    return Clock(row.status, row.case_state, due_on, clock_from, row.paused_on, reopened)


def clock_line(clock: Clock) -> str:
    """The line on the card: «Kommunen skal svare senest 14. marts», or nothing where nobody is waited for."""
    return _line(clock, today(), locale_code())


@lru_cache(maxsize=2048)
def _line(clock: Clock, day: date, _locale: str) -> str:
    if clock.status is ProposalStatus.needs_more:
        return paused_line(clock.paused_on, day) if clock.paused_on else ""
    if clock.due_on is None:
        return ""
    if clock.waits_for_others:
        return follow_up_line(clock.due_on, day)
    is_reopened = clock.is_being_made_clearer
    return due_line(clock.due_on, clock.is_owed, day, started_on=clock.clock_from, is_reopened=is_reopened)


def status_word(clock: Clock, plain: str) -> str:
    """The word beside the icon: that of the status, but for an answer that is to be made better."""
    return _better(locale_code()) if clock.is_reopened and clock.status is ProposalStatus.awaiting else plain


@lru_cache(maxsize=8)
def _better(_locale: str) -> str:
    return gettext("Venter på et bedre svar")


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that happened to the time, in words; ``quote`` is somebody's reason, ``by`` whose."""

    icon: str
    text: str
    quote: str = ""
    by: str = ""


def notes(shown: Shown, decider: str) -> list[Note]:
    """What stands beneath the deadline. ``decider``: who decides, where it was passed on."""
    clock, day = clock_of(shown), today()
    found = [*_moved(shown, clock, day), *_waiting(clock, decider, day)]
    if _is_long_overdue(clock, day):
        found.append(Note("triangle-alert", gettext("Kommunen har brugt mere end dobbelt så lang tid, som den måtte.")))
    return found


def _moved(shown: Shown, clock: Clock, day: date) -> list[Note]:
    """Another unit, and the one time the deadline was moved; as long as that is the deadline."""
    if not clock.is_owed and clock.paused_on is None:
        return []
    found = []
    if shown.handed_from and shown.unit and shown.handed_from != shown.unit:
        text = gettext(
            "%(before)s har givet forslaget videre. Nu skal %(unit)s svare.", before=shown.handed_from, unit=shown.unit
        )
        found.append(Note("forward", text))
    if shown.extended_from and shown.extended_until and shown.extended_until == clock.due_on:
        days = {"before": plain_day(shown.extended_from, day), "until": plain_day(shown.extended_until, day)}
        text = gettext("Kommunen har flyttet fristen fra %(before)s til %(until)s.", **days)
        found.append(Note("calendar", text, shown.extension_reason or "", shown.extended_by or ""))
    return found


def _waiting(clock: Clock, decider: str, day: date) -> list[Note]:
    if clock.status is ProposalStatus.needs_more and clock.paused_on is not None:
        text = gettext("%(line)s. Så længe står fristen stille.", line=paused_line(clock.paused_on, day))
        return [Note("clock", text)]
    if clock.waits_for_others and clock.due_on is not None:
        line = follow_up_line(clock.due_on, day)
        who = decider.strip().rstrip(".")
        text = gettext("Venter på svar fra: %(who)s. %(line)s.", who=who, line=line) if who else f"{line}."
        return [Note("clock", text)]
    return []


def _is_long_overdue(clock: Clock, day: date) -> bool:
    if clock.due_on is None or clock.clock_from is None or not clock.is_owed:
        return False
    return due_state(clock.due_on, day, answered=False, started_on=clock.clock_from) is DueState.long_overdue
