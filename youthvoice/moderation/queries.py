"""What has been reported, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from youthvoice.accounts.models import Person
from youthvoice.core import keyset
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import Page
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportReason, ReportState
from youthvoice.moderation.targets import Target

QUEUE_LENGTH = 30
SHOWN_REPORTS = 5
HANDLED_LENGTH = 20


@dataclass(frozen=True)
class QueueItem:
    """A reported text with how often it was reported, and its first reports (the most urgent ones first)."""

    report: ContentReport
    count: int
    due_at: datetime
    is_urgent: bool
    reasons: tuple[ReportReason, ...]
    notes: tuple[str, ...]
    wordings: tuple[str, ...]
    """The text as it stood at these reports; more than one where it was changed in between."""


@dataclass(frozen=True)
class Queue:
    """The first texts that wait, and whether more wait behind them."""

    items: list[QueueItem]
    has_more: bool


@dataclass(frozen=True)
class Handled:
    """A decision; ``count`` reports were settled by it; ``is_latest``: nothing came after it, so it can be turned."""

    report: ContentReport
    count: int
    is_latest: bool


def get_report(session: Session, report_id: int) -> ContentReport:
    """One report. Raises NotFound."""
    report = session.get(ContentReport, report_id)
    if report is None:
        raise NotFound
    return report


def find_by_form_key(session: Session, form_key: str) -> ContentReport | None:
    """The report that a form made, if it made one."""
    return session.scalar(select(ContentReport).where(ContentReport.form_key == form_key))


def has_open_alarm(session: Session, target: Target) -> bool:
    """The platform has already called for a human over this wording, and nobody has looked yet."""
    same = and_(*_of_target(target.kind, target.id), ContentReport.state == ReportState.open)
    alarm = exists().where(same, ContentReport.is_automatic, ContentReport.quoted == target.text)
    return bool(session.scalar(select(alarm)))


def has_newer_decision(session: Session, report: ContentReport) -> bool:
    """Something was decided, or is waited for, on the same text after this report was settled."""
    if report.handled_at is None:
        return False
    return bool(session.scalar(select(_newer_exists(report.target_kind, report.target_id, report.handled_at))))


def reporters_of(session: Session, same: Sequence[ColumnElement[bool]]) -> tuple[int, ...]:
    """The ids of those who, signed in, made the reports that fit ``same``."""
    query = select(ContentReport.reporter_id).where(*same, ContentReport.reporter_id.is_not(None)).distinct()
    return tuple(person_id for person_id in session.scalars(query.order_by(ContentReport.reporter_id)) if person_id)


def settled_with(report: ContentReport) -> list[ColumnElement[bool]]:
    """The condition for all reports that wait, or were settled, together with this one."""
    same = [*_of_target(report.target_kind, report.target_id), ContentReport.state == report.state]
    return same if report.handled_at is None else [*same, ContentReport.handled_at == report.handled_at]


def find_author(session: Session, author_id: int) -> Person | None:
    """Who wrote a reported text, with school and unit."""
    return session.get(Person, author_id)


def open_queue(session: Session) -> Queue:
    """What waits for a decision, one item a text: alarms first, then by when an answer is due. Two queries."""
    urgent = func.max(_urgency())
    due = func.min(ContentReport.due_at)
    key = (ContentReport.target_kind, ContentReport.target_id)
    groups = session.execute(
        select(*key, func.count(), due, urgent)
        .where(ContentReport.state == ReportState.open)
        .group_by(*key)
        .order_by(urgent.desc(), due, func.min(ContentReport.id))
        .limit(QUEUE_LENGTH + 1)
    ).all()
    shown = groups[:QUEUE_LENGTH]
    first = _first_reports(session, [(kind, target_id) for kind, target_id, *_ in shown])
    items = [
        _queue_item(first[kind, target_id], count, due_at, is_urgent=bool(level))
        for kind, target_id, count, due_at, level in shown
        if first[kind, target_id]  # else somebody settled it between the two queries
    ]
    return Queue(items, len(groups) > QUEUE_LENGTH)


def queue_item(session: Session, report: ContentReport) -> QueueItem:
    """The open text that a report belongs to (the report alone, where it is settled). At most two queries."""
    if report.state is not ReportState.open:
        return _queue_item([report], 1, report.due_at, is_urgent=False)
    same = (*_of_target(report.target_kind, report.target_id), ContentReport.state == ReportState.open)
    query = select(func.count(), func.min(ContentReport.due_at), func.max(_urgency())).where(*same)
    count, due_at, level = session.execute(query).one()
    key = report.target_kind, report.target_id
    return _queue_item(_first_reports(session, [key])[key], count, due_at, is_urgent=bool(level))


def handled_page(session: Session, state: ReportState, cursor: str | None) -> Page[Handled]:
    """Decisions of one kind, by when their answer was due, newest first. One query."""
    other = aliased(ContentReport)
    same = and_(
        other.target_kind == ContentReport.target_kind,
        other.target_id == ContentReport.target_id,
        other.handled_at == ContentReport.handled_at,
    )
    is_not_first = exists().where(same, other.id < ContentReport.id)
    count = select(func.count()).select_from(other).where(same).scalar_subquery()
    newer = _newer_exists(ContentReport.target_kind, ContentReport.target_id, ContentReport.handled_at)
    query = select(ContentReport, count, newer).where(ContentReport.state == state, ~is_not_first)
    after = keyset.decode(cursor)
    if after is not None:
        query = query.where(tuple_(ContentReport.due_at, ContentReport.id) < tuple_(*after))
    query = query.order_by(ContentReport.due_at.desc(), ContentReport.id.desc()).limit(HANDLED_LENGTH + 1)
    rows = [Handled(report, number, not is_old) for report, number, is_old in session.execute(query)]
    if len(rows) <= HANDLED_LENGTH:
        return Page(rows, None)
    last = rows[HANDLED_LENGTH - 1].report
    return Page(rows[:HANDLED_LENGTH], keyset.encode(last.due_at, last.id))


def _urgency() -> ColumnElement[int]:
    # What is urgent is due the moment it is reported (commands.py), and nothing else is.
    return case((ContentReport.due_at <= ContentReport.created_at, 1), else_=0)


def _of_target(kind: str, target_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return ContentReport.target_kind == kind, ContentReport.target_id == target_id


def _newer_exists(
    kind: str | InstrumentedAttribute[str],
    target_id: int | InstrumentedAttribute[int],
    handled_at: datetime | InstrumentedAttribute[datetime | None],
) -> ColumnElement[bool]:
    newer = aliased(ContentReport)
    later = (newer.state == ReportState.open) | (newer.handled_at > handled_at)
    return exists().where(newer.target_kind == kind, newer.target_id == target_id, later)


def _first_reports(session: Session, keys: list[tuple[str, int]]) -> dict[tuple[str, int], list[ContentReport]]:
    if not keys:
        return {}
    key = ContentReport.target_kind, ContentReport.target_id
    place = func.row_number().over(partition_by=key, order_by=(_urgency().desc(), ContentReport.id)).label("place")
    waiting = ContentReport.state == ReportState.open
    numbered = select(ContentReport.id, place).where(waiting, tuple_(*key).in_(keys)).subquery()
    query = (
        select(ContentReport)
        .join(numbered, numbered.c.id == ContentReport.id)
        .where(numbered.c.place <= SHOWN_REPORTS)
        .order_by(numbered.c.place)
    )
    found: dict[tuple[str, int], list[ContentReport]] = {key: [] for key in keys}
    for report in session.scalars(query):
        found[report.target_kind, report.target_id].append(report)
    return found


def _queue_item(reports: list[ContentReport], count: int, due_at: datetime, *, is_urgent: bool) -> QueueItem:
    return QueueItem(
        report=reports[0],
        count=count,
        due_at=due_at,
        is_urgent=is_urgent,
        reasons=tuple(dict.fromkeys(report.reason for report in reports)),
        notes=tuple(dict.fromkeys(report.note for report in reports if report.note)),
        wordings=tuple(dict.fromkeys(report.quoted for report in reports)),
    )
