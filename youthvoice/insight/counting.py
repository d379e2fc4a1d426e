"""Counting: two reads over all cases and one row for each year and unit. Done by a job, never by a page.

The Danish day of every moment is asked of the clock of the house, and the law of deadlines of its own rules: so the figures
are the same on both databases. The rows come in the order of cases and are never all in memory.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from flask import Flask
from sqlalchemy import Row, Select, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from youthvoice.core import ticks
from youthvoice.core.clock import local_date, now, today
from youthvoice.insight.models import ALL, Scorecard
from youthvoice.insight.queries import counted_at
from youthvoice.insight.rules import (
    CaseFacts,
    FeedbackFacts,
    Figures,
    Tallies,
    Tally,
    count_case,
    count_feedback,
    published,
)
from youthvoice.responses.models import Answer, AnswerFeedback, Case, CaseExtension, CaseParty, Promise, Reopening
from youthvoice.responses.rules import FINAL_OUTCOMES

EVERY = timedelta(minutes=15)
LOOK_EVERY = timedelta(minutes=1)
AT_A_TIME = 2_000
"""Rows that are fetched at once."""


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("insight.scorecards", LOOK_EVERY, count_when_old))


def count_when_old(session: Session) -> bool:
    """Count where nothing was counted yet, a quarter of an hour has passed, or a new day has begun; there is never more."""
    if is_old(counted_at(session), now()):
        count(session)
    return False


def is_old(counted: datetime | None, moment: datetime) -> bool:
    """Whether the figures are to be counted anew. What is overdue changes at midnight."""
    return counted is None or moment - counted >= EVERY or local_date(counted) != local_date(moment)


def count(session: Session) -> int:
    """Count everything anew; how many rows there are now."""
    tallies, moment = tally(session), now()
    years = {year for year, _unit in tallies.by_key} | {today().year}
    units = {unit_id for _year, unit_id in tallies.by_key} | {None}
    rows = []
    for year in years:
        shown = published({unit_id: tallies.by_key.get((year, unit_id), Tally()) for unit_id in units})
        rows += [_row(year, unit_id, figures, moment) for unit_id, figures in shown.items()]
    _store(session, rows)
    session.execute(delete(Scorecard).where(Scorecard.counted_at != moment))
    return len(rows)


def _row(year: int, unit_id: int | None, figures: Figures, moment: datetime) -> dict[str, Any]:
    return {
        "year": year,
        "scope": ALL if unit_id is None else unit_id,
        "unit_id": unit_id,
        "figures": figures,
        "counted_at": moment,
    }


def _store(session: Session, rows: list[dict[str, Any]]) -> None:
    """In one order, so that two who count at the same time wait for each other."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    added = insert(Scorecard).values(sorted(rows, key=lambda row: (row["year"], row["scope"])))
    new = {"figures": added.excluded.figures, "counted_at": added.excluded.counted_at}
    session.execute(added.on_conflict_do_update(index_elements=["year", "scope"], set_=new))


def tally(session: Session, tallies: Tallies | None = None) -> Tallies:
    """The counts of every year (or of what ``tallies`` counts by) and unit, as they stand today."""
    tallies, day = tallies or Tallies(), today()
    for case in _cases(session):
        count_case(tallies, case, day)
    for said in _feedback(session):
        count_feedback(tallies, said)
    return tallies


def _cases(session: Session) -> Iterator[CaseFacts]:
    rows = session.execute(_case_query().execution_options(yield_per=AT_A_TIME))
    for case_id, same in groupby(rows, key=attrgetter("id")):
        yield _facts(case_id, list(same))


def _case_query() -> Select[*tuple[Any, ...]]:
    """A row for each case and each of those who asked."""
    final = Answer.outcome.in_(FINAL_OUTCOMES)
    newest = select(Answer.case_id, func.max(Answer.number).label("number")).where(final).group_by(Answer.case_id)
    last = newest.subquery("newest")
    return (
        select(
            Case.id, Case.unit_id, Case.opened_at, Case.state, Case.answer_due_on, Case.clock_from, Case.paused_on,
            Case.closed_at, Case.first_answered_at, Case.first_due_on, Case.first_paused_days, Answer.outcome,
            Answer.reason_code, Reopening.at.label("reopened_at"), CaseExtension.at.label("extended_at"),
            Promise.promised_at, Promise.unit_id.label("promise_unit_id"), Promise.state.label("promise"),
            Promise.due_on.label("promise_due_on"), Promise.hidden_at, CaseParty.person_id,
        )
        .outerjoin(CaseParty, CaseParty.case_id == Case.id)
        .outerjoin(last, last.c.case_id == Case.id)
        .outerjoin(Answer, (Answer.case_id == last.c.case_id) & (Answer.number == last.c.number))
        .outerjoin(Reopening, Reopening.case_id == Case.id)
        .outerjoin(CaseExtension, CaseExtension.case_id == Case.id)
        .outerjoin(Promise, Promise.case_id == Case.id)
        .order_by(Case.id)
    )  # fmt: skip


def _facts(case_id: int, rows: list[Row[Any]]) -> CaseFacts:
    row = rows[0]
    # Nobody's own: a whole class or council asked. It counts as one.
    persons: Iterable[object] = [one.person_id for one in rows if one.person_id] or [("case", case_id)]
    return CaseFacts(
        unit_id=row.unit_id,
        persons=frozenset(persons),
        opened_on=local_date(row.opened_at),
        state=row.state,
        due_on=row.answer_due_on,
        clock_from=row.clock_from,
        is_paused=row.paused_on is not None,
        is_closed=row.closed_at is not None,
        answered_on=_day(row.first_answered_at),
        answer_due_on=row.first_due_on,
        paused_days=row.first_paused_days,
        outcome=row.outcome,
        reason=row.reason_code,
        reopened_on=_day(row.reopened_at),
        extended_on=_day(row.extended_at),
        promised_on=None if row.hidden_at else _day(row.promised_at),
        promise_unit_id=row.promise_unit_id,
        promise=row.promise,
        promise_due_on=row.promise_due_on,
    )


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else local_date(moment)


def _feedback(session: Session) -> Iterator[FeedbackFacts]:
    said = AnswerFeedback.person_id, AnswerFeedback.at, AnswerFeedback.understood, AnswerFeedback.taken_seriously
    query = select(Case.unit_id, *said).join(Case, Case.id == AnswerFeedback.case_id).order_by(AnswerFeedback.id)
    for unit_id, person_id, at, understood, taken_seriously in session.execute(
        query.execution_options(yield_per=AT_A_TIME)
    ):
        yield FeedbackFacts(
            unit_id=unit_id,
            person=person_id,
            said_on=local_date(at),
            understood=understood,
            taken_seriously=taken_seriously,
        )
