"""Reads of one promise, and of all that hangs on it."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, exists, literal_column, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import EPOCH, MAX_ID, Page, decode, encode
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportState
from youthvoice.moderation.targets import Target
from youthvoice.responses.models import (
    Case,
    Milestone,
    ProgressReport,
    Promise,
    PromiseCheck,
    PromiseMark,
)
from youthvoice.responses.queries.whose import MOST_MEMBERS, answers_for
from youthvoice.responses.rules.follow_up import PromiseState, Verdict

REPORT_ROWS = 10
MARKS_SHOWN = 10
MARK_KIND = "promise_word"
"""What moderation calls the words beside a verdict."""


class MarkRow(NamedTuple):
    """A young person's word, without who said it."""

    id: int
    verdict: Verdict
    at: datetime
    words: str
    """For the unit alone."""


class MilestoneRow(NamedTuple):
    """A step on the way, as pages show it."""

    id: int
    promise_id: int
    words: str
    owner: str
    due_on: date
    first_due_on: date
    done_at: datetime | None


def find_promise(session: Session, case_id: int) -> Promise | None:
    """The promise of a case, if an answer has made one."""
    return session.scalar(select(Promise).where(Promise.case_id == case_id))


def get_promise(session: Session, promise_id: int) -> Promise:
    """With its case, unit and owner: one query. Raises NotFound; ask who may see a hidden one."""
    wanted = select(Promise).where(Promise.id == promise_id)
    loaded = wanted.options(joinedload(Promise.case), joinedload(Promise.unit), joinedload(Promise.owner))
    promise = session.scalar(loaded) if promise_id <= MAX_ID else None
    if promise is None:
        raise NotFound
    return promise


def get_milestone(session: Session, promise_id: int, milestone_id: int) -> Milestone:
    """A step of that promise, with its owner. Raises NotFound."""
    wanted = select(Milestone).where(Milestone.id == milestone_id, Milestone.promise_id == promise_id)
    milestone = session.scalar(wanted.options(joinedload(Milestone.owner))) if milestone_id <= MAX_ID else None
    if milestone is None:
        raise NotFound
    return milestone


def milestones_of(session: Session, promise_ids: list[int]) -> list[MilestoneRow]:
    """The steps of these promises, the first day first: one query (none where there are no promises)."""
    if not promise_ids:
        return []
    columns = (Milestone.id, Milestone.promise_id, Milestone.words, Person.display_name, Milestone.due_on)
    wanted = select(*columns, Milestone.first_due_on, Milestone.done_at)
    wanted = wanted.join(Person, Person.id == Milestone.owner_id).where(Milestone.promise_id.in_(promise_ids))
    rows = session.execute(wanted.order_by(Milestone.due_on, Milestone.id))
    return [MilestoneRow._make(row) for row in rows]


def reports_of(session: Session, promise_id: int, cursor: str | None) -> Page[ProgressReport]:
    """One page of what was told of a promise, newest first, with who told it and without the pictures."""
    wanted = select(ProgressReport).where(ProgressReport.promise_id == promise_id)
    after = decode(cursor)
    if after is not None:
        wanted = wanted.where(ProgressReport.id < after[1])
    wanted = wanted.options(joinedload(ProgressReport.by).joinedload(Person.unit))
    found = list(session.scalars(wanted.order_by(ProgressReport.id.desc()).limit(REPORT_ROWS + 1)))
    shown = found[:REPORT_ROWS]
    return Page(shown, encode(EPOCH, shown[-1].id) if len(found) > REPORT_ROWS else None)


def checks_of(session: Session, promise_id: int) -> list[PromiseCheck]:
    """The questions that the responsible adult was asked, the first one first; at most a handful."""
    asked = PromiseCheck.promise_id == promise_id, PromiseCheck.asked_at.is_not(None), PromiseCheck.months > 0
    return list(session.scalars(select(PromiseCheck).where(*asked).order_by(PromiseCheck.months)))


