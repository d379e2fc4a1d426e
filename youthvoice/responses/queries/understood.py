"""Whether answers were understood: what a page shows of it, and what the unit reads."""

from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, Select, bindparam, exists, false, func, literal_column, null, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.db import BigId
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportState
from youthvoice.moderation.targets import Target
from youthvoice.responses.models import Answer, AnswerFeedback, Case, CaseParty, ClarityWish, Reopening
from youthvoice.responses.queries.cases import SHOWN_COLUMNS, AnswerRow
from youthvoice.responses.queries.inbox import MOST_COUNTED
from youthvoice.responses.rules import FINAL_OUTCOMES

KIND = "feedback"
"""What moderation calls the words of somebody who did not understand an answer."""


class ToldAnswer(NamedTuple):
    """One wording of an answer, what was said of it, and what the reader of the page has to do with it."""

    id: int
    was_unclear: bool
    """The case was reopened because of it."""
    said: int
    """How many of those who asked have spoken; the next two: how many of them said yes."""
    understood: int
    taken_seriously: int
    wishes: int
    """Readers who asked for a clearer answer; counted no further than ``MOST_COUNTED``."""
    is_party: bool
    my_understood: bool | None
    my_taken_seriously: bool | None
    has_wished: bool
    wording: AnswerRow


class UnclearWords(NamedTuple):
    """What one wording's readers wrote, without who and when."""

    id: int
    number: int
    understood: bool
    taken_seriously: bool
    words: str


# Tables and not classes: rows that are only shown need no objects.
_answers, _writers, _units, _feedback, _wishes, _parties, _reopenings = (
    model.__table__.c for model in (Answer, Person, Unit, AnswerFeedback, ClarityWish, CaseParty, Reopening)
)


def _count(*conditions: Any) -> ScalarSelect[Any]:
    """Of those who asked, who are few."""
    found = select(func.count()).select_from(AnswerFeedback.__table__).where(_feedback.answer_id == _answers.id)
    return found.where(*conditions).correlate(Answer.__table__).scalar_subquery()


def _count_wishes() -> ScalarSelect[Any]:
    one: Select[Any] = select(literal_column("1").label("one")).select_from(ClarityWish.__table__)
    one = one.where(_wishes.answer_id == _answers.id).limit(literal_column(str(MOST_COUNTED)))
    found = select(func.count()).select_from(one.correlate(Answer.__table__).subquery())
    return found.scalar_subquery()


def _said_by_me(column: Any) -> ScalarSelect[Any]:
    mine = select(column).where(_feedback.answer_id == _answers.id, _feedback.person_id == _me())
    return mine.correlate(Answer.__table__).scalar_subquery()


def _me() -> Any:
    return bindparam("person_id", type_=BigId)


def _mine() -> tuple[Any, ...]:
    """What the reader has to do with a wording; the last four columns of a ``ToldAnswer`` but its words."""
    asked = _parties.case_id == _answers.case_id, _parties.person_id == _me(), _parties.until.is_(None)
    said = _said_by_me(_feedback.understood), _said_by_me(_feedback.taken_seriously)
    wished = _wishes.answer_id == _answers.id, _wishes.person_id == _me()
    return exists().where(*asked), *said, exists().where(*wished)


NOBODYS = false(), null(), null(), false()


@lru_cache(maxsize=2)
def _told_query(*, for_person: bool) -> Select[Any]:
    mine = _mine() if for_person else NOBODYS
    query = select(
        _answers.id,
        exists().where(_reopenings.answer_id == _answers.id),
        _count(),
        _count(_feedback.understood),
        _count(_feedback.taken_seriously),
        _count_wishes(),
        *(column.label(f"mine_{n}") for n, column in enumerate(mine)),
        *(_answers[name] for name in SHOWN_COLUMNS),
        _writers.display_name,
        _writers.title,
        _units.name,
    )
    query = query.join(Person.__table__, _writers.id == _answers.written_by_id)
    query = query.outerjoin(Unit.__table__, _units.id == _writers.unit_id)
    return query.where(_answers.case_id == bindparam("case_id", type_=BigId)).order_by(_answers.number.desc())


