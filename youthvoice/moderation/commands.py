"""Report a text, raise an alarm over one, and decide what becomes of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from flask_babel import gettext
from sqlalchemy import CursorResult, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.authz import require
from youthvoice.core.calendar import SchoolCalendar
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, Forbidden, NotFound, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.forms import clean
from youthvoice.core.web import settings
from youthvoice.moderation import targets
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.events import ContentHidden, ContentKept, ContentReported
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.queries import (
    find_by_form_key,
    get_report,
    has_newer_decision,
    has_open_alarm,
    reporters_of,
    settled_with,
)
from youthvoice.moderation.rules import (
    HIDE_REASON_MIN,
    NOTE_MAX,
    URGENT_REASONS,
    ReportReason,
    ReportState,
    allowed,
    human_answer_due,
)
from youthvoice.moderation.targets import Target


@dataclass(frozen=True)
class ReportData:
    """Audit: which text, and why."""

    target_kind: str
    target_id: int
    reason: str


@dataclass(frozen=True)
class DecisionData:
    """Audit: what was decided on which text, and how many reports that settled."""

    target_kind: str
    target_id: int
    before: str
    after: str
    reports: int


@dataclass(frozen=True)
class Decision:
    """What a moderator decided; ``before`` is the state that the moderator saw."""

    moderator_id: int
    before: ReportState
    after: ReportState
    note: str
    at: datetime


def answer_due(reported_at: datetime) -> datetime:
    """When a human must have looked at a report made at ``reported_at``: 24 hours, on school days."""
    return human_answer_due(reported_at, SchoolCalendar(settings().school_holidays))


def report_content(  # whoever calls it has all of these from one form
    session: Session, target: Target, reason: ReportReason, note: str, reporter_id: int | None, form_key: str
) -> ContentReport:
    """Put a report into the queue; the same form sent twice is one report.

    A report of worry, or with words of a crisis in its note, is due now. Raises RuleBroken where the note is too long,
    and Conflict where the form was used for another text.
    """
    earlier = find_by_form_key(session, form_key)
    if earlier is not None:
        return _same_target(earlier, target)
    note = clean(note) or ""
    if len(note) > NOTE_MAX:
        raise RuleBroken({"note": [gettext("Skriv højst %(high)d tegn.", high=NOTE_MAX)]})
    urgent = reason in URGENT_REASONS or needs_help(note)
    report = _new_report(target, reason, urgent=urgent)
    report.note, report.reporter_id, report.form_key = note, reporter_id, form_key
    stored = _store_once(session, report)
    if stored is report:
        _tell_of_report(session, report, urgent=urgent)
    return _same_target(stored, target)


def raise_alarm(session: Session, target: Target) -> None:
    """A text has words of a crisis: call for a human now. Once for each wording while nobody has looked at it."""
    if has_open_alarm(session, target):
        return
    report = _new_report(target, ReportReason.worried, urgent=True)
    report.is_automatic = True
    session.add(report)
    session.flush()
    _tell_of_report(session, report, urgent=True)


def decide(
    session: Session, moderator: Person, report_id: int, after: ReportState, note: str, *, seen: ReportState
) -> ContentReport:
    """Hide the reported text or let it stand, and settle all reports of it; also turns an earlier decision.

    ``seen`` is the state the moderator saw. Raises NotFound, Forbidden (the moderator wrote the text), RuleBroken
    (hiding needs a reason of its own) and Conflict (somebody else was first).
    """
    require(moderator, "moderation.queue")
    report = get_report(session, report_id)
    decision = Decision(moderator.id, seen, after, _decision_note(note, after), now())
    target = targets.find_target(session, report.target_kind, report.target_id)
    if target is not None and target.author_id == moderator.id:
        raise Forbidden(gettext("Du har selv skrevet teksten. En anden skal tage stilling til den."))
    reporter_ids = _settle(session, report, decision)
    target = _change_target(session, report, decision) or target
    if target is not None:
        publish(session, _decision_event(report, target, decision, reporter_ids))
    return report


def _store_once(session: Session, report: ContentReport) -> ContentReport:
    try:
        with session.begin_nested():
            session.add(report)
            session.flush()
    except IntegrityError:
        # The same form came twice at the same moment: the other request was first.
        stored = find_by_form_key(session, report.form_key or "")
        if stored is None:
            raise
        return stored
    return report


def _same_target(report: ContentReport, target: Target) -> ContentReport:
    if (report.target_kind, report.target_id) != (target.kind, target.id):
        raise Conflict
    return report


def _new_report(target: Target, reason: ReportReason, *, urgent: bool) -> ContentReport:
    moment = now()
    return ContentReport(
        target_kind=target.kind,
        target_id=target.id,
        target_title=target.title[:200],
        target_path=target.path,
        quoted=target.text,
        reason=reason,
        note="",
        decision_note="",
        is_automatic=False,
        state=ReportState.open,
        created_at=moment,
        due_at=moment if urgent else answer_due(moment),
    )


def _tell_of_report(session: Session, report: ContentReport, *, urgent: bool) -> None:
    data = ReportData(report.target_kind, report.target_id, report.reason.value)
    action = "moderation.alarm" if report.is_automatic else "moderation.report"
    audit.record(session, report.reporter_id, action, ("content_report", report.id), data)
    kind, target_id, title = report.target_kind, report.target_id, report.target_title
    publish(session, ContentReported(report.id, kind, target_id, title, report.reason, urgent, report.is_automatic))


def _decision_note(note: str, after: ReportState) -> str:
    note = clean(note) or ""
    if len(note) > NOTE_MAX:
        raise RuleBroken({"note": [gettext("Skriv højst %(high)d tegn.", high=NOTE_MAX)]})
    if after is ReportState.hidden and len(note) < HIDE_REASON_MIN:
        text = gettext(
            "Skriv en grund på mindst %(low)d tegn. Den, der skrev teksten, får den at se.", low=HIDE_REASON_MIN
        )
        raise RuleBroken({"note": [text]})
    return note


def _settle(session: Session, report: ContentReport, decision: Decision) -> tuple[int, ...]:
    """Move all reports that belong together; the ids of those who made them. The update looks at the state again, so
    of two moderators who press at once only one gets through."""
    is_known = allowed(decision.before, decision.after) and report.state is decision.before
    if not is_known or has_newer_decision(session, report):
        raise Conflict
    same = settled_with(report)
    reporter_ids = reporters_of(session, same)
    settle = (
        update(ContentReport)
        .where(*same)
        .values(
            state=decision.after,
            handled_at=decision.at,
            handled_by_id=decision.moderator_id,
            decision_note=decision.note,
        )
    )
    result = cast(CursorResult[Any], session.execute(settle.execution_options(synchronize_session=False)))
    if result.rowcount == 0:
        raise Conflict
    session.refresh(report)
    _write_down(session, report, decision, result.rowcount)
    return reporter_ids


def _write_down(session: Session, report: ContentReport, decision: Decision, count: int) -> None:
    before, after = decision.before.value, decision.after.value
    data = DecisionData(report.target_kind, report.target_id, before, after, count)
    action = "moderation.hide" if decision.after is ReportState.hidden else "moderation.keep"
    audit.record(session, decision.moderator_id, action, ("content_report", report.id), data, at=decision.at)


def _change_target(session: Session, report: ContentReport, decision: Decision) -> Target | None:
    if decision.after is ReportState.kept and decision.before is ReportState.open:
        return None
    change = targets.hide_target if decision.after is ReportState.hidden else targets.restore_target
    try:
        change(session, report.target_kind, report.target_id)
    except NotFound:
        # The text is gone for good; the report is settled all the same.
        return None
    return targets.find_target(session, report.target_kind, report.target_id)


def _decision_event(
    report: ContentReport, target: Target, decision: Decision, reporter_ids: tuple[int, ...]
) -> ContentHidden | ContentKept:
    kind, target_id, author_id, note = target.kind, target.id, target.author_id, decision.note
    facts = (kind, target_id, author_id, note, target.path, target.title, report.id, reporter_ids)
    if decision.after is ReportState.hidden:
        return ContentHidden(*facts)
    return ContentKept(*facts, was_hidden=decision.before is ReportState.hidden)
