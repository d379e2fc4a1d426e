"""From cases and answers to what a page shows."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from flask_babel import gettext, ngettext

from youthvoice.core.i18n import format_day, locale_code
from youthvoice.core.readability import TARGET_LIX, LongSentence, lix, long_sentences, long_words
from youthvoice.responses import labels
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.queries.cases import SHOWN_COLUMNS, AnswerRow
from youthvoice.responses.queries.inbox import InboxRow
from youthvoice.responses.rules import AnswerFacts, DueState, Outcome, ReasonCode, days_late, due_state


def due_line(
    answer_due_on: date,
    status_is_open: bool,
    today: date,
    *,
    started_on: date | None = None,
    is_reopened: bool = False,
) -> str:
    """The line on the public card, e.g. «Kommunen skal svare senest 14. marts»; empty where nothing is owed.

    ``started_on`` is the day the deadline is counted from, where it is known; ``is_reopened``: a clearer answer is owed.
    """
    state = due_state(answer_due_on, today, answered=not status_is_open, started_on=started_on)
    if state is DueState.answered:
        return ""
    if state is DueState.due_today:
        return gettext("Kommunen skal svare bedre i dag") if is_reopened else gettext("Kommunen skal svare i dag")
    late = days_late(answer_due_on, today)
    if late:
        return _late_line(late, is_long=state is DueState.long_overdue and started_on is not None)
    shown = plain_day(answer_due_on, today)
    if is_reopened:
        return gettext("Kommunen skal svare bedre senest %(day)s", day=shown)
    return gettext("Kommunen skal svare senest %(day)s", day=shown)


def _late_line(days: int, *, is_long: bool) -> str:
    if is_long:
        return ngettext("Kommunen er meget forsinket: %(num)d dag", "Kommunen er meget forsinket: %(num)d dage", days)
    return ngettext("Kommunen er %(num)d dag forsinket", "Kommunen er %(num)d dage forsinket", days)


def follow_up_line(due_on: date, today: date) -> str:
    """While others decide: by when the municipality asks them how it goes."""
    if due_on < today:
        return gettext("Kommunen skulle have fulgt op %(day)s", day=plain_day(due_on, today))
    return gettext("Kommunen følger op senest %(day)s", day=plain_day(due_on, today))


def paused_line(since: date, today: date) -> str:
    """While the young person is asked for more."""
    return gettext("Kommunen venter på svar fra forfatteren siden %(day)s", day=plain_day(since, today))


def plain_day(day: date, today: date) -> str:
    """«14. marts», and with the year where it is another."""
    return format_day(day, year=day.year != today.year)


@dataclass(frozen=True)
class DueBadge:
    """How long there is left, for the one who must answer: words, a shape and a colour."""

    text: str
    css: str
    icon: str


def due_badge(due_on: date, today: date, *, started_on: date | None = None, is_paused: bool = False) -> DueBadge:
    """The badge of an open case in the inbox; ``started_on`` is the day that its deadline is counted from."""
    state = due_state(due_on, today, answered=False, started_on=started_on, paused=is_paused)
    if state is DueState.paused:
        return DueBadge(gettext("Fristen står stille"), "due", "pause")
    late = days_late(due_on, today)
    if state is DueState.long_overdue:
        text = ngettext("Meget forsinket: %(num)d dag", "Meget forsinket: %(num)d dage", late)
        return DueBadge(text, "due due--late due--long", "status-overdue")
    if late:
        text = ngettext("%(num)d dag forsinket", "%(num)d dage forsinket", late)
        return DueBadge(text, "due due--late", "triangle-alert")
    if state is DueState.due_today:
        return DueBadge(gettext("I dag"), "due due--soon", "clock")
    left = (due_on - today).days
    text = gettext("I morgen") if left == 1 else ngettext("Om %(num)d dag", "Om %(num)d dage", left)
    return DueBadge(text, "due due--soon" if state is DueState.due_soon else "due", "clock")


def case_badge(case: Case | InboxRow, today: date) -> DueBadge:
    """As ``due_badge``, of the answer that a case is owed."""
    return due_badge(case.answer_due_on, today, started_on=case.clock_from, is_paused=case.paused_on is not None)


@dataclass(frozen=True)
class AnswerView:
    """An answer as the young person reads it."""

    outcome: Outcome
    kind: str
    """The status kind: icon and colour."""
    outcome_label: str
    headline: str
    reason_label: str | None
    explanation: str
    next_step: str
    asked_for: str
    expected_on: date | None
    person_name: str
    person_role: str
    at: datetime | None
    """None in a preview."""
    number: int
    expected_label: str = ""
    reason_detail: str = ""
    reason_detail_label: str = ""
    reason_on: date | None = None
    reason_on_label: str = ""

    @property
    def initials(self) -> str:
        """The first letters of the first and last name."""
        words = [word for word in self.person_name.split() if word[0].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def answer_view(answer: Answer | AnswerRow | AnswerView) -> AnswerView:
    """A stored answer, ready to show; what is ready already stays as it is."""
    if isinstance(answer, AnswerView):
        return answer
    row = _row(answer) if isinstance(answer, Answer) else answer
    role = _line(row.contact_title, row.contact_unit) or _line(row.writer_title, row.writer_unit)
    name = row.contact_name or row.writer_name
    return _view(row.outcome, row.reason_code, row, name=name, role=role, at=row.created_at, number=row.number)


def _row(answer: Answer) -> AnswerRow:
    writer = answer.written_by
    told = [getattr(answer, name) for name in SHOWN_COLUMNS]
    return AnswerRow._make([*told, writer.display_name, writer.title, writer.unit.name if writer.unit else None])


def _line(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def preview(facts: AnswerFacts) -> AnswerView | None:
    """What is being written, as the young person will see it; None before an outcome is chosen."""
    if facts.outcome is None:
        return None
    role = _line(facts.contact_title, facts.contact_unit)
    return _view(facts.outcome, facts.reason, facts, name=facts.contact_name, role=role, at=None, number=1)


def _view(
    outcome: Outcome,
    reason: ReasonCode | None,
    told: AnswerRow | AnswerFacts,
    *,
    name: str,
    role: str,
    at: datetime | None,
    number: int,
) -> AnswerView:
    label, headline, reason_label = _words(outcome, reason, locale_code())
    return AnswerView(
        outcome=outcome,
        kind=labels.OUTCOME_KINDS[outcome],
        outcome_label=label,
        headline=headline,
        reason_label=reason_label,
        explanation=told.explanation,
        next_step=told.next_step,
        asked_for=told.asked_for if outcome is Outcome.needs_more else "",
        expected_on=told.expected_on if outcome in labels.EXPECTED_SHOWN else None,
        expected_label=str(labels.EXPECTED_SHOWN.get(outcome, "")),
        **_reason_told(reason, told),
        person_name=name,
        person_role=role,
        at=at,
        number=number,
    )


def _reason_told(reason: ReasonCode | None, told: AnswerRow | AnswerFacts) -> dict[str, Any]:
    """Which rule, what it costs or who decides, and the day that goes with it."""
    found: dict[str, Any] = {}
    if reason in labels.DETAIL_SHOWN:
        found = {"reason_detail": told.reason_detail, "reason_detail_label": str(labels.DETAIL_SHOWN[reason])}
    if reason in labels.DATE_SHOWN:
        found |= {"reason_on": told.reason_on, "reason_on_label": str(labels.DATE_SHOWN[reason])}
    return found


@lru_cache(maxsize=256)
def _words(outcome: Outcome, reason: ReasonCode | None, _locale: str) -> tuple[str, str, str | None]:
    """Label, headline and reason, looked up once a language."""
    headline = str(labels.OUTCOME_HEADLINES[outcome])
    return str(labels.OUTCOME_LABELS[outcome]), headline, str(labels.REASON_LABELS[reason]) if reason else None


@dataclass(frozen=True)
class ReadabilityView:
    """What the official is told of a text while writing it."""

    lix: int
    kind: str
    level_label: str
    long_words: list[str]
    long_sentences: list[LongSentence]
    advice: str


def readability_view(text: str) -> ReadabilityView | None:
    """LIX, its name, the long words and what to do; None for a text without words."""
    found = lix(text)
    if not found.words:
        return None
    if found.lix < TARGET_LIX:
        advice = gettext("Godt. Den unge kan læse det her. Bliv under %(target)d.", target=TARGET_LIX)
    else:
        advice = gettext(
            "Prøv at komme under %(target)d. Sæt flere punktummer, og byt de lange ord ud med korte.", target=TARGET_LIX
        )
    label = str(labels.LEVEL_LABELS[found.level])
    kind = labels.LEVEL_KINDS[found.level]
    return ReadabilityView(found.lix, kind, label, long_words(text), long_sentences(text), advice)