OWN_COLUMNS = len(ToldAnswer._fields) - 1


def told_answers(session: Session, case_id: int, person_id: int | None) -> list[ToldAnswer]:
    """Every wording, newest first, with what was said of it and what the person (if any) said: one query."""
    values: dict[str, object] = {"case_id": case_id}
    if person_id is not None:
        values["person_id"] = person_id
    rows = session.execute(_told_query(for_person=person_id is not None), values)
    return [ToldAnswer._make([*row[:OWN_COLUMNS], AnswerRow._make(row[OWN_COLUMNS:])]) for row in rows]


def is_party(session: Session, case_id: int, person_id: int) -> bool:
    """One of those who asked."""
    mine = CaseParty.case_id == case_id, CaseParty.person_id == person_id, CaseParty.until.is_(None)
    return session.scalar(select(CaseParty.id).where(*mine)) is not None


def find_feedback(session: Session, answer_id: int, person_id: int) -> AnswerFeedback | None:
    """What this person said of this wording."""
    mine = AnswerFeedback.answer_id == answer_id, AnswerFeedback.person_id == person_id
    return session.scalar(select(AnswerFeedback).where(*mine))


def count_wishes(session: Session, answer_id: int) -> int:
    """How many readers have asked for a clearer answer than this one; counted no further than ``MOST_COUNTED``."""
    found = select(ClarityWish.id).where(ClarityWish.answer_id == answer_id).limit(MOST_COUNTED)
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0


def feedback_words(session: Session, case_id: int) -> list[UnclearWords]:
    """All that was said in a case, by wording (newest first) and then in the order of the alphabet, which tells nothing.

    Words that a moderator has hidden are left out; what was answered is still counted.
    """
    is_hidden = exists().where(
        ContentReport.target_kind == KIND,
        ContentReport.target_id == AnswerFeedback.id,
        ContentReport.state == ReportState.hidden,
    )
    said = (AnswerFeedback.understood, AnswerFeedback.taken_seriously, AnswerFeedback.unclear)
    query = select(AnswerFeedback.id, Answer.number, *said, is_hidden)
    query = query.join(Answer, Answer.id == AnswerFeedback.answer_id).where(AnswerFeedback.case_id == case_id)
    query = query.order_by(Answer.number.desc(), AnswerFeedback.unclear)
    return [
        UnclearWords(id_, number, understood, taken_seriously, "" if hidden else words)
        for id_, number, understood, taken_seriously, words, hidden in session.execute(query)
    ]


def is_clearer(session: Session, answer: Answer) -> bool:
    """Tell whether it is the first whole answer after the one that was not understood."""
    unclear = select(Answer.number).join(Reopening, Reopening.answer_id == Answer.id)
    before = session.scalar(unclear.where(Reopening.case_id == answer.case_id))
    if before is None or answer.number <= before or answer.outcome not in FINAL_OUTCOMES:
        return False
    between = Answer.number > before, Answer.number < answer.number, Answer.outcome.in_(FINAL_OUTCOMES)
    return session.scalar(select(Answer.id).where(Answer.case_id == answer.case_id, *between).limit(1)) is None


def as_target(feedback: AnswerFeedback, case: Case) -> Target:
    """The words as moderation sees them. They stand on no page of the public, so nobody can report them from there."""
    return Target(KIND, feedback.id, case.title, case.path, feedback.unclear, feedback.person_id, is_readable=False)


def find_target(session: Session, feedback_id: int) -> Target | None:
    """The same by its id."""
    feedback = session.get(AnswerFeedback, feedback_id)
    return as_target(feedback, session.get_one(Case, feedback.case_id)) if feedback is not None else None
