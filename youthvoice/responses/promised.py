"""From promises to what a page shows: how each stands today, in a word, a shape and a colour."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext, ngettext

from youthvoice.core.clock import local_date, today
from youthvoice.core.i18n import format_day
from youthvoice.responses import labels
from youthvoice.responses.models import Promise
from youthvoice.responses.queries.promise_lists import PromiseRow
from youthvoice.responses.queries.promises import GlanceRow, MilestoneRow
from youthvoice.responses.rules.follow_up import PromiseState, Verdict, promise_state


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands today."""

    state: PromiseState
    kind: str
    """The status kind: icon and colour."""
    label: str
    line: str
    """By when, how late, or who says so."""


@dataclass(frozen=True, slots=True)
class StepView:
    """A step on the way, as everybody reads it."""

    id: int
    words: str
    owner: str
    kind: str
    when: str
    moved: str
    """«Flyttet fra 1. marts», or empty."""
    is_done: bool


def standing(promise: Promise | PromiseRow, last_word: Verdict | None = None) -> Standing:
    """How it stands; with ``last_word`` the line tells whether it is the young people who say so."""
    return standing_of(promise.state, promise.promised_for, promise.due_on, promise.done_at, last_word)


def standing_of(
    stored: PromiseState,
    promised_for: date,
    due_on: date | None,
    done_at: datetime | None,
    last_word: Verdict | None = None,
) -> Standing:
    """The same from its parts."""
    state = promise_state(stored, due_on, today())
    if state is PromiseState.under_way and done_at is not None:
        label, line = str(labels.PROMISE_DONE_LABEL), gettext("De unge har ikke svaret endnu")
    else:
        label, line = str(labels.PROMISE_LABELS[state]), _line(state, promised_for, due_on, last_word)
    return Standing(state, labels.PROMISE_KINDS[state], label, line)


def _line(state: PromiseState, promised_for: date, due_on: date | None, last_word: Verdict | None) -> str:
    if state is PromiseState.kept:
        return gettext("Det siger de unge selv")
    if state is PromiseState.broken:
        return gettext("Det siger de unge selv") if last_word is Verdict.broken else ""
    if state is PromiseState.late and due_on is not None:
        days = (today() - due_on).days
        if due_on < promised_for:
            return ngettext("Et skridt er %(num)d dag for sent", "Et skridt er %(num)d dage for sent", days)
        return ngettext("%(num)d dag for sent", "%(num)d dage for sent", days)
    return gettext("Skal være gjort senest %(day)s", day=_day(promised_for))


def step_view(step: MilestoneRow) -> StepView:
    """A stored step, ready to show."""
    moved = gettext("Flyttet fra %(day)s", day=_day(step.first_due_on)) if step.due_on != step.first_due_on else ""
    if step.done_at is not None:
        when, kind = gettext("Gjort %(day)s", day=_day(local_date(step.done_at))), "yes"
    elif step.due_on < today():
        when, kind = gettext("Forsinket. Skulle være gjort %(day)s", day=_day(step.due_on)), "overdue"
    else:
        when, kind = gettext("Senest %(day)s", day=_day(step.due_on)), "waiting"
    return StepView(step.id, step.words, step.owner, kind, when, moved, step.done_at is not None)


def _day(day: date) -> str:
    return format_day(day, year=day.year != today().year)


@dataclass(frozen=True, slots=True)
class Glance:
    """A promise in four lines, for the page of what was asked."""

    id: int
    standing: Standing
    step: str
    """The next thing to be done; may be empty."""
    step_when: str


def glance(row: GlanceRow) -> Glance:
    """A promise as it is read with what was asked, ready to show."""
    found = standing_of(row.state, row.promised_for, row.due_on, row.done_at)
    shows_step = row.state is PromiseState.under_way and row.done_at is None
    if not shows_step or row.step is None or row.step_on is None:
        return Glance(row.id, found, "", "")
    day = _day(row.step_on)
    is_late = row.step_on < today()
    when = gettext("Skulle være gjort %(day)s", day=day) if is_late else gettext("Senest %(day)s", day=day)
    return Glance(row.id, found, row.step, when)
