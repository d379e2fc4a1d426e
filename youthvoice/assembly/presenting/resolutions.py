"""Resolutions as their pages show them: where each stands, all of them counted, and the way of one from motion to promise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from youthvoice.assembly.presenting.hands import result_line
from youthvoice.assembly.queries.resolutions import Detail, ResolutionStatus, tally_of
from youthvoice.assembly.resolution_labels import ALWAYS_COUNTED, FATE_KINDS, FATE_LABELS, PROMISE_ORDER
from youthvoice.assembly.rules.resolutions import Fate, Tally
from youthvoice.core.charts import BarChart, Drawing, Series, draw
from youthvoice.core.clock import local_date, today
from youthvoice.core.i18n import format_day
from youthvoice.proposals.timeline import Step
from youthvoice.responses.labels import PROMISE_LABELS, REASON_LABELS
from youthvoice.responses.presenting import due_line, follow_up_line, paused_line, plain_day
from youthvoice.responses.promised import Standing, standing_of
from youthvoice.responses.rules import CaseState
from youthvoice.responses.rules.follow_up import PromiseState
from youthvoice.responses.telling import AnswersTold


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody can do on the page of a resolution; a visitor nothing."""

    is_signed_in: bool = False
    sees_to: bool = False
    may_supply: bool = False
    may_wish: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One resolution of a list."""

    number: int
    title: str
    is_hidden: bool
    kind: str
    label: str
    when: str
    """By when an answer is owed, or when it was given."""
    reason: str
    """The main reason of a no or a partly; else empty."""
    unit: str
    politician: str
    promise: Standing | None


def line_of(status: ResolutionStatus) -> Line:
    """A stored resolution, ready to show."""
    fate = status.fate
    return Line(
        number=status.number,
        title=gettext("Skjult af en moderator") if status.is_hidden else status.title,
        is_hidden=status.is_hidden,
        kind=FATE_KINDS[fate],
        label=fate_label(status),
        when=when_line(status),
        reason=str(REASON_LABELS[status.reason_code]) if status.reason_code and fate in (Fate.no, Fate.partly) else "",
        unit=status.unit or "",
        politician=status.politician,
        promise=promise_standing(status),
    )


def fate_label(status: ResolutionStatus) -> str:
    """The word beside the icon; another where there is an answer, and a better one is owed."""
    is_anew = status.reopened_at is not None and status.fate is Fate.waiting
    return gettext("Venter på et bedre svar") if is_anew else str(FATE_LABELS[status.fate])


def when_line(status: ResolutionStatus) -> str:
    """The day that matters now."""
    fate, day = status.fate, today()
    if fate is Fate.needs_more:
        return paused_line(status.paused_on, day) if status.paused_on else ""
    if fate is Fate.dropped or status.answer_due_on is None:
        return ""
    if status.case_state is CaseState.passed_on:
        return follow_up_line(status.answer_due_on, day)
    if status.case_state is CaseState.answered:
        return gettext("Svar %(day)s", day=format_day(status.answered_at)) if status.answered_at else ""
    reopened = status.reopened_at is not None
    return due_line(status.answer_due_on, True, day, started_on=status.clock_from, is_reopened=reopened)


def promise_standing(status: ResolutionStatus) -> Standing | None:
    """How its promise stands today; None where there is none that anyone may read."""
    if status.promise is None or status.promised_for is None:
        return None
    return standing_of(status.promise, status.promised_for, status.promise_due_on, status.promise_done_at)


@dataclass(frozen=True)
class Counted:
    """The resolutions of a year, counted: four numbers, and the pictures with their tables."""

    tally: Tally
    answers: Drawing
    promises: Drawing | None


def counted(found: list[ResolutionStatus]) -> Counted:
    """As they stand today."""
    sums = tally_of(found)
    has_promises = any(sums.promises.values())
    return Counted(sums, draw(_answers(sums)), draw(_promises(sums)) if has_promises else None)


def _answers(sums: Tally) -> BarChart:
    shown = [fate for fate in FATE_LABELS if sums.fates[fate] or fate in ALWAYS_COUNTED]
    return BarChart(
        id="answers",
        title=gettext("Hvad blev svaret?"),
        description=gettext("%(done)d af %(all)d beslutninger har fået et svar.", done=sums.answered, all=sums.total),
        row_heading=gettext("Svar"),
        rows=tuple(str(FATE_LABELS[fate]) for fate in shown),
        series=(Series(gettext("Beslutninger"), tuple(sums.fates[fate] for fate in shown)),),
    )


def _promises(sums: Tally) -> BarChart:
    return BarChart(
        id="promises",
        title=gettext("Blev det holdt?"),
        description=gettext("Et ja er et løfte. Her ser du, hvordan det går med løfterne."),
        row_heading=gettext("Løfte"),
        rows=tuple(str(PROMISE_LABELS[state]) for state in PROMISE_ORDER),
        series=(Series(gettext("Løfter"), tuple(sums.promises[state] for state in PROMISE_ORDER)),),
    )


def way_of(detail: Detail, told: AnswersTold) -> list[Step]:
    """From the motion to the promise: what has happened, and what is still to come."""
    return [*_young(detail), *_receipt(detail), *_answered(detail, told), *_promised(detail), *_to_come(detail)]


def _young(detail: Detail) -> Iterator[Step]:
    if detail.submitted_at is not None:
        words = gettext("Forslag %(number)d blev sendt til Bytinget", number=detail.motion_number)
        yield _step("send", words, detail.submitted_at, detail.delegation or "")
    line = result_line(detail.vote_outcome)
    yield _step("status-yes", gettext("Bytinget sagde ja"), detail.status.adopted_at, line, "yes")
    if detail.status.opened_at is not None:
        yield _step("forward", gettext("Sendt til kommunen"), detail.status.opened_at, detail.status.unit or "")


def _receipt(detail: Detail) -> Iterator[Step]:
    if detail.status.receipt_at is not None:
        title = gettext("Kommunen har fået beslutningen")
        yield _step("badge-check", title, detail.status.receipt_at, detail.receipt_by)
    if detail.extended_at is not None and detail.extended_until is not None:
        until = plain_day(detail.extended_until, today())
        title = gettext("Kommunen har flyttet fristen til %(day)s", day=until)
        yield _step("clock", title, detail.extended_at, detail.extension_reason)


def _answered(detail: Detail, told: AnswersTold) -> Iterator[Step]:
    views = [*told.older, *([told.first] if told.first else []), *([told.current] if told.current else [])]
    for view in sorted(views, key=lambda one: one.number):
        if view.at is not None:
            title = gettext("Svar: %(outcome)s", outcome=view.outcome_label)
            yield _step(f"status-{view.kind}", title, view.at, view.person_name, view.kind)
    if detail.status.reopened_at is not None:
        title = gettext("Svaret var ikke klart nok. Kommunen skal svare bedre")
        yield _step("history", title, detail.status.reopened_at)


def _promised(detail: Detail) -> Iterator[Step]:
    if detail.settled_at is None:
        return
    kept = detail.status.promise is PromiseState.kept
    title = gettext("Kommunen holdt, hvad den lovede") if kept else gettext("Kommunen holdt ikke, hvad den lovede")
    yield _step("status-yes" if kept else "status-no", title, detail.settled_at, "", "yes" if kept else "no")


def _to_come(detail: Detail) -> Iterator[Step]:
    status, day = detail.status, today()
    if status.fate in (Fate.waiting, Fate.overdue):
        if status.receipt_at is None and status.receipt_due_on is not None and status.reopened_at is None:
            yield _due("badge-check", gettext("Kvittering fra kommunen"), status.receipt_due_on, status.unit)
        if status.answer_due_on is not None:
            anew = status.reopened_at is not None
            title = gettext("Et bedre svar fra kommunen") if anew else gettext("Svar fra kommunen")
            yield _due("message-square-text", title, status.answer_due_on, status.unit)
    elif status.fate is Fate.passed_on and status.answer_due_on is not None:
        yield _due("forward", gettext("Kommunen følger op"), status.answer_due_on, status.unit)
    elif status.fate is Fate.needs_more:
        title = gettext("Kommunen venter på mere")
        yield Step("status-more", title, gettext("Når Bytinget har svaret"), "", is_next=True)
    if status.promise is PromiseState.under_way and status.promised_for is not None:
        is_late = status.promised_for < day
        title = gettext("Løftet venter stadig") if is_late else gettext("Løftet er holdt")
        until = plain_day(status.promised_for, day)
        when = gettext("Skulle være sket %(day)s", day=until) if is_late else gettext("Senest %(day)s", day=until)
        kind = "overdue" if is_late else None
        yield Step("signpost", title, when, status.promised_for.isoformat(), status.unit or "", kind, is_next=True)


def _step(icon: str, title: str, at: datetime, body: str = "", kind: str | None = None) -> Step:
    day = local_date(at)
    return Step(icon, title, plain_day(day, today()), day.isoformat(), body, kind)


def _due(icon: str, title: str, due_on: date, unit: str | None) -> Step:
    is_late, shown = due_on < today(), plain_day(due_on, today())
    when = gettext("Skulle være kommet %(day)s", day=shown) if is_late else gettext("Senest %(day)s", day=shown)
    return Step(icon, title, when, due_on.isoformat(), unit or "", "overdue" if is_late else None, is_next=True)
