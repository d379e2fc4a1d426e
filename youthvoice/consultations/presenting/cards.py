"""A hearing in a list, and the line that says where it stands."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext, ngettext

from youthvoice.consultations.labels import OVERDUE_LABEL, STATE_KINDS, STATE_LABELS
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.rules.states import ConsultationState, state_of
from youthvoice.consultations.rules.summary import is_overdue
from youthvoice.core.clock import local_date, today
from youthvoice.core.i18n import format_day
from youthvoice.core.templating import cached_url_for


@dataclass(frozen=True, slots=True)
class Card:
    """One line of a list."""

    url: str
    title: str
    unit: str
    when: str
    answered: str
    """Empty before it opens."""
    kind: str
    label: str
    is_too_late: bool
    """It asks after the decision was taken."""


def card(found: Consultation, moment: datetime) -> Card:
    """No query; its unit must be loaded."""
    state = state_of(found.moments, moment)
    late = summary_is_late(found, state)
    return Card(
        url=cached_url_for("consultations.show", consultation_id=found.id),
        title=found.title,
        unit=found.unit.name,
        when=when_of(found, state),
        answered=answered(found) if state not in (ConsultationState.draft, ConsultationState.planned) else "",
        kind="overdue" if late else STATE_KINDS[state],
        label=str(OVERDUE_LABEL if late else STATE_LABELS[state]),
        is_too_late=found.is_too_late,
    )


def summary_is_late(found: Consultation, state: ConsultationState) -> bool:
    """The unit owes it, and the day is gone."""
    return state is ConsultationState.closed and is_overdue(found.summary_due_on, today())


def answered(found: Consultation) -> str:
    """How many have answered, and how many young people stand behind it."""
    if not found.responses:
        return gettext("Ingen svar endnu") if found.closing_told_at is None else gettext("Ingen svar")
    answers = ngettext("%(num)d svar", "%(num)d svar", found.responses)
    if found.people == found.responses:
        return answers
    people = ngettext("%(num)d ung", "%(num)d unge", found.people)
    return gettext("%(answers)s fra %(people)s", answers=answers, people=people)


def when_of(found: Consultation, state: ConsultationState) -> str:
    """The day that matters now."""
    match state:
        case ConsultationState.draft | ConsultationState.planned:
            return gettext("Åbner %(day)s", day=format_day(local_date(found.opens_at)))
        case ConsultationState.open:
            return days_left(found)
        case ConsultationState.closed:
            return gettext("Opsamling senest %(day)s", day=format_day(found.summary_due_on))
        case ConsultationState.cancelled:
            return gettext("Skulle lukke %(day)s", day=format_day(local_date(found.closes_at)))
    return gettext("Lukkede %(day)s", day=format_day(local_date(found.closes_at)))


def days_left(found: Consultation) -> str:
    """How long one can still answer."""
    left = (local_date(found.closes_at) - today()).days
    if left <= 0:
        return gettext("Sidste dag for svar er i dag")
    return ngettext("%(num)d dag tilbage", "%(num)d dage tilbage", left)
