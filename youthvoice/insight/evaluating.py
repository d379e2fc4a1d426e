"""Counting a period: for the page of participation by a job, for a report when somebody makes one."""

from datetime import date, timedelta
from typing import Any, TypedDict

from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School, Unit
from youthvoice.core import audit, ticks
from youthvoice.core.clock import local_date, now, today
from youthvoice.insight.counting import is_old, tally
from youthvoice.insight.models import Evaluation, ParticipationYear
from youthvoice.insight.rules import Figures, Tallies, Tally, published
from youthvoice.insight.rules.measures import Figure
from youthvoice.insight.rules.taking_part import Sums, count_people, published_people
from youthvoice.insight.taking_part import Period, people_of, sums_of
from youthvoice.proposals.models import Proposal

LOOK_EVERY = timedelta(minutes=1)
WITHIN = 1
"""Under which number the days of the period are counted; all others under 0."""


class Block(TypedDict):
    """What a period holds, as it is shown."""

    sums: Sums
    people: dict[str, dict[str, Figure]]
    answers: Figures
    """Of all units together (rules/measures.py)."""


def init(_app: Flask) -> None:
    """Let the worker count the years."""
    ticks.register(ticks.Tick("insight.participation", LOOK_EVERY, count_when_old))


def count_when_old(session: Session) -> bool:
    """As the scorecard is counted: every quarter of an hour, and when a day begins; there is never more."""
    if is_old(session.scalar(select(func.max(ParticipationYear.counted_at))), now()):
        count_years(session)
    return False


def count_years(session: Session) -> int:
    """Count every year anew since the first proposal; how many there are."""
    first = session.scalar(select(func.min(Proposal.submitted_at)))
    years = range(local_date(first).year if first else today().year, today().year + 1)
    moment = now()
    session.execute(delete(ParticipationYear))
    session.add_all(
        ParticipationYear(year=year, figures=dict(block_of(session, _year(year))), counted_at=moment) for year in years
    )
    session.flush()
    return len(years)


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def block_of(session: Session, period: Period) -> Block:
    """Everything of a period. Reads all that happened in it: for jobs and reports alone."""
    people = count_people(people_of(session, period), period.last.year)
    return {"sums": sums_of(session, period), "people": published_people(people), "answers": _answers(session, period)}


def _answers(session: Session, period: Period) -> Figures:
    """As the scorecard counts a year; with the units, so that what is kept back there cannot be found here."""
    found = tally(session, Tallies(lambda day: WITHIN if period.has(day) else 0))
    units = {None, *session.scalars(select(Unit.id))}
    return published({unit_id: found.by_key.get((WITHIN, unit_id), Tally()) for unit_id in units})[None]


def make_evaluation(session: Session, period: Period, form_key: str, *, actor_id: int) -> Evaluation:
    """Count a period and the one before it, and keep what was counted. Sent twice, it is made once."""
    there = session.scalar(select(Evaluation).where(Evaluation.form_key == form_key))
    if there is not None:
        return there
    figures: dict[str, Any] = {
        "period": block_of(session, period),
        "before": block_of(session, period.before),
        "schools": {str(school_id): name for school_id, name in session.execute(select(School.id, School.name))},
    }
    made = Evaluation(
        form_key=form_key,
        first_on=period.first,
        last_on=period.last,
        figures=figures,
        made_by_id=actor_id,
        made_at=now(),
    )
    session.add(made)
    session.flush()
    audit.record(session, actor_id, "evaluation.make", ("evaluation", made.id))
    return made