def marks_of(session: Session, promise_id: int) -> list[MarkRow]:
    """The last words of the young people, newest first; what a moderator has hidden is left out, the verdict is not."""
    is_hidden = exists().where(
        ContentReport.target_kind == MARK_KIND,
        ContentReport.target_id == PromiseMark.id,
        ContentReport.state == ReportState.hidden,
    )
    wanted = select(PromiseMark.id, PromiseMark.verdict, PromiseMark.at, PromiseMark.words, is_hidden)
    wanted = wanted.where(PromiseMark.promise_id == promise_id).order_by(PromiseMark.id.desc()).limit(MARKS_SHOWN)
    rows = session.execute(wanted)
    return [MarkRow(id_, verdict, at, "" if hidden else words) for id_, verdict, at, words, hidden in rows]


def mark_by_key(session: Session, promise_id: int, form_key: str) -> PromiseMark | None:
    """The word that this very form has stored already."""
    return session.scalar(
        select(PromiseMark).where(PromiseMark.promise_id == promise_id, PromiseMark.form_key == form_key)
    )


def own_mark(session: Session, promise_id: int, person_id: int) -> PromiseMark | None:
    """What this person said last."""
    mine = PromiseMark.promise_id == promise_id, PromiseMark.person_id == person_id
    return session.scalar(select(PromiseMark).where(*mine).order_by(PromiseMark.id.desc()).limit(1))


def mark_target(session: Session, mark_id: int) -> Target | None:
    """The words beside a verdict, as moderation sees them: the unit alone reads them, so nobody reports them."""
    mark = session.get(PromiseMark, mark_id) if mark_id <= MAX_ID else None
    if mark is None:
        return None
    title = select(Case.title).join(Promise, Promise.case_id == Case.id).where(Promise.id == mark.promise_id)
    path = f"/loefter/{mark.promise_id}/plan"
    return Target(MARK_KIND, mark.id, session.scalar(title) or "", path, mark.words, mark.person_id, is_readable=False)


def picture_of(session: Session, promise_id: int, report_id: int) -> tuple[bytes, str]:
    """The picture of a report, and what kind of file it is. Raises NotFound, also where the promise is not public."""
    wanted = select(ProgressReport.picture, ProgressReport.picture_type).join(
        Promise, Promise.id == ProgressReport.promise_id
    )
    wanted = wanted.where(
        ProgressReport.id == report_id, ProgressReport.promise_id == promise_id, Promise.hidden_at.is_(None)
    )
    row = session.execute(wanted).first() if max(promise_id, report_id) <= MAX_ID else None
    if row is None or row.picture is None:
        raise NotFound
    return row.picture, row.picture_type


def colleagues(session: Session, unit_id: int) -> list[Person]:
    """The officials of a unit whose accounts are open, by name: those who can own a promise or a step."""
    wanted = select(Person).where(answers_for(unit_id)).order_by(Person.display_name, Person.id)
    return list(session.scalars(wanted.limit(MOST_MEMBERS)))


class GlanceRow(NamedTuple):
    """What the page of a question shows of its promise."""

    id: int
    state: PromiseState
    promised_for: date
    due_on: date | None
    done_at: datetime | None
    step: str | None
    """The first thing that is still to be done, and by when."""
    step_on: date | None


def glance_columns() -> list[Any]:
    """Those of ``GlanceRow``, for a query that joins promises itself by ``glance_join``."""
    promise, step = Promise.__table__.c, Milestone.__table__.c

    def of_next_step(column: Any) -> Any:
        still = select(column).where(step.promise_id == promise.id, step.done_at.is_(None))
        first = still.order_by(step.due_on, step.id).limit(literal_column("1"))
        return first.correlate(Promise.__table__).scalar_subquery()

    own = [promise.id, promise.state, promise.promised_for, promise.due_on, promise.done_at]
    return [*own, of_next_step(step.words), of_next_step(step.due_on)]


def glance_join(query: Select[Any], case_id: Any) -> Select[Any]:
    """The query with the promise of the case that anyone may read, where there is one."""
    promise = Promise.__table__.c
    return query.outerjoin(Promise.__table__, (promise.case_id == case_id) & promise.hidden_at.is_(None))
