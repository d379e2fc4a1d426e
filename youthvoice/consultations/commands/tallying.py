"""The stored counts of a hearing. Whoever calls holds the hearing (``hold_consultation``)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.consultations.models import Consultation, ConsultationTally
from youthvoice.consultations.rules.answers import Count, Counts
from youthvoice.consultations.rules.states import Respondent


def add_counts(session: Session, kind: Respondent, change: Counts) -> None:
    """Add a change to the tallies of those who answered in that way."""
    if not change:
        return
    questions = {question_id for question_id, _option in change}
    query = select(ConsultationTally).where(
        ConsultationTally.question_id.in_(questions), ConsultationTally.kind == kind
    )
    stored = session.scalars(query.execution_options(populate_existing=True))
    rows = {(row.question_id, row.option): row for row in stored}
    for key, count in change.items():
        _add(rows.get(key) or _new(session, kind, key), count)
    session.flush()


def _new(session: Session, kind: Respondent, key: tuple[int, int]) -> ConsultationTally:
    row = ConsultationTally(question_id=key[0], kind=kind, option=key[1], answers=0, people=0, score=0)
    session.add(row)
    return row


def _add(row: ConsultationTally, count: Count) -> None:
    row.answers += count.answers
    row.people += count.people
    row.score += count.score


def count_response(found: Consultation, *, responses: int, people: int) -> None:
    """So many answers, and people behind them, more; what its pages show has changed."""
    found.responses += responses
    found.people += people
    found.version += 1
